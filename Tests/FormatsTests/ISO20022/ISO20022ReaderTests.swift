import Canonical
import Testing

@testable import Formats

@Suite("Reading ISO 20022")
struct ISO20022ReaderTests {
    private func decode(_ text: String) throws -> (documents: [Document], findings: Findings) {
        try ISO20022Samples.shipped().decodeAll(Array(text.utf8))
    }

    @Test func `a message has its parts, lists where elements may repeat, and attributes as members`() throws {
        let (documents, findings) = try decode(ISO20022Samples.payment)
        let root = try #require(documents.first).root
        #expect(documents.count == 1)
        #expect(findings.isEmpty)
        #expect(root["AppHdr"]?["Fr"]?["FIId"]?["FinInstnId"]?["BICFI"]?.text == "ALPHDEFFXXX")
        let transfer = root["Document"]?["FIToFICstmrCdtTrf"]?["CdtTrfTxInf"]?[0]
        #expect(transfer?["IntrBkSttlmAmt"]?["Ccy"]?.text == "EUR")
        #expect(transfer?["IntrBkSttlmAmt"]?["value"]?.text == "1000.50")
        #expect(transfer?["Dbtr"]?["Nm"]?.text == "Anna & Otto Müller")
        #expect(transfer?["Dbtr"]?["PstlAdr"]?["AdrLine"]?.count == 2)
        #expect(transfer?["SplmtryData"]?[0]?["Envlp"]?["any"]?[0]?["name"]?.text == "x:Extra")
        #expect(root["namespaces"]?["Document"]?.text == "urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08")
        #expect(root["envelope"]?[1]?["start"]?.text == "Envelope")
    }

    @Test func `a finding has its path, line and rule, and reading goes on`() throws {
        let text = ISO20022Samples.payment.replacing("EUR", with: "EURO").replacing("SHAR", with: "ALL")
            .replacing("<p:NbOfTxs>1</p:NbOfTxs>\n", with: "\n")
        let findings = try decode(text).findings
        #expect(findings.all.map(\.code) == ["xsd.element-unexpected", "xsd.pattern", "xsd.enumeration"])
        let amount = try #require(findings.all.first { $0.code == "xsd.pattern" })
        #expect(amount.place.path == "/Document/FIToFICstmrCdtTrf/CdtTrfTxInf[1]/IntrBkSttlmAmt/@Ccy")
        #expect(amount.place.line == 36)
    }

    @Test(arguments: [
        ("<p:ChrgBr>SHAR</p:ChrgBr>", "", "xsd.element-unexpected"),
        ("<p:MsgId>MSG-0001</p:MsgId>", "<p:MsgId/>", "xsd.length"),
        ("2026-11-26</p:IntrBkSttlmDt>", "2026-02-30</p:IntrBkSttlmDt>", "xsd.date"),
        (">1000.50<", ">1000.505051<", "xsd.fraction-digits"),
        (">1000.50<", ">1e3<", "xsd.decimal"),
        (">1000.50<", ">-1.00<", "xsd.range"),
        (" Ccy=\"EUR\"", "", "xsd.attribute-missing"),
        (" Ccy=\"EUR\"", " Ccy=\"EUR\" x=\"1\"", "xsd.attribute-unexpected"),
        ("<p:GrpHdr>", "<p:GrpHdr>text", "xsd.text-unexpected"),
        ("<p:GrpHdr>", "<p:GrpHdr><p:GrpHdr/>", "xsd.element-unexpected"),
        ("<p:Nm>Example S.A.</p:Nm>", "<p:Nm>Example<p:x/></p:Nm>", "xsd.element-unexpected"),
        ("<p:SttlmMtd>INDA</p:SttlmMtd>", "", "xsd.element-missing"),
        ("tech:xsd:pacs.008.001.08\"", "tech:xsd:pacs.999.001.08\"", "definition.unknown"),
    ])
    func `what breaks the schema is a finding`(part: String, change: String, code: String) {
        #expect(ISO20022Samples.codes(ISO20022Samples.payment.replacing(part, with: change)) == [code])
    }

    @Test(arguments: [
        ("", ""), ("SHAR", "ALL"), ("<p:MsgId>MSG-0001</p:MsgId>", "<p:MsgId></p:MsgId>"), ("1000.50", "1000.505051"),
        ("<p:NbOfTxs>1</p:NbOfTxs>", ""), ("<p:AdrLine>", "<p:AdrLine>x</p:AdrLine><p:AdrLine>"),
        ("Example S.A.", "A &amp; B"), ("Example S.A.", "A\nB"), ("<p:Cdtr>", "<p:Bad>x</p:Bad><p:Cdtr>"),
    ])
    func `plain tags are read the short way, and as those with blanks in them`(part: String, change: String) throws {
        let text = part.isEmpty ? ISO20022Samples.payment : ISO20022Samples.payment.replacing(part, with: change)
        let plain = try decode(text)
        let spaced = try decode(text.replacing(/<((?:p:)?[A-Za-z]+)>/) { "<\($0.1) >" })
        let document = try #require(plain.documents.first).value
        let other = try #require(spaced.documents.first).value
        #expect(document["Document"] == other["Document"] && document["AppHdr"] == other["AppHdr"])
        #expect(plain.findings.all.map(\.code) == spaced.findings.all.map(\.code))
        #expect(plain.findings.all.map(\.place.path) == spaced.findings.all.map(\.place.path))
    }

    @Test(arguments: [
        ("<Envelope xmlns", "<!DOCTYPE a><Envelope xmlns"),
        ("<p:GrpHdr>", "<p:GrpHdr xmlns:i=\"http://www.w3.org/2001/XInclude\"><i:include href=\"x\"/>"),
        ("MSG-0001", "&e;"),
        ("MSG-0001", "a]]>b"),
        ("MSG-0001", "&#0;"),
        ("MSG-0001", "\u{1}"),
        ("<p:GrpHdr>", "<q:GrpHdr>"),
        ("</p:GrpHdr>", "</p:GrpHd>"),
        (" Ccy=\"EUR\"", " Ccy=\"EUR\" Ccy=\"EUR\""),
        (" Ccy=\"EUR\"", " xmlns:a=\"urn:a\" xmlns:b=\"urn:a\" a:x=\"1\" b:x=\"1\""),
        (" Ccy=\"EUR\"", " Ccy=\"<\""),
        (" Ccy=\"EUR\"", " Ccy=EUR"),
        (" Ccy=\"EUR\"", " xmlns:xmlns=\"urn:a\""),
        ("<p:GrpHdr>", "<!-- a -- b --><p:GrpHdr>"),
        ("<p:GrpHdr>", "<?xml version=\"1.0\"?><p:GrpHdr>"),
        ("version=\"1.0\"", "version=\"2.0\""),
    ])
    func `what is not well-formed, or not allowed, is refused`(part: String, change: String) {
        let text = ISO20022Samples.payment.replacing(part, with: change)
        #expect(ISO20022Samples.codes(text) == ["format.syntax"])
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        var bytes = Array(ISO20022Samples.payment.utf8)
        let index = bytes.firstIndex(of: 0xC3) ?? 0
        bytes[index + 1] = 0x41
        #expect(ISO20022Samples.codes(bytes) == ["format.syntax"])
    }

    @Test func `XML without a part is not of the format`() {
        #expect(ISO20022Samples.codes("<a><b/></a>") == ["format.unrecognised"])
        #expect(ISO20022Samples.codes("not XML") == ["format.unrecognised"])
    }

    @Test func `several messages in one envelope or one after the other are several documents`() throws {
        let statement = ISO20022Samples.statement(entries: 1)
        #expect(try decode(statement + statement).documents.count == 2)
        let body = statement.split(separator: "\n")[1]
        #expect(try decode("<all>\(body)<x/>\(body)</all>").documents.count == 2)
    }

    @Test func `a message in a CDATA section is read`() throws {
        let statement = ISO20022Samples.statement(entries: 1)
        let (documents, findings) = try decode("<a><b><![CDATA[\(statement)]]></b></a>")
        #expect(documents.first?.root["Document"]?["BkToCstmrStmt"] != nil)
        #expect(!findings.hasErrors)
    }

    @Test func `nesting and values are bounded`() {
        let depth = 5_000
        let deep = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        let text = ISO20022Samples.payment.replacing("one<!--", with: "\(deep)<!--")
        #expect(ISO20022Samples.codes(text) == ["format.limit"])
        #expect(ISO20022Samples.codes(deep) == ["format.limit"])
    }
}
