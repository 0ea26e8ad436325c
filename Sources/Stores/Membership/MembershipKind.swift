/// What an index answers: which rows have a unit, or which rows apply a key.
enum MembershipKind: Int64 {
    /// Units: every row has one; read from the rows themselves.
    case units = 0
    /// Applied keys: entered when a row is completed into an account that applies its key.
    case keys = 1

    /// The greatest entry number; null where there is none.
    var lastEntry: String {
        switch self {
        case .units: "SELECT max(id) FROM bankbus_book"
        case .keys: "SELECT max(id) FROM bankbus_applied"
        }
    }

    /// Entries (number, hash, row) in a range of numbers, first exclusive, last inclusive.
    var entries: String {
        switch self {
        case .units:
            "SELECT id, unit_high, id, scope FROM bankbus_book WHERE id > ? AND id <= ? ORDER BY id"
        case .keys:
            "SELECT id, hash, row, 0 FROM bankbus_applied WHERE id > ? AND id <= ? ORDER BY id"
        }
    }

    /// The hash of a digest: its first half, told apart by scope, because two scopes may see the same unit.
    static func hash(_ high: UInt64, scope: Int64) -> UInt64 {
        high &+ UInt64(bitPattern: scope) &* 0xD6E8_FEB8_6659_FD93
    }
}
