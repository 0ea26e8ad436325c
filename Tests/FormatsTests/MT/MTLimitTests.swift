import Canonical
import Formats
import Testing

/// What is too much is refused by name, and nothing is cut off silently.
@Suite struct MTLimitTests {
    private func format(values: Int = 1_000_000, bytes: Int = 1 << 24) throws -> any Format {
        var limits = Limits.standard
        limits.documentValuesMax = values
        limits.bodyBytesMax = bytes
        return try FormatKind.mt.format(FormatSettings(limits: limits, library: MTSamples.library))
    }

    private static let many: [(name: String, bytes: [UInt8])] = [
        ("fields", head + Array(String(repeating: ":79:A\r\n", count: 300).utf8) + Array("-}".utf8)),
        ("lines", head + Array(":79:".utf8) + Array(String(repeating: "\r\n", count: 2_000).utf8) + Array("-}".utf8)),
        ("parts", parts(count: 2_000)),
        (
            "tags",
            Array("{1:L02ALFAGB2LAXXX0000000001}{4:".utf8) + Array(String(repeating: "{A}", count: 900).utf8) + [0x7D]
        ),
    ]

    private static let head = Array("{1:F01ALFAGB2LAXXX0001000001}{2:I199BETAUS33XXXXN}{4:\r\n:20:A\r\n".utf8)

    private static func parts(count: Int) -> [UInt8] {
        let text = String(repeating: "?20", count: count)
        return Array(":20:A\n:25:1\n:28C:1\n:60F:C261125EUR1,\n:61:2611261126C1,NTRFNONREF\n:86:\(text)\n-\n".utf8)
    }

    @Test(arguments: many)
    func `a message with too many values is refused`(_ sample: (name: String, bytes: [UInt8])) throws {
        let fault = #expect(throws: Fault.self) { try format(values: 500).decodeAll(sample.bytes) }
        #expect(fault?.code == .formatLimit, "\(sample.name)")
        #expect(try format(values: 20_000).decodeAll(sample.bytes).documents.count == 1)
    }

    @Test func `a value of a field with too many parts is refused`() throws {
        var limits = Limits.standard
        limits.documentValuesMax = 500
        let settings = FormatSettings(
            limits: limits,
            options: ["tag": "86", "message-type": "940"],
            library: MTSamples.library
        )
        let format = try FormatKind.mtField.format(settings)
        for text in [String(repeating: "?20", count: 1_000), String(repeating: "A\n", count: 1_000)] {
            let fault = #expect(throws: Fault.self) { try format.decodeAll(Array(text.utf8)) }
            #expect(fault?.code == .formatLimit)
        }
    }

    @Test func `padding of more than a mebibyte comes back`() throws {
        let padding = [UInt8](repeating: 0x20, count: 3 << 20)
        let input = [0x01] + MTSamples.mt103 + [0x03] + padding + [0x01] + MTSamples.cover + [0x03]
        let (documents, findings) = try format().decodeAll(input)
        #expect(findings.all.map(\.code) == ["mt.sector", "mt.sector"])
        #expect(findings.all.map(\.severity) == [.warning, .error])
        #expect(try format().encodeAll(documents.map { try Document(json: $0.jsonBytes()) }).bytes == input)
    }

    @Test(arguments: [-1, 1 << 40])
    func `padding out of bounds is refused`(_ count: Int) throws {
        let document = try #require(try format().decodeAll([0x01] + MTSamples.mt103 + [0x03, 0x20]).documents.first)
        guard case .object(var message) = document.value, case .object(var layout)? = message["layout"] else {
            Issue.record("the message has no layout")
            return
        }
        layout["padding"] = .number(Number(Int64(count)))
        message["layout"] = .object(layout)
        #expect(throws: Fault.self) { try format().encodeAll([Document(.object(message))]) }
    }

    @Test func `many findings and many lines take no more than linear time`() throws {
        let format = try MTSamples.format(rules: ["network"])
        // A finding at a line and one at the field's beginning, many times.
        let lines = String(repeating: ":79:\(String(repeating: "a\r\n", count: 40))\r\n", count: 1_000)
        let head = "{1:F01ALFAGB2LAXXX0001000001}{2:I199BETAUS33XXXXN}{4:\r\n:20:A\r\n"
        let documents = try format.decodeAll(Array("\(head)\(lines)-}".utf8)).documents
        _ = try format.encodeAll(documents)
        // A rule that fails in each of many sequences.
        let debits = String(repeating: ":21:A\r\n:32B:EUR1,\r\n:33B:EUR1,\r\n", count: 1_000)
        let message = "{1:F01ALFAGB2LAXXX0001000001}{2:I104BETAUS33XXXXN}{4:\r\n:20:A\r\n:30:261126\r\n\(debits)-}"
        #expect(try format.decodeAll(Array(message.utf8)).findings.hasErrors)
        // One value of many lines, some of which end with LF.
        let mixed = String(repeating: "A\r\nB\n", count: 10_000)
        let field = try FormatKind.mtField.format(FormatSettings(options: ["tag": "79"], library: MTSamples.library))
        let value = try field.decodeAll(Array(mixed.utf8)).documents
        #expect(try field.encodeAll(value).bytes == Array(mixed.utf8))
    }
}
