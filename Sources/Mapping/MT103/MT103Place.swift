import Canonical

/// Finds the field of the message that a value of the credit transfer comes from.
enum MT103Place {
    /// First step of a path, and the fields that the value may come from.
    private static let fields: [(step: String, names: [String])] = [
        ("paymentId", ["20"]), ("endToEndId", ["70"]), ("amount", ["32A"]), ("valueDate", ["32A"]),
        ("instructedAmount", ["33B"]), ("exchangeRate", ["36"]), ("chargeBearer", ["71A"]),
        ("charges", ["71F", "71G"]), ("debtor", ["50a"]), ("debtorAgent", ["52a"]), ("intermediaryAgent", ["56a"]),
        ("sendersCorrespondent", ["53a"]), ("receiversCorrespondent", ["54a"]), ("thirdReimbursementAgent", ["55a"]),
        ("creditorAgent", ["57a"]), ("creditor", ["59a"]), ("remittanceInformation", ["70", "77T"]),
        ("instructions", ["23E"]), ("bankToBankInformation", ["72"]), ("regulatoryReporting", ["77B"]),
    ]

    /// The fault with the field of the message in front of the path in the result.
    static func atSource(_ fault: Fault, _ message: MTMessage) -> Fault {
        guard let path = fault.place?.path, let step = path.split(separator: "/").first else { return fault }
        var fault = fault
        fault.place = Place(field: field(String(step), message), path: path)
        return fault
    }

    private static func field(_ step: String, _ message: MTMessage) -> String? {
        if step == "uetr" { return "121" }
        let names = fields.first { $0.step == step }?.names ?? []
        for name in names where message.field(name) != nil { return message.place(name).field }
        // Without field 52a or 57a the value comes from the header.
        return step == "debtorAgent" || step == "creditorAgent" ? "block 1 or 2" : nil
    }
}
