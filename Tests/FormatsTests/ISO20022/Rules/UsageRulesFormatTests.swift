import Canonical
import Conformance
import Testing

@testable import Formats

/// Usage rules as a user meets them: asked for by name, in the findings of a read message.
@Suite struct UsageRulesFormatTests {
    private static func decode(_ text: String, ruleSets: Set<String>) throws -> [Finding] {
        let settings = FormatSettings(library: CheckoutLibrary(), ruleSets: ruleSets)
        return try FormatKind.iso20022.format(settings).decodeAll(Array(text.utf8)).findings.all
    }

    @Test(arguments: ["cbpr+", "cbpr+2025", "cbpr+2026"])
    func `a good transfer keeps all rules`(_ name: String) throws {
        #expect(try Self.decode(CBPRSample.transfer, ruleSets: [name]).isEmpty)
    }

    @Test func `without a rule set only the schema is checked`() throws {
        let text = CBPRSample.transfer.replacing("<InstrId>REF-1</InstrId>", with: "<InstrId>REF-1/</InstrId>")
        #expect(try Self.decode(text, ruleSets: []).isEmpty)
    }

    @Test(arguments: [
        ("<InstrId>REF-1</InstrId>", "<InstrId>REF-1/</InstrId>", "cbpr.pacs.008.R28"),
        ("<BizMsgIdr>MSG-1</BizMsgIdr>", "<BizMsgIdr>MSG-2</BizMsgIdr>", "cbpr.pacs.008.R1"),
        ("<MsgDefIdr>pacs.008.001.08</MsgDefIdr>", "<MsgDefIdr>pacs.008.001.09</MsgDefIdr>", "cbpr.pacs.008.R8"),
        ("<IntrBkSttlmAmt Ccy=\"EUR\">", "<IntrBkSttlmAmt Ccy=\"XAU\">", "cbpr.pacs.008.R31"),
        ("<TwnNm>Ulm</TwnNm>", "<TwnNm>Weg</TwnNm>", "cbpr.pacs.008.R20"),
        ("<Nm>Anna Muster</Nm>", "", "cbpr.pacs.008.R48"),
        ("<BICFI>BBBBFRPP</BICFI>", "<BICFI>BBBBZZPP</BICFI>", "cbpr.pacs.008.VAL-BIC"),
        ("<Ctry>DE</Ctry>", "<Ctry>ZZ</Ctry>", "cbpr.pacs.008.VAL-CTRY"),
        ("<ChrgBr>SHAR</ChrgBr>", "<ChrgBr>CRED</ChrgBr>", "cbpr.pacs.008.R26"),
        ("DE02120300000000202051", "DE03120300000000202051", "cbpr.pacs.008.VAL-IBAN"),
    ])
    func `a broken rule is found on its line`(_ good: String, _ bad: String, _ code: String) throws {
        let text = CBPRSample.transfer
        let range = try #require(text.firstRange(of: good))
        let findings = try Self.decode(text.replacing(good, with: bad, maxReplacements: 1), ruleSets: ["cbpr+2026"])
        let finding = try #require(findings.first { $0.code == code }, "\(findings)")
        // Rules about several elements stand at the one around them.
        let line = text[..<range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).count
        let found = try #require(finding.place.line)
        #expect(found > 0 && found <= line)
        #expect(finding.place.byteOffset != nil)
    }

    @Test func `an element in the wrong place is checked by rules too`() throws {
        let text = CBPRSample.transfer.replacing("<ChrgBr>SHAR</ChrgBr>", with: "")
            .replacing("<CdtrAcct>", with: "<ChrgBr>CRED</ChrgBr><CdtrAcct>")
        let codes = try Self.decode(text, ruleSets: ["cbpr+2026"]).map(\.code)
        #expect(codes.contains("cbpr.pacs.008.R26"))
        #expect(codes.contains { $0.hasPrefix("xsd.") })
    }

    @Test func `an unknown rule set is refused with the names there are`() {
        let fault = #expect(throws: Fault.self) { try Self.decode(CBPRSample.transfer, ruleSets: ["cbpr+1999"]) }
        #expect(fault?.advice?.contains("cbpr+2026") == true)
    }

    @Test func `places are found by path, in sections and under prefixes`() {
        let text = """
            <?xml version="1.0"?>
            <e><!-- <Document> --><![CDATA[
            <p:Document>
            <p:A/><p:B x="1"/>
            <p:B>
            <p:C>text &amp; more</p:C></p:B></p:Document>]]></e>
            """
        let paths: Set = ["/Document/A", "/Document/B[1]/x", "/Document/B[2]/C", "/Document/B[3]", "/Other"]
        let places = ElementPlaces.find(paths, in: Array(text.utf8).span, InputPosition())
        #expect(places.mapValues(\.line) == ["/Document/A": 4, "/Document/B[1]/x": 4, "/Document/B[2]/C": 6])
        for count in 0..<text.utf8.count {
            _ = ElementPlaces.find(paths, in: Array(text.utf8.prefix(count)).span, InputPosition())
        }
    }
}
