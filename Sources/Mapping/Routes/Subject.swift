import Canonical

/// The account that a canonical document concerns: what becomes the subject of its envelope.
enum Subject {
    /// Where the account of each type is; a list on the way stands for its first element.
    private static let paths: [String: [String]] = [
        "payment.credit-transfer.v2": ["transactions", "creditorAccount"],
        "payment.financial-institution-transfer.v1": ["transactions", "creditorAccount"],
        "account.statement.v1": ["statements", "account"],
        "account.report.v1": ["reports", "account"],
        "account.debit-credit-notification.v1": ["notifications", "account"],
    ]

    /// The account's number; nil where the type has none, or the document.
    static func of(_ document: Document, type: String) -> String? {
        guard let path = paths[type] else { return nil }
        var view: DocumentView? = document.root
        for name in path {
            view = view?[name]
            if view?.kind == .list { view = view?[0] }
        }
        return view?["iban"]?.text ?? view?["other"]?["id"]?.text ?? view?["other"]?["identification"]?.text
    }
}
