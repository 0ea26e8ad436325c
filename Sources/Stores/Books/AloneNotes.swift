import Canonical
import GRDB

/// Who began to work on a returned unit alone: a session that dies over it leaves its note behind.
///
/// Notes are rare. Whether there is any is asked once per batch, so that batches without them pay nothing more.
struct AloneNotes {
    private let scope: Int64
    private let isEmpty: Bool

    init(scope: Int64, in db: Database) throws {
        self.scope = scope
        isEmpty = try RawStatement("SELECT 1 FROM bankbus_alone LIMIT 1", in: db).first { _ in true } == nil
    }

    /// Enters a note and counts the sessions that died over theirs.
    func enter(_ unit: Digest128, owner: OwnerSession, in db: Database) throws -> Int {
        let reading = try statement(
            "SELECT fence FROM bankbus_alone WHERE scope = ? AND unit_high = ? AND unit_low = ?",
            unit,
            in: db
        )
        var fences: [Int64] = []
        try reading.readAll { fences.append($0.integer(0)) }
        let entry = try statement(
            "INSERT OR IGNORE INTO bankbus_alone(scope, unit_high, unit_low, fence) VALUES (?, ?, ?, ?)",
            unit,
            in: db
        )
        entry.bind(owner.fence, at: 4)
        try entry.run()
        return try fences.filter { try owner.hasDied($0, in: db) }.count
    }

    /// Ends the note of a claim, and all notes of a unit that does not go on by itself.
    func end(of claim: Claim, account: Account, in db: Database) throws {
        guard !isEmpty else { return }
        let removal = try RawStatement(
            """
            DELETE FROM bankbus_alone WHERE (scope, unit_high, unit_low) IN (
                SELECT scope, unit_high, unit_low FROM bankbus_book WHERE id = ?1 AND scope = ?4) AND (fence = ?2 OR ?3)
            """,
            in: db
        )
        removal.bind(claim.row, at: 1)
        removal.bind(claim.fence, at: 2)
        removal.bind(account.isFinal || account == .deadLettered ? 1 : 0, at: 3)
        removal.bind(scope, at: 4)
        try removal.run()
    }

    /// Ends all notes of a unit that is done.
    func remove(_ unit: Digest128, in db: Database) throws {
        guard !isEmpty else { return }
        let sql = "DELETE FROM bankbus_alone WHERE scope = ? AND unit_high = ? AND unit_low = ?"
        try statement(sql, unit, in: db).run()
    }

    /// Ends all notes of a session that ends in order.
    static func remove(ofOwner fence: Int64, in db: Database) throws {
        let removal = try RawStatement("DELETE FROM bankbus_alone WHERE fence = ?", in: db)
        removal.bind(fence, at: 1)
        try removal.run()
    }

    private func statement(_ sql: String, _ unit: Digest128, in db: Database) throws -> RawStatement {
        let statement = try RawStatement(sql, in: db)
        statement.bind(scope, at: 1)
        statement.bind(bits: unit.high, at: 2)
        statement.bind(bits: unit.low, at: 3)
        return statement
    }
}
