import Canonical

/// What the demo's ledger reads of a `payment.credit-transfer.v2`.
struct Transfer: Sendable {
    let reference: String
    let debtor: String
    let creditor: String
    let currency: String
    /// The amount in hundredths, whatever the currency: exact, and wide enough for the demo.
    let minorUnits: Int64

    init(_ message: Message) throws(Fault) {
        let document = try DocumentValue(json: message.body)
        guard let transactions = document["transactions"]?.items, transactions.count == 1 else {
            throw Self.fault(["transactions"], "does not hold exactly one transfer")
        }
        let transfer = transactions[0]
        reference = try Self.text(transfer, ["instructionId"])
        debtor = try Self.text(transfer, ["debtorAccount", "iban"])
        creditor = try Self.text(transfer, ["creditorAccount", "iban"])
        currency = try Self.text(transfer, ["settlementAmount", "currency"])
        let value = try Self.text(transfer, ["settlementAmount", "value"])
        guard let units = Self.hundredths(value) else {
            throw Self.fault(["settlementAmount", "value"], "is no amount with at most two decimals")
        }
        minorUnits = units
    }

    /// An amount in hundredths; nil if it is none or has more decimals.
    static func hundredths(_ text: String) -> Int64? {
        guard let number = Number(text), (-2...0).contains(number.exponent) else { return nil }
        let factor: Int128 = number.exponent == 0 ? 100 : number.exponent == -1 ? 10 : 1
        let (units, isTooBig) = number.coefficient.multipliedReportingOverflow(by: factor)
        return isTooBig ? nil : Int64(exactly: units)
    }

    private static func text(_ document: DocumentValue, _ path: [String]) throws(Fault) -> String {
        guard let text = document.value(at: path)?.text else { throw fault(path, "is missing or no text") }
        return text
    }

    private static func fault(_ path: [String], _ problem: String) -> Fault {
        Fault(
            .message,
            .schemaViolation,
            stage: .handle,
            place: Place(path: "/" + path.joined(separator: "/")),
            reason: "The field \(problem)."
        )
    }
}
