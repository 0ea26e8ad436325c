import Canonical
import Mapping
import Testing

/// What becomes of a core-banking system's event.
@Suite struct PaymentEventToCreditTransferTests {
    private let mapping = PaymentEventToCreditTransfer()

    private func map(_ event: String) throws -> [MappedDocument] {
        try mapping.map(try DocumentValue(json: Array(event.utf8)))
    }

    @Test func `every member finds its place`() throws {
        let result = try #require(try map(MessageSample.event).first)
        #expect(result.subject == "12-345")
        let expected: DocumentValue = [
            "paymentId": "P-1", "endToEndId": "E2E-1", "amount": ["value": "99.90", "currency": "EUR"],
            "valueDate": "2026-03-02", "chargeBearer": "SHAR",
            "debtor": ["name": "Ann Example", "account": ["iban": "GB33BUKB20201555555555"]],
            "debtorAgent": ["bic": "DEMOGB2L"], "creditorAgent": ["bic": "TESTDEFFXXX"],
            "creditor": ["name": "Max Muster", "account": ["other": "12-345"], "addressLines": ["Beispielweg 2"]],
            "remittanceInformation": ["Invoice 42"],
        ]
        #expect(result.payload == expected)
    }

    @Test(arguments: [
        (#""99.90""#, "99.90", "/payment/amount"), (#""99.90""#, #""0.00""#, "/payment/amount"),
        (#""99.90""#, #""99.901""#, "/payment/amount"), (#""99.90""#, #""-1""#, "/payment/amount"),
        (#""EUR""#, #""ZZZ""#, "/payment/currency"),
        (#""2026-03-02","chargeBearer"#, #""2026-02-30","chargeBearer"#, "/payment/valueDate"),
        (#""SHAR""#, #""OUR""#, "/payment/chargeBearer"), (#""DEMOGB2L""#, #""DEMOXX2L""#, "/debtor/bankBic"),
        (#""EV-1""#, #""""#, "/eventId"), (#""text""#, #""extra":1,"text""#, "/"),
        (#""account":"12-345","#, "", "/creditor/account"),
        (#"["Beispielweg 2"]"#, "[]", "/creditor/addressLines"),
        (#"["Beispielweg 2"]"#, "[1]", "/creditor/addressLines/0"),
        (#""2026-03-02T10:00:00Z""#, #""yesterday""#, "/bookedAt"), (#""Invoice 42""#, #""a\u0000b""#, "/text"),
    ])
    func `an event that breaks its shape is refused with the path`(part: String, change: String, path: String) throws {
        let changed = MessageSample.event.replacing(part, with: change)
        #expect(changed != MessageSample.event)
        let fault = #expect(throws: Fault.self) { try map(changed) }
        #expect(fault?.place?.path == path && fault?.family == .message)
    }
}
