import Canonical
import Formats
import Testing

/// The codec never traps, and whatever it reads it writes back unchanged.
@Suite struct FINHostileInputTests {
    private static let alphabet = Array("{}:-/\r\n,0123456789ABCXFIO$ ".utf8) + [0, 1, 3, 0x80, 0xC3, 0xE4, 0xFF]
    private let codec = FINCodec()

    private func check(_ bytes: [UInt8]) throws {
        guard let document = try? codec.decode(bytes) else { return }  // refused: nothing more to check
        #expect(try codec.encode(document) == bytes)
    }

    @Test func `truncated at each byte`() throws {
        for message in [FINSample.mt103, FINSample.output, FINSample.acknowledged] {
            for length in message.indices { try check(Array(message.prefix(length))) }
        }
    }

    @Test func `changed at random`() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<10_000 {
            let message = random.pick([FINSample.mt103, FINSample.output, FINSample.acknowledged])
            try check(random.mutate(message, alphabet: Self.alphabet))
        }
    }

    @Test func `random text in block 4`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10_000 {
            let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in random.pick(Self.alphabet) }
            try check(Array("{1:F01DEMOGB2LAXXX0001000001}{4:\n:20:".utf8) + text + Array("\n-}".utf8))
            try check(Array("{1:F01DEMOGB2LAXXX0001000001}{3:".utf8) + text + Array("}".utf8))
        }
    }

    @Test func `a large message is read whole`() throws {
        let field = Array(":79:\(String(repeating: "LINE\r\n", count: 100))".utf8)
        let fields = (0..<1_000).flatMap { _ in field }
        try check(Array("{1:F01DEMOGB2LAXXX0001000001}{4:\r\n".utf8) + fields + Array("-}".utf8))
    }
}
