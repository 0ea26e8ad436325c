package import Canonical
import GRDB

/// Reads the books from their file; reports what is there, also where somebody edited it by hand.
package struct SQLiteBookReader: BookReader {
    let database: StoreDatabase

    package func totals(since: Timestamp?) async throws(Fault) -> [ScopeTotals] {
        let start = since?.storedNanoseconds ?? Int64.min
        return try await database.read(.claim) { db in try Self.readTotals(since: start, db) }
    }

    package func rows(scope: String, since: Timestamp?) async throws(Fault) -> [BookRow] {
        let start = since?.storedNanoseconds ?? Int64.min
        return try await database.read(.claim) { db in try Self.readRows(scope: scope, since: start, db) }
    }

    package func sent(since: Timestamp?) async throws(Fault) -> [SentRow] {
        let start = since?.storedNanoseconds ?? Int64.min
        return try await database.read(.publish) { db in try Self.readSent(since: start, db) }
    }

    // MARK: -

    private static func readTotals(since start: Int64, _ db: Database) throws -> [ScopeTotals] {
        let reading = try RawStatement(
            """
            SELECT name, account, count(*), sum(copies), min(first_seen)
            FROM bankbus_book LEFT JOIN bankbus_name ON bankbus_name.id = scope
            WHERE first_seen >= ? GROUP BY scope, account ORDER BY scope, account
            """,
            in: db
        )
        reading.bind(start, at: 1)
        var totals: [ScopeTotals] = []
        try reading.readAll { row in
            let scope = row.text(0)
            if totals.last?.scope != scope {
                totals.append(ScopeTotals(scope: scope, units: [:], copies: 0, oldestOpen: nil))
            }
            totals[totals.count - 1].add(row)
        }
        return totals.sorted { $0.scope < $1.scope }
    }

    private static func readRows(scope: String, since start: Int64, _ db: Database) throws -> [BookRow] {
        guard let scopeID = try NameTable.stored(scope, in: db) else { return [] }
        let reading = try RawStatement(
            """
            SELECT unit_high, unit_low, edge_high, edge_low, message_id, account, first_seen
            FROM bankbus_book WHERE scope = ? AND first_seen >= ? ORDER BY id
            """,
            in: db
        )
        reading.bind(scopeID, at: 1)
        reading.bind(start, at: 2)
        var rows: [BookRow] = []
        try reading.readAll { row in
            guard let account = Account(rawValue: Int(row.integer(5))) else { return }
            rows.append(
                BookRow(
                    unit: Digest128(high: row.bits(0), low: row.bits(1)),
                    edge: Digest128(high: row.bits(2), low: row.bits(3)),
                    messageID: row.text(4),
                    account: account,
                    firstSeen: Timestamp(storedNanoseconds: row.integer(6))
                )
            )
        }
        return rows
    }

    private static func readSent(since start: Int64, _ db: Database) throws -> [SentRow] {
        let reading = try RawStatement(
            """
            SELECT edge_high, edge_low, message_id, exchanges.name, keys.name, senders.name, at
            FROM bankbus_sent
            LEFT JOIN bankbus_name AS exchanges ON exchanges.id = exchange
            LEFT JOIN bankbus_name AS keys ON keys.id = routing_key
            LEFT JOIN bankbus_name AS senders ON senders.id = sender
            WHERE at >= ? ORDER BY bankbus_sent.id
            """,
            in: db
        )
        reading.bind(start, at: 1)
        var rows: [SentRow] = []
        try reading.readAll { row in
            let message = SentMessage(
                edge: Digest128(high: row.bits(0), low: row.bits(1)),
                messageID: row.text(2),
                exchange: row.text(3),
                routingKey: row.text(4)
            )
            rows.append(
                SentRow(sender: row.text(5), message: message, at: Timestamp(storedNanoseconds: row.integer(6)))
            )
        }
        return rows
    }
}

extension ScopeTotals {
    /// Adds one group: account, units, copies, oldest.
    fileprivate mutating func add(_ row: RawStatement) {
        copies += Int(row.integer(3))
        guard let account = Account(rawValue: Int(row.integer(1))) else { return }
        units[account, default: 0] += Int(row.integer(2))
        guard !account.isFinal else { return }
        let oldest = Timestamp(storedNanoseconds: row.integer(4))
        oldestOpen = min(oldestOpen ?? oldest, oldest)
    }
}
