import GRDB

/// Moves the oldest entries of an index from memory into an indexed window, in slices, within the claims' own transactions.
///
/// A window always ends at the same entry, whoever closes it, and how far it has come stands in the table. So a rollback,
/// a crash or a second process that closes the same window do no harm: the work is done again or found done.
struct WindowCloser {
    private struct Entry {
        var hash: Int64
        var row: Int64

        static func < (left: Entry, right: Entry) -> Bool {
            (left.hash, left.row) < (right.hash, right.row)
        }
    }

    private let size: Int
    private var target: Int64 = 0
    private var readThrough: Int64 = 0
    private var isSorted = false
    private var entries: [Entry] = []
    private var trimmedThrough: Int64 = 0

    init(size: Int) {
        self.size = max(1, size)
    }

    /// The most entries written at a time: a window is closed long before the next one is full.
    private var sliceMax: Int { max(4, size / 48) }

    /// Does the next slice of work, if there is any.
    mutating func step(_ index: MembershipIndex, in db: Database) throws {
        try trimLog(index, in: db)
        guard index.committedThrough - index.closedThrough >= Int64(size) else { return }
        let last = index.closedThrough + Int64(size)
        if target != last {
            guard try !isClosed(last, index.kind, in: db) else { return }
            begin(last, after: index.closedThrough)
        }
        if readThrough < target {
            try readSlice(index.kind, in: db)
        } else if try writeSlice(index.kind, in: db) {
            try finish(index.kind, in: db)
            begin(0, after: 0)
        }
    }

    // MARK: -

    private mutating func begin(_ last: Int64, after first: Int64) {
        target = last
        readThrough = first
        isSorted = false
        entries = []
    }

    /// Whether somebody, perhaps this very transaction, has closed the window, but the index has not taken it over yet.
    private func isClosed(_ last: Int64, _ kind: MembershipKind, in db: Database) throws -> Bool {
        let lookup = try RawStatement("SELECT 1 FROM bankbus_window WHERE id = ?", in: db)
        lookup.bind(last * 2 + kind.rawValue, at: 1)
        return try lookup.first { _ in true } ?? false
    }

    /// Reading is cheaper than writing by far, so slices of it are larger.
    private mutating func readSlice(_ kind: MembershipKind, in db: Database) throws {
        let end = min(target, readThrough + Int64(sliceMax * 4))
        let reading = try RawStatement(kind.entries, in: db)
        reading.bind(readThrough, at: 1)
        reading.bind(end, at: 2)
        try reading.readAll { row in
            let hash = kind == .units ? MembershipKind.hash(row.bits(1), scope: row.integer(3)) : row.bits(1)
            entries.append(Entry(hash: Int64(bitPattern: hash), row: row.integer(2)))
        }
        readThrough = end
    }

    /// Writes in the table's own order, from behind the last entry that is there; true if all of them are.
    private mutating func writeSlice(_ kind: MembershipKind, in db: Database) throws -> Bool {
        if !isSorted {
            entries.sort { $0 < $1 }
            isSorted = true
        }
        let start = try position(behindStored: kind, in: db)
        let end = min(entries.count, start + sliceMax)
        let insertion = try RawStatement(
            "INSERT OR IGNORE INTO bankbus_window_entry(window, hash, row) VALUES (?, ?, ?)",
            in: db
        )
        insertion.bind(window(kind), at: 1)
        for entry in entries[start..<end] {
            insertion.bind(entry.hash, at: 2)
            insertion.bind(entry.row, at: 3)
            try insertion.run()
        }
        return end == entries.count
    }

    private func position(behindStored kind: MembershipKind, in db: Database) throws -> Int {
        let lookup = try RawStatement(
            "SELECT hash, row FROM bankbus_window_entry WHERE window = ? ORDER BY hash DESC, row DESC LIMIT 1",
            in: db
        )
        lookup.bind(window(kind), at: 1)
        guard let stored = try lookup.first({ Entry(hash: $0.integer(0), row: $0.integer(1)) }) else { return 0 }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if stored < entries[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func finish(_ kind: MembershipKind, in db: Database) throws {
        var filter = BloomFilter(keys: entries.count)
        for entry in entries { filter.insert(UInt64(bitPattern: entry.hash)) }
        let closing = try RawStatement(
            """
            INSERT OR IGNORE INTO bankbus_window(id, kind, last, newest_row, is_purged, filter) VALUES (?, ?, ?, ?, 0, ?)
            """,
            in: db
        )
        closing.bind(window(kind), at: 1)
        closing.bind(kind.rawValue, at: 2)
        closing.bind(target, at: 3)
        closing.bind(entries.map(\.row).max() ?? 0, at: 4)
        closing.bind(filter.bytes, at: 5)
        try closing.run()
        try RawStatement("UPDATE bankbus_state SET windows_version = windows_version + 1", in: db).run()
    }

    private func window(_ kind: MembershipKind) -> Int64 {
        target * 2 + kind.rawValue
    }

    /// Takes closed entries out of the log of applied keys; the rows themselves stay.
    private mutating func trimLog(_ index: MembershipIndex, in db: Database) throws {
        guard index.kind == .keys, index.closedThrough > trimmedThrough else { return }
        let trimming = try RawStatement(
            """
            DELETE FROM bankbus_applied WHERE id IN (SELECT id FROM bankbus_applied WHERE id <= ? ORDER BY id LIMIT ?)
            """,
            in: db
        )
        trimming.bind(index.closedThrough, at: 1)
        trimming.bind(sliceMax, at: 2)
        if try trimming.runCountingChanges() < sliceMax { trimmedThrough = index.closedThrough }
    }
}
