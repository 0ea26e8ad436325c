import Canonical
import GRDB

/// The statements of a completing call, taken from the connection's cache once per batch.
///
/// Reading the key first and changing the row then costs less than one UPDATE with RETURNING, for which SQLite makes a
/// temporary table each time.
struct CompletionStatements {
    private let reading: RawStatement
    private let change: RawStatement
    private let application: RawStatement

    init(scope: Int64, at time: Timestamp, in db: Database) throws {
        reading = try RawStatement(
            "SELECT key_high FROM bankbus_book WHERE id = ?1 AND fence = ?2 AND account = 1 AND scope = ?3",
            in: db
        )
        reading.bind(scope, at: 3)
        change = try RawStatement(
            "UPDATE bankbus_book SET account = ?1, fence = ?2, changed = ?3, fault = ?4 WHERE id = ?5",
            in: db
        )
        change.bind(time.storedNanoseconds, at: 3)
        application = try RawStatement("INSERT INTO bankbus_applied(id, hash, row) VALUES (?, ?, ?)", in: db)
    }

    /// The first half of the key of a row that the claim still holds (nil inside: it has no key); nil if it does not.
    func key(of claim: Claim) throws -> UInt64?? {
        reading.bind(claim.row, at: 1)
        reading.bind(claim.fence, at: 2)
        return try reading.first { $0.isNull(0) ? UInt64?.none : $0.bits(0) }
    }

    /// Changes the row of a claim that holds it.
    func complete(_ completion: Completion, fence: Int64, fault: Int64?) throws {
        change.bind(completion.account.rawValue, at: 1)
        change.bind(fence, at: 2)
        change.bind(fault, at: 4)
        change.bind(completion.claim.row, at: 5)
        try change.run()
    }

    /// Enters a key as applied.
    func apply(_ hash: UInt64, entry: Int64, row: Int64) throws {
        application.bind(entry, at: 1)
        application.bind(bits: hash, at: 2)
        application.bind(row, at: 3)
        try application.run()
    }
}
