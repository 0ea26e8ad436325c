import GRDB

/// One side of a posting in the demo's ledger.
struct LedgerEntry: Sendable {
    var payment: String
    var isDebit: Bool
    var account: String
    var currency: String
    var minorUnits: Int64

    /// All entries in the order in which they were posted.
    static func all(in database: Database) throws -> [LedgerEntry] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT payment, side = 'debit', account, currency, minor_units FROM entry ORDER BY id"
        )
        return rows.map { row in
            LedgerEntry(payment: row[0], isDebit: row[1], account: row[2], currency: row[3], minorUnits: row[4])
        }
    }
}
