import Canonical
import Formats
import Testing

/// Headers, user header and trailer are checked, kept as they are, and not written strictly where they are wrong.
@Suite struct MTHeaderTests {
    private static let blocks = "{1:F01BANKDEFFAXXX0000000000}{2:I103BANKFRPPXXXXN}"
    private static let text =
        ":20:REF1\r\n:23B:CRED\r\n:32A:261127EUR12,50\r\n:33B:EUR12,50\r\n:50K:/123\r\nAnna\r\n:59:/456\r\nBob\r\n:71A:SHA"

    private func message(
        _ headers: String = blocks,
        text: String = text,
        trailer: String = ""
    ) -> String { "\(headers){4:\r\n\(text)\r\n-}\(trailer)" }

    /// Reads a message, writes it back from its JSON and says what was found.
    private func findings(_ message: String) throws -> [Finding] {
        let format = try MTSamples.format()
        let (documents, findings) = try format.decodeAll(Array(message.utf8))
        let again = try documents.map { try Document(json: $0.jsonBytes()) }
        #expect(String(decoding: try format.encodeAll(again).bytes, as: UTF8.self) == message)
        for document in documents where !findings.hasErrors {
            let type = try #require(document.value["type"]?.text)
            #expect(try ShapeCheck(format.description(ofType: type)).misfit(document.value) == nil)
        }
        if findings.hasErrors {
            #expect(throws: Fault.self) { try format.encodeAll(again, mode: .strict) }
        } else {
            _ = try format.encodeAll(again, mode: .strict)
        }
        return findings.all
    }

    private func codes(_ message: String, from severity: Finding.Severity = .warning) throws -> [String] {
        try findings(message).filter { $0.severity >= severity }.map(\.code)
    }

    // MARK: - Types without a table

    @Test(arguments: ["123", "700", "010", "305"])
    func `a type without a table is unknown, and its fields are checked`(_ type: String) throws {
        let headers = Self.blocks.replacing("103", with: type)
        let known = try findings(message(headers, text: ":20:X"))
        #expect(known.map(\.code) == ["definition.unknown"])
        #expect(known.allSatisfy { $0.isUnknownDefinition && $0.severity == .warning })
        #expect(try codes(message(headers, text: ":20:X\r\n:32A:260230EUR1,")) == ["definition.unknown", "T50"])
    }

    // MARK: - Headers

    @Test func `right headers have no findings`() throws {
        for headers in [
            Self.blocks, "{1:F01BANKDEFFAXXX0000000000}{2:I103BANKFRPPXXXX}",
            "{1:F01BANKDEFFAXXX0000000000}{2:I103BANKFRPPXXXXU3003}",
            "{1:A01BANKDEFFAXXX0000000000}{2:O1031200261127BANKFRPPAXXX00000000002611271201N}",
        ] {
            #expect(try codes(message(headers)).isEmpty, "\(headers)")
        }
        let system = "{1:F01BANKDEFFAXXX0000000000}{2:O0101200261127DYDYXXXXAXXX00000000002611271201S}{4:{175:1200}}"
        #expect(try codes(system) == ["definition.unknown"])
    }

    @Test(arguments: [
        ("1", "F01BANKDEFF", "Z01BANKDEFF"), ("1", "F01BANKDEFF", "F0XBANKDEFF"), ("1", "BANKDEFF", "BANKXXFF"),
        ("1", "BANKDEFF", "bankDEFF"), ("1", "0000000000}", "00000000X0}"),
        ("2", "I103", "I1O3"), ("2", "XXXXN}", "XXXXQ}"), ("2", "FRPP", "XXPP"), ("2", "XXXXN}", "XXXXU4}"),
        ("2", "XXXXN}", "XXXXU30X0}"), ("2", "XXXXN}", "XXXXX}"),
    ])
    func `a wrong part of an input header is an error`(_ block: String, _ right: String, _ wrong: String) throws {
        let found = try findings(message(Self.blocks.replacing(right, with: wrong))).filter { $0.severity == .error }
        #expect(found.map(\.code) == ["mt.header"])
        #expect(found.first?.place.field == block)
    }

    @Test(arguments: [
        ("1200261127", "2561261127"), ("1200261127", "1200261327"), ("2611271201N", "2602301201N"),
        ("2611271201N", "2611272401N"), ("2611271201N", "2611271201X"), ("AXXX0000000000", "AXXX00000X0000"),
        ("FRPP", "FXPP"),
    ])
    func `a wrong part of an output header is an error`(_ right: String, _ wrong: String) throws {
        let output = "{2:O1031200261127BANKFRPPAXXX00000000002611271201N}".replacing(right, with: wrong)
        #expect(try codes(message("{1:F01BANKDEFFAXXX0000000000}\(output)")) == ["mt.header"])
    }

    @Test func `text without blocks 1 and 2 is an error, but not in bodies`() throws {
        #expect(try codes(message("")) == ["mt.block-missing", "mt.block-missing"])
        #expect(try codes(message("{1:F01BANKDEFFAXXX0000000000}")) == ["mt.block-missing"])
        #expect(try codes(message("{2:I103BANKFRPPXXXXN}")) == ["mt.block-missing"])
        #expect(try codes("\(Self.text)\r\n-\r\n").isEmpty)
    }

    // MARK: - Tags

    @Test(arguments: [
        "{121:abc}", "{121:7A562C67-CA16-48BA-B074-65581BE6F001}", "{121:7a562c67-ca16-18ba-b074-65581be6f001}",
        "{111:1}", "{113:TOOLONG}", "{108: 30 x}", "{108:REF }", "{108:}", "{119:foo}", "{103:12}", "{433:AOK}",
    ])
    func `a wrong tag of the user header is an error`(_ tag: String) throws {
        let found = try findings(message("\(Self.blocks){3:\(tag)}"))
        #expect(found.map(\.code) == ["mt.user-header"])
        #expect(found.first?.severity == .error && found.first?.place.field == String(tag.dropFirst().prefix(3)))
    }

    @Test(arguments: ["{CHK:XYZ}", "{MAC:0123}", "{PDE:2561}", "{TNG:X}", "{CHK}"])
    func `a wrong tag of the trailer is an error`(_ tag: String) throws {
        #expect(try codes(message(trailer: "{5:\(tag)}"), from: .error) == ["mt.trailer"])
    }

    @Test func `a date of a trailer is in the calendar`() throws {
        let tag = "{PDE:1200260230BANKDEFFAXXX0000000000}"
        #expect(try codes(message(trailer: "{5:\(tag)}")) == ["T50"])
    }

    @Test func `tags that are not known are kept with a warning, and right ones without`() throws {
        #expect(try codes(message(trailer: "{5:{FOO:x}}")) == ["mt.tag-unknown"])
        #expect(try codes(message("\(Self.blocks){3:{999:x}{108:A}}")) == ["mt.tag-unknown"])
        #expect(try codes(message(trailer: "{5:{108:A}}")) == ["mt.tag-unknown"])
        let user =
            "{3:{103:EBA}{113:0030}{108:MT502 001 OF 008}{119:COV}{111:001}"
            + "{121:7a562c67-ca16-48ba-b074-65581be6f001}{433:/AOK/NO HIT}}"
        let trailer =
            "{5:{MAC:00000000}{CHK:0123456789AB}{PDE:1200261127BANKDEFFAXXX0000000000}{SYS:}{DLM:}{TNG}}{S:{SPD:}}"
        #expect(
            try codes(message(Self.blocks.replacing("103", with: "202") + user, trailer: trailer), from: .error)
                .allSatisfy { !$0.hasPrefix("mt.user") && !$0.hasPrefix("mt.trail") }
        )
        #expect(try codes(message(trailer: trailer)).isEmpty)
    }

    // MARK: - Text

    @Test func `a message longer than its type takes is an error, a body only a warning`() throws {
        let entries = String(repeating: ":61:261126C10,NTRFNONREF\r\n", count: 150)
        let text = ":20:A\r\n:25:1\r\n:28C:1\r\n:60F:C261125EUR1,\r\n\(entries):62F:C261126EUR1501,"
        let headers = Self.blocks.replacing("103", with: "940")
        #expect(try codes(message(headers, text: text)) == ["M50"])
        #expect(try codes(message(headers, text: text), from: .error) == ["M50"])
        let body = try findings("\(text)\r\n-\r\n").filter { $0.code == "M50" }
        #expect(body.map(\.severity) == [.warning])
        // In pieces it is not known beforehand how long it will be.
        let split = try MTSamples.format(["split": "auto"]).decodeAll(Array(message(headers, text: text).utf8))
        #expect(split.findings.all.isEmpty)
    }

    @Test func `the length counts each line end as two, up to the last character that may be`() throws {
        // What stands around the narrative has 3 line ends, a tag with its value, and the hyphen.
        let fixed = "\r\n:20:A\r\n:79:\r\n-".utf8.count
        let headers = Self.blocks.replacing("103", with: "199")
        for (extra, isRight) in [(0, true), (1, false)] {
            let lines = String(repeating: "\(String(repeating: "A", count: 48))\r\n", count: 39)
            let last = String(repeating: "A", count: 2_000 - fixed - lines.utf8.count + extra)
            let found = try codes(message(headers, text: ":20:A\r\n:79:\(lines)\(last)"))
            #expect(found.contains("M50") != isRight)
            let feeds = message(headers, text: ":20:A\r\n:79:\(lines)\(last)").replacing("\r\n", with: "\n")
            #expect(try codes(feeds).contains("M50") != isRight)
        }
    }

    @Test func `a line that begins with a hyphen is an error`() throws {
        let found = try findings(message(text: Self.text.replacing("Anna", with: "- Anna\r\n-Eve")))
            .filter {
                $0.severity == .error
            }
        #expect(found.map(\.code) == ["mt.line-start", "mt.line-start"])
        #expect(found.map(\.place.line) == [7, 8])
    }

    @Test func `lines that end with CR alone are read with a finding and come back`() throws {
        let input = message(trailer: "{5:{CHK:0123456789AB}}")
        let returns = input.replacing("\r\n", with: "\r")
        #expect(try codes(returns) == ["mt.line-end"])
        let format = try MTSamples.format()
        let document = try #require(try format.decodeAll(Array(returns.utf8)).documents.first)
        #expect(document.value.value(at: ["layout", "lineEnd"]) == "CR")
        #expect(document.value.value(at: ["block4", "20", "reference"]) == "REF1")
        #expect(String(decoding: try format.encodeAll([document], mode: .strict).bytes, as: UTF8.self) == input)
    }

    @Test func `lines that end with CR alone are read behind an acknowledgement, in files and in windows`() throws {
        let one = message().replacing("\r\n", with: "\r")
        let acknowledged = "{1:F21BANKDEFFAXXX0000000000}{4:{177:2611271200}{451:0}}\(one)"
        let input = "\(acknowledged)\r\(one)\r\(message())$\(one.replacing("Anna", with: "\u{C4}nna"))"
        let format = try MTSamples.format()
        let whole = try format.decodeAll(Array(input.utf8))
        #expect(whole.documents.count == 4)
        #expect(String(decoding: try format.encodeAll(whole.documents).bytes, as: UTF8.self) == input)
        for size in [1, 7, 4_096] {
            let pieces = try decodeInWindows(Array(input.utf8), size: size, format: format)
            #expect(pieces.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
            #expect(pieces.findings.all == whole.findings.all)
        }
    }

    // MARK: - Descriptions

    @Test(arguments: MTSamples.all)
    func `what is read has the shape of its type, acknowledgements and system messages too`(_ bytes: [UInt8]) throws {
        let format = try MTSamples.format()
        for document in try format.decodeAll(bytes).documents {
            let type = try #require(document.value["type"]?.text)
            #expect(try ShapeCheck(format.description(ofType: type)).misfit(document.value) == nil, "\(type)")
        }
        #expect(["mt.ack", "mt.system"].allSatisfy(format.documentTypes.contains))
    }
}
