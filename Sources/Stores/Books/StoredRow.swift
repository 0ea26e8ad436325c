import Canonical
import GRDB

/// What a decision needs to know of a stored row.
struct StoredRow {
    static let columns =
        "id, account, fence, attempts, unit_high, unit_low, key_high, key_low, scope, "
        + "fingerprint_version, fingerprint"

    var id: Int64
    /// Nil where somebody wrote a number that no account has; such a row decides nothing.
    var account: Account?
    var fence: Int64
    var attempts: Int
    var unit: Digest128
    var key: Digest128?
    var scope: Int64
    var fingerprintVersion: Int64
    var fingerprint: [UInt8]

    /// Reads the row at hand.
    init(_ row: RawStatement) {
        id = row.integer(0)
        account = Account(rawValue: Int(row.integer(1)))
        fence = row.integer(2)
        attempts = Int(row.integer(3))
        unit = Digest128(high: row.bits(4), low: row.bits(5))
        key = row.isNull(6) ? nil : Digest128(high: row.bits(6), low: row.bits(7))
        scope = row.integer(8)
        fingerprintVersion = row.integer(9)
        fingerprint = row.bytes(10)
    }

    /// Whether the content is the same; fingerprints of another version cannot be compared and count as the same.
    func hasContent(_ other: [UInt8]) -> Bool {
        fingerprintVersion != BookTable.fingerprintVersion || fingerprint == other
    }
}
