import Canonical

/// A customer or an institution of an MT message, taken from the components of its field.
struct MTParty {
    /// The option letter; empty for none.
    var option = ""
    /// The code of a party identifier `/C/…` or `/D/…`.
    var partyCode: String?
    /// The account; nil if the field has a clearing code or a coded identifier.
    var account: String?
    /// The clearing code of `//CODE…`, or the coded identifier of 50F.
    var identifier: String?
    /// The BIC of option A.
    var bic: String?
    /// Name and address, or the location of option B.
    var lines: [String] = []
    /// Of option F, the numbered lines.
    var numberedLines: [(number: String, details: String)] = []

    init(_ field: DocumentValue) {
        option = field["option"]?.text ?? ""
        partyCode = field["debitCreditMark"]?.text
        bic = field["bic"]?.text
        let address = field["nameAndAddress"]?.items ?? []
        if option == "F" {
            numberedLines = address.map { ($0["number"]?.text ?? "", $0["details"]?.text ?? "") }
        } else {
            lines = address.compactMap(\.text)
        }
        if let location = field["location"]?.text { lines = [location] }
        let account = field["account"]?.text
        if let line = field["partyIdentifier"]?.text {
            // 50F: an account begins with a slash, a coded identifier does not.
            if line.first == "/" { self.account = String(line.dropFirst()) } else { identifier = line }
        } else if let account, account.first == "/" {
            identifier = String(account.dropFirst())
        } else {
            self.account = account
        }
    }
}
