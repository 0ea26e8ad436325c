/// How closely a value is guarded; the canonical schemas say it of each property (`x-data-class`).
///
/// As JR/T 0171 has it for personal financial information: its C1 is `internal`, C2 `personal`, C3 `secret`.
package enum DataClass: String, CaseIterable, Sendable, Comparable {
    /// Codes, currencies, types: shown to everybody.
    case `public`
    /// Identifiers of banks, references, dates, amounts of the books: shown to those who run the bus.
    case `internal`
    /// Names, addresses, accounts, remittance, amounts of customers: shown masked.
    case personal
    /// Card numbers, tracks, PINs, keys: never shown.
    case secret

    /// Public before internal before personal before secret.
    package static func < (left: DataClass, right: DataClass) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .public: 0
        case .internal: 1
        case .personal: 2
        case .secret: 3
        }
    }
}
