/// How confidential a member of a document is.
///
/// Logs, listings and explanations show a value only up to the class they are allowed to. The four classes stand for
/// what banks' own schemes have in common, such as C1 to C3 of JR/T 0171: a loss of `secret` data lets somebody act as
/// the customer, one of `personal` data tells who the customer is and does, one of `internal` data tells of the bank.
public enum DataClass: String, Sendable, Hashable, Comparable, CaseIterable {
    /// Codes, currencies and types: anybody may know them.
    case `public`
    /// Identifications of banks, references, dates, amounts of the books.
    case `internal`
    /// Names, addresses, accounts, what a payment is for, amounts of customers.
    case personal
    /// Card numbers, tracks, PINs and keys: never shown.
    case secret

    /// The less sensitive first.
    public static func < (left: DataClass, right: DataClass) -> Bool { left.sensitivity < right.sensitivity }

    private var sensitivity: Int {
        switch self {
        case .public: 0
        case .internal: 1
        case .personal: 2
        case .secret: 3
        }
    }
}
