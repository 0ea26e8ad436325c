import Canonical
import Formats
import Mapping
import Testing

/// What becomes of an MT103.
@Suite struct MT103ToCreditTransferTests {
    private let mapping = MT103ToCreditTransfer()

    private func map(_ bytes: [UInt8]) throws -> MappedDocument {
        let results = try mapping.map(try MessageSample.codec.decode(bytes))
        #expect(results.count == 1)
        return try #require(results.first)
    }

    private func fault(_ fields: [String], header: String = MessageSample.input + MessageSample.userHeader) -> Fault? {
        #expect(throws: Fault.self) { try map(MessageSample.mt103(fields, header: header)) }
    }

    @Test func `every field finds its place`() throws {
        let result = try map(MessageSample.mt103(MessageSample.fields))
        #expect(result.subject == "DE89370400440532013000")
        let expected = """
            {"paymentId":"REF-0001","uetr":"0f0c2a5e-1d5b-4c9a-8f57-3c1f0a9d2b11","endToEndId":"E2E-77",
             "amount":{"value":"1234.50","currency":"EUR"},"instructedAmount":{"value":"1000","currency":"GBP"},
             "exchangeRate":"1.2345","valueDate":"2026-03-02","chargeBearer":"SHAR",
             "charges":[{"takenBy":"sender","amount":{"value":"5.50","currency":"GBP"}}],
             "debtor":{"name":"EXAMPLE TRADING LTD","account":{"iban":"GB33BUKB20201555555555"},
                       "addressLines":["1 SAMPLE STREET"]},
             "debtorAgent":{"bic":"DEMOGB2LXXX"},"intermediaryAgent":{"clearingCode":"FW021000021"},
             "creditorAgent":{"account":{"other":"12345"},"accountSide":"C","name":"TEST BANK","addressLines":["TOWN"]},
             "creditor":{"name":"MUSTER GMBH","account":{"iban":"DE89370400440532013000"},
                         "addressLines":["BEISPIELWEG 2"]},
             "remittanceInformation":["/ROC/E2E-77//X INVOICE 42"],"serviceCode":"CRED",
             "instructions":[{"code":"PHOB","text":"+44 20 0000"}],
             "timeIndications":[{"code":"SNDTIME","time":"1200","offset":"+0100"}],
             "bankToBankInformation":["/ACC/HINT"],"regulatoryReporting":["/ORDERRES/GB"]}
            """
        #expect(result.payload == (try DocumentValue(json: Array(expected.utf8))))
    }

    @Test func `absent agents are sender and receiver, whichever way the message goes`() throws {
        let input = try map(MessageSample.mt103(MessageSample.shortFields, header: MessageSample.input))
        #expect(input.payload["debtorAgent"] == ["bic": "DEMOGB2LXXX"])
        #expect(input.payload["creditorAgent"] == ["bic": "TESTDEFFBRA"])
        let output = try map(MessageSample.mt103(MessageSample.shortFields, header: MessageSample.output))
        #expect(output.payload == input.payload)
        #expect(output.subject == nil)
    }

    @Test(arguments: [("OUR", "DEBT"), ("SHA", "SHAR"), ("BEN", "CRED")])
    func `details of charges become the charge bearer`(details: String, bearer: String) throws {
        let fields = MessageSample.replacing("71A", with: ":71A:\(details)")
        #expect(try map(MessageSample.mt103(fields)).payload["chargeBearer"] == .text(bearer))
    }

    @Test func `numbered lines become name, address, town and identifications`() throws {
        let field = ":50F:NIDN/DE/121231234342\n1/ANN\n1/EXAMPLE\n2/STREET 1\n3/DE/BERLIN 10115\n".dropLast()
        let party = try map(MessageSample.mt103(MessageSample.replacing("50K", with: String(field)))).payload["debtor"]
        #expect(
            party == [
                "name": "ANN EXAMPLE", "addressLines": ["STREET 1"], "country": "DE", "town": "BERLIN 10115",
                "identifications": ["NIDN/DE/121231234342"],
            ]
        )
        let account = try map(
            MessageSample.mt103(
                MessageSample.replacing("59", with: ":59F:/77\n1/A\n3/GB\n")
                    .map { $0.hasSuffix("\n") ? String($0.dropLast()) : $0 }
            )
        )
        #expect(account.payload["creditor"] == ["name": "A", "account": ["other": "77"], "country": "GB"])
        #expect(account.subject == "77")
    }

    @Test func `full lines of remittance run on, others are parted by a space`() throws {
        let full = String(repeating: "A", count: 35)
        let fields = MessageSample.replacing("70", with: ":70:\(full)\nB\nC")
        #expect(try map(MessageSample.mt103(fields)).payload["remittanceInformation"] == [.text("\(full)B C")])
    }

    @Test func `amounts of no value and too many decimals are refused at the field`() {
        let cases = [
            (":32A:260302EUR0,00", "32A", "schema.violation"), (":32A:260302JPY1,5", "32A", "schema.violation"),
            (":32A:260302ZZZ1,", "32A", "schema.violation"), (":32A:260302XAU1,", "32A", "schema.violation"),
            (":33B:JPY1,50", "33B", "schema.violation"), (":71F:EUR1,505", "71F", "schema.violation"),
            (":36:0,", "36", "schema.violation"),
            (":52A:DEMOXX2L", "52A", "schema.violation"), (":59A:NOTPROVIDED", "59A", "schema.violation"),
            (":50F:/1\n1/A\n2/B\n3/XX/TOWN", "50F", "schema.violation"),
        ]
        for (field, tag, code) in cases {
            let replaced = tag.hasPrefix("59") ? "59" : tag.hasPrefix("50") ? "50K" : tag
            let fault = fault(MessageSample.replacing(replaced, with: field))
            #expect(fault?.code.name == code && fault?.family == .message)
            #expect(fault?.place?.field == tag)
        }
    }

    @Test func `a UETR that is none and terminals that are no BIC are refused`() {
        let uetr = fault(MessageSample.fields, header: MessageSample.input + "{3:{121:not-a-uuid}}")
        #expect(uetr?.place?.field == "121")
        let terminal = fault(MessageSample.shortFields, header: "{1:F01DEMOXX2LAXXX0001000001}{2:I103TESTDEFFXBRAN}")
        #expect(terminal?.place?.field == "1")
    }

    @Test func `no fault shows a value`() {
        let fault = fault(MessageSample.replacing("59", with: ":59A:/SECRET77\nDEMOXX2L"))
        #expect(fault?.description.contains("SECRET77") == false && fault?.description.contains("DEMOXX2L") == false)
    }

    @Test(.enabled(if: Corpora.isPresent, "skipped: BANKBUS_CORPORA is not set"))
    func `real messages are mapped or refused with the place`() throws {
        let names =
            Corpora.files(in: "prowide-core/messages", suffix: ".fin").map { "prowide-core/messages/\($0)" }
            + Corpora.folders(in: "ballerina-mt-to-mx").map { "ballerina-mt-to-mx/\($0)/input.fin" }
        var mapped = 0
        for name in names {
            guard let document = try? MessageSample.codec.decode(try Corpora.bytes(name)),  // refused
                document["block2"]?["messageType"] == "103"
            else { continue }
            do throws(Fault) {
                _ = try mapping.map(document)
                mapped += 1
            } catch {
                #expect(error.place?.field != nil && error.family == .message, "\(name): \(error)")
            }
        }
        #expect(mapped >= 12)
    }
}
