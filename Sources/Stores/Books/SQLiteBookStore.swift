package import Canonical
import GRDB

/// The books in a file: a thin shell that gives each call of ``BookTable`` a transaction of its own.
package final class SQLiteBookStore: BookStore, BookReader {
    private let database: StoreDatabase
    private let reader: SQLiteBookReader
    let table: BookTable
    let owner: OwnerSession

    init(database: StoreDatabase, options: StoreOptions, sharesTransactions: Bool = false) {
        self.database = database
        reader = SQLiteBookReader(database: database)
        table = BookTable(windowSize: options.windowSize, sharesTransactions: sharesTransactions)
        owner = OwnerSession(clock: options.clock, leaseMilliseconds: options.leaseMilliseconds)
    }

    package func claim(
        _ requests: [ClaimRequest],
        scope: String,
        at time: Timestamp
    ) async throws(Fault) -> [ClaimDecision] {
        guard !requests.isEmpty else { return [] }
        return try await write(.claim) { [table, owner] db in
            try table.claim(requests, scope: scope, at: time, owner: owner, in: db)
        }
    }

    package func complete(
        _ completions: [Completion],
        scope: String,
        at time: Timestamp
    ) async throws(Fault) -> [Bool] {
        guard !completions.isEmpty else { return [] }
        return try await write(.settle) { [table, owner] db in
            try owner.renew(in: db)
            return try table.complete(completions, scope: scope, at: time, in: db)
        }
    }

    package func release(_ claims: [Claim], scope: String) async throws(Fault) {
        guard !claims.isEmpty else { return }
        try await write(.settle) { [table] db in try table.release(claims, scope: scope, in: db) }
    }

    package func noteAlone(_ unit: Digest128, scope: String) async throws(Fault) -> Int {
        try await write(.claim) { [table, owner] db in
            try table.noteAlone(unit, scope: scope, owner: owner, in: db)
        }
    }

    package func recordSent(_ messages: [SentMessage], sender: String, at time: Timestamp) async throws(Fault) {
        guard !messages.isEmpty else { return }
        try await write(.publish) { [table] db in try table.recordSent(messages, sender: sender, at: time, in: db) }
    }

    package func close() async {
        // If the file cannot be written now, the free lock ends the session just as well.
        _ = try? await write(.settle) { [owner] db in try owner.end(in: db) }
        await abandon()
    }

    /// Renews the lease: to be called more often than every quarter of it while claims are open and nothing else is asked.
    package func renew() async throws(Fault) {
        try await write(.settle) { [owner] db in try owner.renew(in: db) }
    }

    /// Forgets the session without a word, as a crash does: its claims are free, its row stays until somebody cleans up.
    package func abandon() async {
        // Only a thread of the writer may touch the session; an access that writes nothing cannot fail in the body.
        _ = try? await database.write(.settle) { [owner] _ in owner.abandon() }
    }

    /// Deletes final rows that have not changed since an instant, and what was sent before it, in small transactions.
    ///
    /// Rows that are not final stay, whatever their age, and the newest row stays, so that numbers never come again.
    ///
    /// - Returns: how many rows and sent messages are gone.
    @discardableResult
    package func expire(
        olderThan instant: Timestamp,
        sliceMax: Int = BookExpiry.sliceMax
    ) async throws(Fault) -> Int {
        var expiry = BookExpiry(olderThan: instant, sliceMax: sliceMax)
        while !expiry.isDone {
            expiry = try await write(.settle) { [expiry] db in
                var next = expiry
                try next.step(in: db)
                return next
            }
        }
        return expiry.removed
    }

    /// SQLite's `synchronous` of the writing connection: 2 is FULL, every commit reaches the disk.
    package func synchronous() async throws(Fault) -> Int {
        try await write(.setup) { db in try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0 }
    }

    // MARK: - BookReader

    package func totals(since: Timestamp?) async throws(Fault) -> [ScopeTotals] {
        try await reader.totals(since: since)
    }

    package func rows(scope: String, since: Timestamp?) async throws(Fault) -> [BookRow] {
        try await reader.rows(scope: scope, since: since)
    }

    package func sent(since: Timestamp?) async throws(Fault) -> [SentRow] {
        try await reader.sent(since: since)
    }

    // MARK: -

    func write<Value: Sendable>(
        _ stage: Stage,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(Fault) -> Value {
        try await database.write(stage, onFailure: { [table] in table.didRollBack() }, body)
    }
}
