import Canonical

/// Writes payments in the two forms that the demo's systems send.
enum DemoMessageWriter {
    /// The bytes of a payment.
    static func body(of payment: DemoPayment) -> [UInt8] {
        switch payment.source {
        case .gateway: Array(mt103(payment).utf8)
        case .coreBanking: event(payment).jsonBytes()
        }
    }

    /// The same with something broken: a field cut off, or text that ends too early.
    static func malformedBody(of payment: DemoPayment) -> [UInt8] {
        switch payment.source {
        case .gateway:
            Array(mt103(payment).replacing(":32A:260301", with: ":32A:26XX01").utf8)
        case .coreBanking: Array(event(payment).jsonBytes().dropLast(9))
        }
    }

    private static func mt103(_ payment: DemoPayment) -> String {
        [
            "{1:F01BBUSDEF0AXXX0001000001}{2:I103BBUSFRP0XXXXN}{3:{108:\(payment.reference)}}{4:",
            ":20:\(payment.reference)",
            ":23B:CRED",
            ":32A:260301\(payment.currency.rawValue)\(payment.amount(separator: ","))",
            ":50K:/\(payment.debtorAccount)",
            "ORDERING CUSTOMER \(payment.debtorAccount.suffix(4))",
            "1 EXAMPLE STREET",
            ":59:/\(payment.creditorAccount)",
            "BENEFICIARY CUSTOMER \(payment.creditorAccount.suffix(4))",
            "2 EXAMPLE SQUARE",
            ":70:INVOICE \(payment.reference)",
            ":71A:SHA",
            "-}",
        ]
        .joined(separator: "\r\n")
    }

    private static func event(_ payment: DemoPayment) -> DocumentValue {
        [
            "eventId": .text("evt-" + payment.reference),
            "payment": [
                "reference": .text(payment.reference),
                "amount": .text(payment.amount(separator: ".")),
                "currency": .text(payment.currency.rawValue),
                "valueDate": "2026-03-01",
                "chargeBearer": "SHAR",
            ],
            "debtor": [
                "name": .text("Customer \(payment.debtorAccount.suffix(4))"),
                "account": .text(payment.debtorAccount),
                "bankBic": "BBUSDEF0XXX",
            ],
            "creditor": [
                "name": .text("Customer \(payment.creditorAccount.suffix(4))"),
                "account": .text(payment.creditorAccount),
                "bankBic": "BBUSFRP0XXX",
            ],
            "text": .text("Invoice \(payment.reference)"),
        ]
    }
}
