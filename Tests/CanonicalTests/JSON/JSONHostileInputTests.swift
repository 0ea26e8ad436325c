import Canonical
import Testing

/// The reader never traps, whatever the bytes.
@Suite struct JSONHostileInputTests {
    private static let sample = Array(
        #"{"reference":"ÄÖ-1","amount":{"value":12.50,"currency":"EUR"},"lines":["a\n\u00e9\ud83d\ude00",null,true],"n":-1e-3}"#
            .utf8
    )

    @Test func `every truncation is refused and says where`() throws {
        _ = try DocumentValue(json: Self.sample)
        for length in 0..<Self.sample.count {
            #expect(throws: Fault.self) { try DocumentValue(json: Array(Self.sample.prefix(length))) }
        }
    }

    @Test func `random bytes are read or refused`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random))
                .map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = try? DocumentValue(json: bytes)  // refused is as good as read: the test is that neither traps
        }
    }

    @Test func `changed bytes are read or refused, and what is read can be written`() throws {
        var random = SeededGenerator(seed: 13)
        for _ in 0..<20_000 {
            var bytes = Self.sample
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: bytes.indices, using: &random)
                bytes[index] = random.pick(
                    Array("{}[]\",:\\u0019eE+-.tfn \n".utf8) + [0, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
                )
            }
            guard let document = try? DocumentValue(json: bytes) else { continue }  // refused: nothing more to check
            #expect(try DocumentValue(json: document.jsonBytes()).canonicalJSONBytes() == document.canonicalJSONBytes())
        }
    }
}
