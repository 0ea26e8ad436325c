package import Canonical
package import GRDB

/// One run that deletes what is older than the retention: rows, then sent messages, then what indexes them.
///
/// Each step is one small transaction of the caller's, so that nothing else stalls. A step that is rolled back is done
/// again by calling it on the value from before.
package struct BookExpiry: Sendable {
    /// How long final rows are kept unless configured otherwise: longer than any dead letter should wait for its replay.
    package static let retentionSeconds: Int64 = 7 * 86_400

    /// The number of rows looked at in one transaction.
    package static let sliceMax = 1_000

    private enum Phase: Sendable {
        case rows
        case sent
        case windows
        case done
    }

    private let cutoff: Int64
    private let sliceMax: Int
    private var phase = Phase.rows
    /// All rows up to here were first seen before the cutoff and have been looked at.
    private var rowsThrough: Int64 = 0
    private var purge: WindowPurge?

    /// How many rows and sent messages are gone.
    package private(set) var removed = 0

    /// Makes a run.
    package init(olderThan instant: Timestamp, sliceMax: Int = BookExpiry.sliceMax) {
        cutoff = instant.storedNanoseconds
        self.sliceMax = max(1, sliceMax)
    }

    /// Whether nothing is left to do.
    package var isDone: Bool { phase == .done }

    /// Does the next slice.
    package mutating func step(in db: Database) throws {
        switch phase {
        case .rows: try expireRows(db)
        case .sent: try expireSent(db)
        case .windows: try purgeWindows(db)
        case .done: break
        }
    }

    // MARK: -

    /// Rows stand in the order of arrival: the first one that is young enough ends the search.
    private mutating func expireRows(_ db: Database) throws {
        let reading = try RawStatement(
            """
            SELECT id, first_seen FROM bankbus_book
            WHERE id > ? AND id < (SELECT max(id) FROM bankbus_book) ORDER BY id LIMIT ?
            """,
            in: db
        )
        reading.bind(rowsThrough, at: 1)
        reading.bind(sliceMax, at: 2)
        let first = rowsThrough
        var count = 0
        var isYoung = false
        try reading.readAll { row in
            isYoung = isYoung || row.integer(1) >= cutoff
            guard !isYoung else { return }
            rowsThrough = row.integer(0)
            count += 1
        }
        if rowsThrough > first { try deleteRows(after: first, db) }
        if count < sliceMax { phase = .sent }
    }

    private mutating func deleteRows(after first: Int64, _ db: Database) throws {
        let final = Account.allCases.filter(\.isFinal).map { String($0.rawValue) }.joined(separator: ", ")
        let deletion = try RawStatement(
            "DELETE FROM bankbus_book WHERE id > ? AND id <= ? AND account IN (\(final)) AND changed < ?",
            in: db
        )
        deletion.bind(first, at: 1)
        deletion.bind(rowsThrough, at: 2)
        deletion.bind(cutoff, at: 3)
        removed += try deletion.runCountingChanges()
        let replays = try RawStatement(
            """
            DELETE FROM bankbus_replay WHERE row > ? AND row <= ? AND NOT EXISTS (
                SELECT 1 FROM bankbus_book WHERE bankbus_book.id = bankbus_replay.row)
            """,
            in: db
        )
        replays.bind(first, at: 1)
        replays.bind(rowsThrough, at: 2)
        try replays.run()
    }

    private mutating func expireSent(_ db: Database) throws {
        let deletion = try RawStatement(
            """
            DELETE FROM bankbus_sent WHERE at < ?
                AND id IN (SELECT id FROM bankbus_sent ORDER BY id LIMIT ?)
            """,
            in: db
        )
        deletion.bind(cutoff, at: 1)
        deletion.bind(sliceMax, at: 2)
        let count = try deletion.runCountingChanges()
        removed += count
        if count < sliceMax { phase = .windows }
    }

    private mutating func purgeWindows(_ db: Database) throws {
        if purge == nil { purge = try WindowPurge.next(rowsThrough: rowsThrough, in: db) }
        guard var current = purge else {
            phase = .done
            return
        }
        purge = try current.step(sliceMax: sliceMax, in: db) ? nil : current
    }
}
