import Canonical
import Formats
import Testing

/// The components of MT103's fields, and where a broken field is.
@Suite struct MT103Tests {
    private func read(_ fields: [String], end: String = "\r\n") throws -> MT103 {
        let block4 = fields.map { $0.replacing("\n", with: end) + end }.joined()
        let message = "{1:F01DEMOGB2LAXXX0001000001}{2:I103TESTDEFFXXXXN}{4:\(end)\(block4)-}"
        return try MT103(try FINCodec().decode(Array(message.utf8)))
    }

    /// The mandatory fields with one replaced or added.
    private func fields(_ replaced: String) -> [String] {
        let tag = replaced.dropFirst().prefix { $0 != ":" }
        let mandatory = [
            ":20:REF-1", ":23B:CRED", ":32A:260302EUR1234,50", ":50K:EXAMPLE TRADING LTD", ":59:MUSTER GMBH",
            ":71A:OUR",
        ]
        let isReplaced = { (field: String) in
            field.dropFirst().prefix(2) == replaced.dropFirst().prefix(2) && !["23E", "71F", "71G"].contains(tag)
        }
        guard let index = mandatory.firstIndex(where: isReplaced) else { return mandatory + [replaced] }
        var fields = mandatory
        fields[index] = replaced
        return fields
    }

    @Test func `each field gives its components`() throws {
        let message = try MT103(try FINCodec().decode(FINSample.mt103))
        #expect(message.reference == "REF-0001" && message.bankOperationCode == "CRED")
        #expect(message.timeIndications.map { [$0.code, $0.time, $0.offset] } == [["SNDTIME", "1200", "+0100"]])
        #expect(message.instructions.map { [$0.code, $0.text] } == [["PHOB", "+44 20 0000"]])
        #expect(message.valueDate == CivilDate(year: 2026, month: 3, day: 2))
        #expect(message.settlementAmount.currency == "EUR" && message.settlementAmount.digits == "1234.50")
        #expect(message.instructedAmount?.digits == "1250")
        #expect(message.orderingCustomer.account == "GB33BUKB20201555555555")
        #expect(message.orderingCustomer.lines == ["EXAMPLE TRADING LTD", "1 SAMPLE STREET"])
        #expect(message.orderingInstitution?.bic == "DEMOGB2LXXX")
        #expect(message.accountWithInstitution?.partyCode == "C" && message.accountWithInstitution?.party == "12345")
        #expect(message.beneficiary.lines == ["MUSTER GMBH", "BEISPIELWEG 2"])
        #expect(message.remittanceInformation == ["/ROC/E2E-77", "INVOICE 42"])
        #expect(message.detailsOfCharges == "SHA" && message.sendersCharges.map(\.digits) == ["15.50"])
        #expect(message.senderToReceiver == ["/ACC/HINT"])
    }

    @Test(arguments: [
        ":13C:/CLSTIME/0915+0100", ":23E:SDVA", ":23E:HOLD/TEXT", ":26T:K90", ":33B:USD0,1", ":36:0,9236",
        ":50A:/1\nDEMOGB2L",
        ":50F:/12345\n1/NAME\n2/STREET\n3/DE/TOWN", ":50F:NIDN/DE/123\n1/NAME\n2/S\n3/DE/T", ":51A:DEMOGB2LXXX",
        ":52A://TAGB1\nDEMOGB2L", ":52A:/D\nDEMOGB2L", ":52D:/C/1\nBANK\nTOWN", ":53B:/1", ":53B:TOWN",
        ":53B:/D/1\nTOWN",
        ":56C://FW021000021", ":57C:/1", ":59A:/X\nDEMOGB2L", ":59F:/X\n1/A\n3/DE", ":70:A\nB\nC\nD", ":71G:EUR1,",
        ":77B:/ORDERRES/DE",
        ":77T:/NARR/a=b@c", ":71A:BEN", ":32A:800101JPY1000,", ":57B:TOWN", ":55D:BANK",
    ])
    func `valid forms are read`(field: String) throws {
        _ = try read(fields(field))
        _ = try read(fields(field), end: "\n")
    }

    @Test(arguments: [
        (":20:12345678901234567", 0), (":20:ümlaut", 0), (":23B:CRE", 0), (":23E:SDVAX", 0), (":32A:260230EUR1,", 0),
        (":32A:260302EUR1", 0), (":32A:260302EUR,5", 0), (":32A:260302EUR1,2,3", 0), (":32A:260302eur1,", 0),
        (":32A:260302EUR1234567890123,45", 0), (":36:1.5", 0), (":50A:DEMOGB2", 0), (":50K:/1", 0),
        (":50K:A\nB\nC\nD\nE", 4),
        (":50F:/1\nNAME", 1), (":50F:/1\n9/NAME", 1), (":52A:/1/2/3\nDEMO1B2L", 1), (":59:A\n\nB", 1), (":71A:XXX", 0),
        (":70:A\n{B", 1), (":70:123456789012345678901234567890123456", 0), (":26T:", 0), (":13C:SNDTIME", 0),
        (":71F:EUR", 0),
        (":57C:12", 0), (":53B:A\nB", 1),
    ])
    func `a field that breaks its format is refused with its place`(field: String, line: Int) throws {
        let fields = fields(field)
        let number = try #require(fields.firstIndex(of: field))
        let fault = #expect(throws: Fault.self) { try read(fields) }
        #expect(fault?.code == .formatSyntax && fault?.family == .message)
        #expect(fault?.place?.field == field.dropFirst().prefix { $0 != ":" }.description)
        let linesBefore = fields[..<number].map { $0.count { $0 == "\n" } + 1 }.reduce(0, +)
        #expect(fault?.place?.line == 2 + linesBefore + line)
        #expect(fault?.place?.byteOffset != nil)
    }

    @Test func `the byte offset points at the line in the input`() throws {
        let bytes = Array("{1:F01DEMOGB2LAXXX0001000001}{2:I103TESTDEFFXXXXN}{4:\r\n:20:A\r\n:50K:/1\r\n{\r\n-}".utf8)
        let fault = #expect(throws: Fault.self) { try MT103(try FINCodec().decode(bytes)) }
        let offset = try #require(fault?.place?.byteOffset)
        #expect(bytes[offset] == UInt8(ascii: "{") && fault?.place?.line == 4)
    }

    @Test(arguments: ["20", "23B", "32A", "50K", "59", "71A"])
    func `a missing mandatory field is named`(tag: String) {
        let fields = fields(":26T:K90").filter { !$0.hasPrefix(":\(tag):") }
        let fault = #expect(throws: Fault.self) { try read(fields) }
        #expect(fault?.place?.field?.prefix(2) == tag.prefix(2))
        #expect(fault?.place?.byteOffset == 50)
    }

    @Test func `unknown and repeated fields and other types are refused`() throws {
        #expect(throws: Fault.self) { try read(fields(":16R:GENL")) }
        #expect(throws: Fault.self) { try read(fields(":26T:K90") + [":26T:K90"]) }
        _ = try read(fields(":71F:EUR1,") + [":71F:EUR2,"])
        let other = Array("{1:F01DEMOGB2LAXXX0001000001}{2:I202TESTDEFFXXXXN}{4:\n-}".utf8)
        let fault = #expect(throws: Fault.self) { try MT103(try FINCodec().decode(other)) }
        #expect(fault?.code == .formatUnrecognised)
        #expect(throws: Fault.self) { try MT103(.null) }
    }

    @Test func `no fault text shows a value`() throws {
        let fault = #expect(throws: Fault.self) { try read(fields(":59:/SECRET\nSECRET{")) }
        #expect(fault?.description.contains("SECRET") == false)
    }

    @Test func `changed messages are read or refused, never a trap`() {
        var random = SeededGenerator(seed: 17)
        let alphabet = Array("/:,0123456789ABCD\n\r{}-é".utf8)
        for _ in 0..<10_000 {
            let bytes = random.mutate(FINSample.mt103, alphabet: alphabet)
            guard let document = try? FINCodec().decode(bytes) else { continue }  // refused
            _ = try? MT103(document)  // refused is as good as read here
        }
    }
}

/// Real MT103 of others are taken apart, or refused with the field.
@Suite(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
struct MT103CorporaTests {
    /// What is no whole MT103: fields of other messages, or mandatory ones left out, on purpose.
    private static let refused: Set = [
        "ConversionServiceTest__testGetFINThroughXML_3__0.fin", "MtSwiftMessageTest__testParseMt__0.fin",
        "MtSwiftMessageTest__testParseAckWithOriginalMessageCopyInput__0.fin",
        "SwiftMessageTest__testCorrespondent__1.fin",
        "SwiftMessageUtilsTest__testReferenceFromACK3__0.fin",
        "SwiftParserConsumeTagTest__testTag77Exceptions_2__0.fin",
    ]

    @Test(arguments: Corpora.files(in: "prowide-core/messages", suffix: ".fin"))
    func `each is read or refused with the field`(name: String) throws {
        guard let document = try? FINCodec().decode(try Corpora.bytes("prowide-core/messages/\(name)")),  // codec tests
            FINDocument(document).messageType == "103"
        else { return }
        guard Self.refused.contains(name) else {
            _ = try MT103(document)
            return
        }
        let fault = #expect(throws: Fault.self) { try MT103(document) }
        #expect(fault?.place?.field != nil && fault?.place?.path != nil)
    }

    @Test(arguments: Corpora.folders(in: "ballerina-mt-to-mx"))
    func `each input of the translation pairs is read`(name: String) throws {
        let document = try FINCodec().decode(try Corpora.bytes("ballerina-mt-to-mx/\(name)/input.fin"))
        if FINDocument(document).messageType == "103" { _ = try MT103(document) }
    }
}
