import Canonical
import Testing

@testable import Formats

@Suite("Writing ISO 20022")
struct ISO20022RoundTripTests {
    static let variants: [String] = {
        let payment = ISO20022Samples.payment
        return [
            payment,
            payment.replacing("\n", with: "\r\n"),
            payment.replacing("  ", with: "\t"),
            payment.replacing("    ", with: " "),
            payment.replacing("<p:FinInstnId/>", with: "<p:FinInstnId />"),
            payment.replacing("<p:FinInstnId/>", with: "<p:FinInstnId></p:FinInstnId>"),
            payment.replacing("<p:Cdtr>", with: "<!-- remark -->\n\n<p:Cdtr >"),
            payment.replacing("</p:Cdtr>", with: "</p:Cdtr\n>"),
            payment.replacing("Example S.A.", with: "<![CDATA[A & B]]>"),
            payment.replacing("Example S.A.", with: "A &gt; B &quot;C&quot; &#xE9;"),
            payment.replacing(" Ccy=\"EUR\"", with: "  Ccy = 'EUR'"),
            payment.replacing(
                "<p:ChrgBr>SHAR</p:ChrgBr>",
                with: "<p:ChrgBr>SHAR</p:ChrgBr>\n   <p:Bad a=\"1\"><p:x/></p:Bad>"
            ),
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr>some text"),
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr xmlns:z=\"urn:z\" z:a=\"1\" b=\"2\">"),
            payment.replacing("<p:Cdtr>", with: "<q:Cdtr xmlns:q=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\">")
                .replacing("</p:Cdtr>", with: "</q:Cdtr>"),
            payment.replacing("head.001.001.02", with: "head.999.001.02"),
            ISO20022Samples.statement(entries: 3),
            ISO20022Samples.statement(entries: 3, indented: true),
            ISO20022Samples.statement(entries: 1) + ISO20022Samples.statement(entries: 2),
            "<a><b><![CDATA[\(ISO20022Samples.statement(entries: 1))]]></b></a>",
            "\u{FEFF}" + ISO20022Samples.statement(entries: 1),
            "MQ header 1234 " + ISO20022Samples.statement(entries: 1),
            "\u{FEFF}MQ header 1234 " + ISO20022Samples.statement(entries: 1),
            "MQ header 1234 \u{FEFF}" + ISO20022Samples.statement(entries: 1),
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr> <!-- a -->text<?b c?>\n <!-- d --> more"),
            payment.replacing("</p:GrpHdr>", with: "<!-- a -->text<!-- b -->\n</p:GrpHdr>"),
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr><!-- a -->&#32;<!-- b -->"),
            payment.replacing("<p:FinInstnId/>", with: "<p:FinInstnId><!-- a -->text<!-- b --></p:FinInstnId>"),
            payment.replacing("Am Ring 1", with: "Am\r\nRing\r1"),
            payment.replacing("Am Ring 1", with: "<![CDATA[Am\r\nRing\r1]]>"),
            payment.replacing("\n", with: "\r\n").replacing("Am Ring 1", with: "Am\nRing\r\n\r1"),
            payment.replacing("\n", with: "\r\n").replacing("Am Ring 1", with: "<![CDATA[Am\nRing\r\n\r1]]>"),
            payment.replacing("  <AppHdr", with: "  text\n  <AppHdr").replacing("\n", with: "\r\n"),
            payment.replacing("<x:Note>", with: "\n text<x:Note>").replacing("\n", with: "\r\n"),
            payment.replacing("<p:GrpHdr>", with: "<p:GrpHdr>\n text\n").replacing("\n", with: "\r\n"),
        ]
    }()

    @Test(arguments: variants)
    func `what was read is written byte for byte from its JSON`(text: String) throws {
        let format = try ISO20022Samples.shipped()
        let documents = try format.decodeAll(Array(text.utf8)).documents
        let again = try documents.map { try Document(json: $0.jsonBytes()) }
        let written = try format.encodeAll(again).bytes
        #expect(String(decoding: written, as: UTF8.self) == text)
    }

    @Test(arguments: [
        ("Am Ring 1", "Am\rRing 1", "xml.line-ends-mixed"),
        ("Am Ring 1", "Am\nRing 1", "xml.line-ends-mixed"),
        ("one<!--", "one\nfour<!--", "xml.line-ends-mixed"),
        ("one<!--", "<![CDATA[one\nfour]]><!--", "xml.line-ends-mixed"),
        ("Am Ring 1", "<![CDATA[Am Ring 1]]>\r\n", "xml.section-normalised"),
        ("  <AppHdr", "  text\n<AppHdr", "xml.line-ends-mixed"),
        ("  <AppHdr", "  <![CDATA[text\r]]><AppHdr", "xml.line-ends-mixed"),
        ("  <AppHdr", "  &quot;<AppHdr", "xml.reference-normalised"),
        ("one<!--", "one&quot;<!--", "xml.reference-normalised"),
    ])
    func `what is not kept of a file with CR LF is a finding`(part: String, change: String, code: String) {
        let text = ISO20022Samples.payment.replacing("\n", with: "\r\n")
        #expect(ISO20022Samples.codes(text.replacing(part, with: change)) == [code])
        #expect(ISO20022Samples.codes(text).isEmpty)
    }

    @Test func `white space beside a CDATA section does not move into it`() throws {
        let format = try ISO20022Samples.shipped()
        let text = ISO20022Samples.payment.replacing("\n", with: "\r\n")
            .replacing("Am Ring 1", with: "\r\n<![CDATA[Am]]>")
        let documents = try format.decodeAll(Array(text.utf8)).documents
        let written = String(decoding: try format.encodeAll(documents).bytes, as: UTF8.self)
        #expect(written == text.replacing("<![CDATA[Am]]>", with: "Am"))
    }

    @Test func `bytes before a message that its encoding cannot hold are refused`() throws {
        let format = try ISO20022Samples.shipped()
        let bytes = XMLEncoding.utf16BigEndian.encode(Array(("\u{FEFF}Müll " + ISO20022Samples.payment).utf8).span)
        let documents = try format.decodeAll(bytes).documents
        #expect(try format.encodeAll(documents).bytes == bytes)
        let json = try #require(documents.first).jsonBytes()
        let broken = String(decoding: json, as: UTF8.self).replacing("\"leading\":\"4D", with: "\"leading\":\"FF")
        #expect(throws: Fault.self) { try format.encodeAll([try Document(json: Array(broken.utf8))]) }
    }

    @Test(arguments: [XMLEncoding.latin1, .utf16BigEndian, .utf16LittleEndian])
    func `other encodings come back as they were`(encoding: XMLEncoding) throws {
        let format = try ISO20022Samples.shipped()
        let mark = encoding == .latin1 ? "" : "\u{FEFF}"
        let name = encoding == .latin1 ? "ISO-8859-1" : "UTF-16"
        let text = mark + ISO20022Samples.payment.replacing("UTF-8", with: name)
        let bytes = encoding.encode(Array(text.utf8).span)
        let documents = try format.decodeAll(bytes).documents
        let again = try documents.map { try Document(json: $0.jsonBytes()) }
        #expect(try format.encodeAll(again).bytes == bytes)
    }

    @Test func `a member that is removed from the document is not written`() throws {
        let format = try ISO20022Samples.shipped()
        let text = ISO20022Samples.payment
        let document = try #require(try format.decodeAll(Array(text.utf8)).documents.first)
        let json = String(decoding: document.jsonBytes(), as: UTF8.self).replacing("\"ChrgBr\":\"SHAR\",", with: "")
        let written = try format.encodeAll([try Document(json: Array(json.utf8))]).bytes
        let line = "        <p:ChrgBr>SHAR</p:ChrgBr>\n"
        #expect(String(decoding: written, as: UTF8.self) == text.replacing(line, with: ""))
    }

    @Test func `a document without layout is written compactly, in the order of the schema`() throws {
        let format = try ISO20022Samples.shipped()
        let json = """
            {"Document":{"BkToCstmrStmt":{"Stmt":[],"GrpHdr":{"CreDtTm":"2026-11-26T10:00:00","MsgId":"1"}}},
            "namespaces":{"Document":"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"}}
            """
        let document = try Document(json: Array(json.utf8))
        let written = String(decoding: try format.encodeAll([document]).bytes, as: UTF8.self)
        #expect(
            written == """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>\
                <CreDtTm>2026-11-26T10:00:00</CreDtTm></GrpHdr></BkToCstmrStmt></Document>
                """
        )
        #expect(throws: Fault.self) { try format.encodeAll([document], mode: .strict) }
    }

    @Test func `a strict writer writes what is valid and refuses what is not`() throws {
        let format = try ISO20022Samples.shipped()
        let bytes = Array(ISO20022Samples.payment.utf8)
        let documents = try format.decodeAll(bytes).documents
        #expect(try format.encodeAll(documents, mode: .strict).bytes == bytes)
        let bad = Array(ISO20022Samples.payment.replacing("SHAR", with: "NONE").utf8)
        let badDocuments = try format.decodeAll(bad).documents
        #expect(throws: Fault.self) { try format.encodeAll(badDocuments, mode: .strict) }
    }
}
