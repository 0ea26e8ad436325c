import Canonical
import Conformance
import Formats
import Testing

/// Cut and changed messages: never a trap, never a loss, never a card number in a text.
@Suite struct ISO8583HostileInputTests {
    private static let digits = [UInt8](0x30...0x39) + [0xF0, 0xF1, 0x3D, 0x44, 0x46, 0x20, 0x0A]
    private static let alphabet = digits + [0, 1, 7, 0x1F, 0x5F, 0x71, 0x80, 0x81, 0x84, 0x9F, 0xC3, 0xDF, 0xFF]

    /// All runs of five digits of the card number, the track and the PIN.
    private static let secrets: Set<[UInt8]> = {
        var runs: Set<[UInt8]> = []
        for secret in [ISO8583Sample.cardNumber, ISO8583Sample.track, ISO8583Sample.pin] {
            let digits = Array(secret.utf8)
            for start in digits.indices.dropLast(4) { runs.insert(Array(digits[start..<start + 5])) }
        }
        return runs
    }()

    /// Reads, writes back, and looks for the card in every text.
    private func check(_ bytes: [UInt8], _ format: any Format) throws -> Findings {
        do {
            let (documents, findings) = try format.decodeAll(bytes)
            let read = try documents.map { try Document(json: $0.jsonBytes()) }
            #expect(try format.encodeAll(read).bytes == bytes)
            for finding in findings.all { expectNoSecret("\(finding.place) \(finding.message) \(finding.code)") }
            return findings
        } catch let fault as Fault {
            expectNoSecret("\(fault)")
            var findings = Findings()
            findings.add(.error, fault.code.name, at: Place(), "")
            return findings
        }
    }

    /// No five digits of a secret follow each other in the text.
    private func expectNoSecret(_ text: String) {
        let bytes = Array(text.utf8)
        for start in bytes.indices.dropLast(4) where Self.secrets.contains(Array(bytes[start..<start + 5])) {
            Issue.record("a text holds a part of a secret")
        }
    }

    @Test(arguments: ISO8583Sample.specifications)
    func `cut at each byte`(specification: String) throws {
        let format = try ISO8583Sample.format(specification)
        let message = try ISO8583Sample.message(specification)
        for length in 1..<message.count {
            #expect(try check(Array(message.prefix(length)), format).hasErrors, "\(length)")
        }
    }

    @Test(arguments: ["binary2", "ascii4", "line"])
    func `framed and cut at each byte`(framing: String) throws {
        let format = try ISO8583Sample.format("1987-binary", options: ["framing": framing, "header-bytes": "5"])
        guard case .object(var root) = ISO8583Sample.document("1987-binary").value else { return }
        root["header"] = "6000000000"
        let message = try format.encodeAll([Document(.object(root))]).bytes
        for length in 1..<message.count - 1 {
            #expect(try check(Array(message.prefix(length)), format).hasErrors, "\(length)")
        }
    }

    @Test(arguments: ISO8583Sample.specifications, [1, 2, 3])
    func `changed at random`(specification: String, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let format = try ISO8583Sample.format(specification)
        let message = try ISO8583Sample.message(specification)
        for _ in 0..<300 {
            _ = try check(random.mutate(message, alphabet: random.pick([Self.digits, Self.alphabet])), format)
        }
    }

    @Test(arguments: ISO8583Vector.all)
    func `vectors changed at random`(vector: ISO8583Vector) throws {
        var random = SeededGenerator(seed: 11)
        let format = try vector.format()
        for _ in 0..<12 { _ = try check(random.mutate(vector.message, alphabet: Self.alphabet), format) }
    }

    @Test func `random data objects`() throws {
        var random = SeededGenerator(seed: 5)
        let format = try ISO8583Sample.format("1987-binary")
        for _ in 0..<3_000 {
            let count = Int.random(in: 0...60, using: &random)
            let data = (0..<count).map { _ in random.pick(Self.alphabet) }
            let length = [UInt8(count / 100), UInt8(count / 10 % 10) << 4 | UInt8(count % 10)]
            _ = try check([0x01, 0x00, 0, 0, 0, 0, 0, 0, 0x02, 0] + length + data, format)
        }
    }

    @Test func `data objects nested without end`() throws {
        let format = try ISO8583Sample.format("1987-ebcdic")
        var data: [UInt8] = []
        for _ in 0..<200 {
            let length =
                data.count < 128 ? [UInt8(data.count)] : [0x82, UInt8(data.count >> 8), UInt8(data.count & 0xFF)]
            data = [0xE1] + length + data
        }
        let digits = [data.count / 100, data.count / 10 % 10, data.count % 10].map { UInt8(0xF0 + $0) }
        let head: [UInt8] = [0xF0, 0xF1, 0xF0, 0xF0, 0, 0, 0, 0, 0, 0, 0x02, 0]
        let findings = try check(head + digits + data, format)
        #expect(findings.all.map(\.code) == ["iso8583.tags"])
    }

    @Test func `more tags than the limit are kept as bytes`() throws {
        let specification: DocumentValue = [
            "specification": "bankbus-iso8583/1",
            "fields": ["2": ["format": "b......99999", "encoding": "binary", "tlv": [:]]],
        ]
        let format = try FormatKind.iso8583.format(
            FormatSettings(
                definition: [DefinitionFile(name: "tags.json", bytes: specification.jsonBytes())],
                library: NoLibrary()
            )
        )
        let data = [[UInt8]](repeating: [0xC1, 0], count: 3_000).flatMap { $0 }
        let findings = try check(Array("08004000000000000000006000".utf8) + data, format)
        #expect(findings.all.map(\.code) == ["iso8583.tags"])
    }

    private struct NoLibrary: DefinitionLibrary {
        func file(_ path: String) throws(Fault) -> DefinitionFile { DefinitionFile(name: path, bytes: []) }
        func files(in folder: String) throws(Fault) -> [String] { [] }
    }
}
