import GRDB

/// Takes the entries of deleted rows out of a closed window, in slices, once all its rows are past the retention.
struct WindowPurge: Sendable {
    private let window: Int64
    private var position: (hash: Int64, row: Int64)? = nil
    private var survivors: [UInt64] = []

    private init(window: Int64) {
        self.window = window
    }

    /// The oldest window whose rows have all been looked at by the expiry and that has not been purged.
    static func next(rowsThrough: Int64, in db: Database) throws -> WindowPurge? {
        let lookup = try RawStatement(
            "SELECT id FROM bankbus_window WHERE is_purged = 0 AND newest_row <= ? ORDER BY id LIMIT 1",
            in: db
        )
        lookup.bind(rowsThrough, at: 1)
        return try lookup.first { WindowPurge(window: $0.integer(0)) }
    }

    /// Does a slice; true if the window is done.
    mutating func step(sliceMax: Int, in db: Database) throws -> Bool {
        let slice = try readSlice(sliceMax, in: db)
        let removal = try RawStatement(
            "DELETE FROM bankbus_window_entry WHERE window = ? AND hash = ? AND row = ?",
            in: db
        )
        removal.bind(window, at: 1)
        for entry in slice {
            position = (entry.hash, entry.row)
            if entry.exists {
                survivors.append(UInt64(bitPattern: entry.hash))
                continue
            }
            removal.bind(entry.hash, at: 2)
            removal.bind(entry.row, at: 3)
            try removal.run()
        }
        guard slice.count < sliceMax else { return false }
        try finish(in: db)
        return true
    }

    // MARK: -

    private func readSlice(_ sliceMax: Int, in db: Database) throws -> [(hash: Int64, row: Int64, exists: Bool)] {
        let reading = try RawStatement(
            """
            SELECT hash, row, EXISTS (SELECT 1 FROM bankbus_book WHERE id = row) FROM bankbus_window_entry
            WHERE window = ?1 AND (hash, row) > (?2, ?3) ORDER BY hash, row LIMIT ?4
            """,
            in: db
        )
        reading.bind(window, at: 1)
        reading.bind(position?.hash ?? Int64.min, at: 2)
        reading.bind(position?.row ?? 0, at: 3)
        reading.bind(sliceMax, at: 4)
        var slice: [(hash: Int64, row: Int64, exists: Bool)] = []
        try reading.readAll { slice.append(($0.integer(0), $0.integer(1), $0.integer(2) != 0)) }
        return slice
    }

    /// Keeps a filter of the survivors alone, or drops the window; the last one of a kind stays, because the map begins
    /// behind it.
    private func finish(in db: Database) throws {
        var filter = BloomFilter(keys: survivors.count)
        for hash in survivors { filter.insert(hash) }
        let change = try RawStatement(
            "UPDATE bankbus_window SET is_purged = 1, filter = ? WHERE id = ?",
            in: db
        )
        change.bind(filter.bytes, at: 1)
        change.bind(window, at: 2)
        try change.run()
        if survivors.isEmpty { try drop(in: db) }
        try RawStatement("UPDATE bankbus_state SET windows_version = windows_version + 1", in: db).run()
    }

    private func drop(in db: Database) throws {
        let removal = try RawStatement(
            """
            DELETE FROM bankbus_window WHERE id = ?1 AND last < (
                SELECT max(last) FROM bankbus_window AS other WHERE other.kind = bankbus_window.kind)
            """,
            in: db
        )
        removal.bind(window, at: 1)
        try removal.run()
    }
}
