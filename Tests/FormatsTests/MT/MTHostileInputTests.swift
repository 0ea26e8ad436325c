import Canonical
import Conformance
import Formats
import Testing

/// The format never traps, and whatever it reads it writes back unchanged from its JSON.
@Suite struct MTHostileInputTests {
    private static let alphabet = Array("{}:-/\r\n,0123456789ABCXFIO$?+<> ".utf8) + [0, 1, 3, 0x80, 0xC3, 0xE4, 0xFF]

    private func check(_ bytes: [UInt8], _ format: any Format) throws {
        guard let result = try? format.decodeAll(bytes) else { return }  // refused: nothing more to check
        // Behind the last message there may be what is none: it is told and left out.
        if result.findings.all.contains(where: { $0.code == "format.syntax" }) { return }
        let documents = try result.documents.map { try Document(json: $0.jsonBytes()) }
        let written = try format.encodeAll(documents).bytes
        #expect(written == bytes, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }

    @Test(arguments: MTSamples.all)
    func `cut off at each byte`(_ message: [UInt8]) throws {
        let format = try MTSamples.format(rules: ["network"])
        for length in message.indices { try check(Array(message.prefix(length)), format) }
    }

    @Test(arguments: [MTSamples.mt103, MTSamples.cover, MTSamples.statement, MTSamples.settlement])
    func `cut off inside a message it is never valid`(_ message: [UInt8]) throws {
        let format = try MTSamples.format()
        // What stands behind block 4 is not needed: a message without it is whole.
        let end = (message.indices.last { message[$0] == 0x2D && message[$0 + 1] == 0x7D } ?? message.count) + 2
        for length in 1..<(end - 1) {
            guard let result = try? format.decodeAll(Array(message.prefix(length))) else { continue }
            #expect(result.findings.hasErrors || result.documents.isEmpty, "cut off after \(length) bytes")
        }
    }

    @Test(arguments: [3, 5, 7] as [UInt64])
    func `changed at random`(_ seed: UInt64) throws {
        let format = try MTSamples.format(rules: ["network"])
        var random = SeededGenerator(seed: seed)
        let samples = MTSamples.all + MTSamples.surroundings.map(\.bytes)
        for _ in 0..<2_000 {
            try check(random.mutate(random.pick(samples), alphabet: Self.alphabet), format)
        }
    }

    @Test func `random text in block 4`() throws {
        let format = try MTSamples.format(rules: ["network"])
        var random = SeededGenerator(seed: 11)
        let tags = ["20", "61", "86", "72", "50F", "35B", "13C", "23E", "41D", "16R", "77E"]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in random.pick(Self.alphabet) }
            let type = random.pick(["103", "940", "541", "192", "700", "998"])
            let head = "{1:F01ALFAGB2LAXXX0001000001}{2:I\(type)BETAUS33XXXXN}{4:\n:\(random.pick(tags)):"
            try check(Array(head.utf8) + text + Array("\n-}".utf8), format)
        }
    }

    @Test func `windows of mutants give the same as one piece`() throws {
        let format = try MTSamples.format()
        var random = SeededGenerator(seed: 13)
        for _ in 0..<300 {
            let bytes = random.mutate(random.pick(MTSamples.all), alphabet: Self.alphabet)
            let whole = try? format.decodeAll(bytes)
            let pieces = try? decodeInWindows(bytes, size: 5, format: format)
            #expect(pieces?.documents.map { $0.jsonBytes() } == whole?.documents.map { $0.jsonBytes() })
        }
    }

    @Test(arguments: ["61", "50F", "35B", "98E", "72", "31X", "41D", "23", "24G", "281", "86"])
    func `random values of single fields`(_ tag: String) throws {
        let settings = FormatSettings(options: ["tag": tag], library: MTSamples.library)
        let format = try FormatKind.mtField.format(settings)
        var random = SeededGenerator(seed: 17)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...30, using: &random)).map { _ in random.pick(Self.alphabet) }
            try check(bytes, format)
        }
    }

    @Test func `a large message is read whole`() throws {
        let field = Array(":79:\(String(repeating: "LINE\r\n", count: 100))".utf8)
        let fields = (0..<300).flatMap { _ in field }
        let head = Array("{1:F01ALFAGB2LAXXX0001000001}{2:I199BETAUS33XXXXN}{4:\r\n:20:A\r\n".utf8)
        try check(head + fields + Array("-}".utf8), try MTSamples.format())
    }
}
