import Canonical
import Formats
import Testing

/// Whatever odd thing is read is told, and comes back from its JSON.
@Suite struct MTFaithfulTests {
    private func check(_ bytes: [UInt8], codes: [String]) throws -> [Document] {
        let format = try MTSamples.format()
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(findings.all.filter { $0.severity > .note }.map(\.code) == codes)
        let written = try format.encodeAll(documents.map { try Document(json: $0.jsonBytes()) }).bytes
        #expect(written == bytes, "\(String(decoding: written, as: UTF8.self).debugDescription)")
        return documents
    }

    private func replaced(_ bytes: [UInt8], _ text: String, with other: String) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing(text, with: other).utf8)
    }

    // MARK: - Headers

    @Test(arguments: [
        ("{1:F01ALFAGB2LAXXX0001000001}", "{1:F01ALFAGB2LAXXX0001{0001}}"),
        ("{1:F01ALFAGB2LAXXX0001000001}", "{1:{}{}{}{}{}{}{}{}{}{}{}{}F}"),
        ("{2:I103BETAUS33XXXXN}", "{2:I103BETA{}33XXXXN}"),
    ])
    func `headers with braces are texts with an error`(_ header: String, _ odd: String) throws {
        let documents = try check(replaced(MTSamples.mt103, header, with: odd), codes: ["mt.header"])
        let block = documents.first?.value[odd.hasPrefix("{1") ? "block1" : "block2"]
        #expect(block?["text"]?.text == String(odd.dropFirst(3).dropLast()))
    }

    @Test func `the end of a block in field 86 of a bare body is text`() throws {
        for text in ["A-}B", "-}", "A\n-}B", "{1:F01ALFAGB2L", "A}\n{4:"] {
            _ = try check(replaced(MTSamples.bare, "RENT", with: text), codes: ["M60"])
        }
    }

    @Test func `a value that would end a bare body is not written`() throws {
        let format = try MTSamples.format()
        for text in ["A\n-", "A\n-}\nB", "A\n:20:B", "A\n:86:B"] {
            let documents = try format.decodeAll(MTSamples.bare).documents
            let json = String(decoding: documents[0].jsonBytes(), as: UTF8.self)
            let changed = json.replacing("[\"RENT\"]", with: "[\"\(text.replacing("\n", with: "\\n"))\"]")
            #expect(throws: Fault.self) { try format.encodeAll([Document(json: Array(changed.utf8))]) }
        }
    }

    // MARK: - Blocks in lines

    @Test(arguments: ["\r\n", "\n", " \r\n\r\n"])
    func `blocks on lines of their own are one message`(_ gap: String) throws {
        var bytes = MTSamples.mt103
        for block in ["{2:", "{3:", "{4:", "{5:"] { bytes = replaced(bytes, block, with: "\(gap)\(block)") }
        let documents = try check(bytes, codes: ["mt.between-blocks"])
        #expect(documents.count == 1)
        #expect(documents.first?.value["type"] == "mt.103")
        #expect(documents.first?.value.value(at: ["layout", "between", "4"])?.text == gap)
        let strict = try MTSamples.format().encodeAll(documents, mode: .strict).bytes
        #expect(strict == MTSamples.mt103)
    }

    @Test func `messages in lines whose blocks are in lines are told apart, in windows too`() throws {
        let one = replaced(MTSamples.mt103, "}{", with: "}\r\n{")
        let input = one + Array("\r\n".utf8) + MTSamples.system + Array("\r\n".utf8) + one
        let format = try MTSamples.format()
        let whole = try format.decodeAll(input)
        #expect(whole.documents.count == 3)
        #expect(try format.encodeAll(whole.documents).bytes == input)
        for size in [1, 7, 4_096] {
            let pieces = try decodeInWindows(input, size: size, format: format)
            #expect(pieces.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
            #expect(pieces.findings.all == whole.findings.all)
        }
    }

    @Test func `only blanks and line ends are written between blocks`() throws {
        let document = try #require(
            try MTSamples.format().decodeAll(replaced(MTSamples.mt103, "}{2:", with: "}\n{2:")).documents.first
        )
        let json = String(decoding: document.jsonBytes(), as: UTF8.self).replacing("\"2\":\"\\n\"", with: "\"2\":\"{\"")
        #expect(throws: Fault.self) {
            try MTSamples.format().encodeAll([Document(json: Array(json.utf8))])
        }
    }

    // MARK: - Envelopes

    private static let message = "{1:F01ALFAGB2LAXXX0001000001}{2:I199BETAUS33XXXXN}{4:\r\n:20:A\r\n:79:B C\r\n-}"

    private func envelope(_ body: String) -> String {
        "<Saa:DataPDU xmlns:Saa=\"urn:swift:saa:xsd:saa.2.0\"><Saa:Header><Saa:MessageIdentifier>fin.199"
            + "</Saa:MessageIdentifier></Saa:Header>\n<Saa:Body>\(body)</Saa:Body></Saa:DataPDU>"
    }

    @Test(arguments: [
        ("&#13;\n", "&amp;"), ("&#xD;&#10;", "&lt;"), ("&#13;&#xA;", "&gt;"), ("\r\n", "&apos;&quot;"),
        ("&#13;\n", "& "), ("\r\n", "< & <>"), ("&#xd;\n", "&#233;"), ("\r\n", "&unknown;"),
        ("\r\n", "&#0;&#x110000;&#;&#-1;"),
    ])
    func `references in a body are resolved and come back`(_ lineEnd: String, _ text: String) throws {
        let body = Self.message.replacing("\r\n", with: lineEnd).replacing("B C", with: "B\(text)C")
        let bytes = Array(envelope(body).utf8)
        let format = try MTSamples.format()
        let (documents, findings) = try format.decodeAll(bytes)
        #expect(!findings.all.contains { $0.code == "mt.line-end" || $0.code == "mt.text" })
        #expect(try format.encodeAll(documents.map { try Document(json: $0.jsonBytes()) }).bytes == bytes)
    }

    @Test func `a reference that some of its character's occurrences have is kept by number`() throws {
        let body = Self.message.replacing("B C", with: "&gt;&amp;>&gt;&#62;&#38;").replacing("A\r\n", with: "A&#13;\n")
        let documents = try check(Array(envelope(body).utf8), codes: ["M60"])
        let value = documents.first?.value
        #expect(value?.value(at: ["block4", "79"])?["narrative"]?.items?.first == ">&>>>&")
        let references = value?["envelope"]?["references"]?.items ?? []
        #expect(references.contains { $0["text"] == "&gt;" && $0["numbers"]?.items?.count == 2 })
    }

    @Test func `an ampersand that comes into a message is escaped`() throws {
        let format = try MTSamples.format()
        let document = try #require(try format.decodeAll(Array(envelope(Self.message).utf8)).documents.first)
        let json = String(decoding: document.jsonBytes(), as: UTF8.self).replacing("B C", with: "B & C < D")
        let written = try format.encodeAll([Document(json: Array(json.utf8))]).bytes
        #expect(String(decoding: written, as: UTF8.self).contains("B &amp; C &lt; D"))
    }

    @Test func `a CDATA section is the message itself`() throws {
        let documents = try check(Array(envelope("<![CDATA[\(Self.message)]]>").utf8), codes: [])
        #expect(documents.first?.value["type"] == "mt.199")
    }

    @Test(arguments: [
        ("\nTRAILING TEXT\n", true), ("junk", true), ("<Other/>", true), ("\n<!-- end -->\n", false), ("<?pi?>", false),
        ("<!-- a -->junk", true),
    ])
    func `what stands behind the XML is kept`(_ text: String, _ isTold: Bool) throws {
        let one = envelope(Self.message)
        _ = try check(Array((one + text).utf8), codes: isTold ? ["format.syntax"] : [])
        let format = try MTSamples.format()
        for next in [one, "<?xml version=\"1.0\"?>\n\(one)", Self.message] {
            let input = Array((one + text + next).utf8)
            let whole = try format.decodeAll(input)
            guard whole.documents.count == 2 else { continue }
            #expect(try format.encodeAll(whole.documents).bytes == input)
            for size in [1, 7, 4_096] {
                let pieces = try decodeInWindows(input, size: size, format: format)
                #expect(pieces.documents.map { $0.jsonBytes() } == whole.documents.map { $0.jsonBytes() })
            }
        }
    }

    @Test func `text between two envelopes hides neither`() throws {
        let one = envelope(Self.message)
        let (documents, findings) = try MTSamples.format().decodeAll(Array("\(one)\nTEXT\n\(one)".utf8))
        #expect(documents.count == 2)
        #expect(findings.all.map(\.code) == ["format.syntax"])
    }
}
