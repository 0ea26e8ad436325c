import Canonical
import Formats

/// Finds the field of the message that a value of the credit transfer comes from.
enum MT103Place {
    /// First step of a path, and the tags that the value may come from.
    private static let tags: [(step: String, tags: [String])] = [
        ("paymentId", ["20"]), ("endToEndId", ["70"]), ("amount", ["32A"]), ("valueDate", ["32A"]),
        ("instructedAmount", ["33B"]), ("exchangeRate", ["36"]), ("chargeBearer", ["71A"]),
        ("charges", ["71F", "71G"]),
        ("debtor", ["50A", "50F", "50K"]), ("debtorAgent", ["52A", "52D"]),
        ("intermediaryAgent", ["56A", "56C", "56D"]), ("sendersCorrespondent", ["53A", "53B", "53D"]),
        ("receiversCorrespondent", ["54A", "54B", "54D"]), ("thirdReimbursementAgent", ["55A", "55B", "55D"]),
        ("creditorAgent", ["57A", "57B", "57C", "57D"]), ("creditor", ["59", "59A", "59F"]),
        ("remittanceInformation", ["70", "77T"]), ("instructions", ["23E"]), ("bankToBankInformation", ["72"]),
        ("regulatoryReporting", ["77B"]),
    ]

    /// The fault with field, line and offset in the message in front of the path in the result.
    static func atSource(_ fault: Fault, _ message: FINDocument) -> Fault {
        guard let path = fault.place?.path, let step = path.split(separator: "/").first else { return fault }
        var fault = fault
        var place = place(String(step), message)
        place.path = path
        fault.place = place
        return fault
    }

    private static func place(_ step: String, _ message: FINDocument) -> Place {
        if step == "uetr" { return Place(field: "121") }
        let candidates = tags.first { $0.step == step }?.tags ?? []
        let fields = message.document["block4"]?.items ?? []
        for (number, field) in fields.enumerated() {
            if let tag = field["tag"]?.text, candidates.contains(tag) {
                return message.place(ofField: number, tag: tag)
            }
        }
        // Without field 52a or 57a the value comes from the header.
        return Place(field: step == "debtorAgent" || step == "creditorAgent" ? "block 1 or 2" : nil)
    }
}
