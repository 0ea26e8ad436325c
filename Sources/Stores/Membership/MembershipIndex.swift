import GRDB

/// Finds rows by unit or applied key from memory: the recent entries in a map, the older ones through filters.
///
/// It is a cache of the tables, never the truth. At the start of each transaction it reads what others appended; what
/// this transaction adds is pending until the commit, and is taken out again on a rollback.
struct MembershipIndex {
    let kind: MembershipKind

    private(set) var recent = RecentMap()
    private(set) var windows: [ClosedWindow] = []
    /// The last entry that the map has.
    private(set) var lastEntry: Int64 = 0

    private var committedLast: Int64 = 0
    private var pending: [(hash: UInt64, row: Int64)] = []
    private var windowsVersion: Int64 = -1

    init(kind: MembershipKind) {
        self.kind = kind
    }

    /// The last entry that is in a closed window; later ones are in the map.
    var closedThrough: Int64 { windows.last?.last ?? 0 }

    /// The last entry that is known to be committed.
    var committedThrough: Int64 { committedLast }

    // MARK: - Transactions

    /// Reads what is committed: called before this transaction has written anything of its own.
    mutating func beginTransaction(windowsVersion version: Int64, in db: Database) throws {
        undoPending()
        if version != windowsVersion {
            try readWindows(in: db)
            windowsVersion = version
        }
        let last = try storedLast(in: db)
        if last < committedLast { committedLast = last }
        lastEntry = committedLast
        try readEntries(through: last, isPending: false, in: db)
        lastEntry = last
        committedLast = last
    }

    /// Finds out whether a rolled-back savepoint has taken entries away, and reads what is left.
    ///
    /// - Returns: false if this is another transaction: the one before was rolled back without a notice.
    mutating func continueTransaction(in db: Database) throws -> Bool {
        let last = try storedLast(in: db)
        if last < lastEntry {
            undoPending()
            try readEntries(through: last, isPending: true, in: db)
            return true
        }
        return try last == lastEntry && isTailOurs(in: db)
    }

    /// Enters what this transaction has written as the next entry.
    mutating func append(_ hash: UInt64, row: Int64) {
        recent.insert(hash, row: row)
        pending.append((hash, row))
        lastEntry += 1
    }

    /// Keeps what the transaction has added.
    mutating func didCommit() {
        committedLast = lastEntry
        pending.removeAll(keepingCapacity: true)
    }

    /// Takes out what the transaction has added.
    mutating func didRollBack() {
        undoPending()
    }

    // MARK: - Look-up

    /// The rows that may be meant by a hash, in ascending order; the caller compares the stored digest.
    func candidates(_ hash: UInt64, in db: Database) throws -> [Int64] {
        var rows: [Int64] = []
        recent.visitCandidates(hash) { rows.append($0) }
        // By index: copying a window would count references for each question.
        for index in windows.indices where windows[index].filter.mayContain(hash) {
            let lookup = try RawStatement(
                "SELECT row FROM bankbus_window_entry WHERE window = ? AND hash = ? ORDER BY row LIMIT ?",
                in: db
            )
            lookup.bind(windows[index].id, at: 1)
            lookup.bind(bits: hash, at: 2)
            lookup.bind(RecentMap.candidatesMax, at: 3)
            try lookup.readAll { rows.append($0.integer(0)) }
        }
        if rows.count > 1 { rows.sort() }
        return rows
    }

    // MARK: -

    private mutating func undoPending() {
        for entry in pending.reversed() { recent.remove(entry.hash, row: entry.row) }
        pending.removeAll(keepingCapacity: true)
        lastEntry = committedLast
    }

    /// Whether the last entry that this transaction has added is still there, and not another's in its place.
    private func isTailOurs(in db: Database) throws -> Bool {
        guard let tail = pending.last else { return true }
        let reading = try RawStatement(kind.entries, in: db)
        reading.bind(lastEntry - 1, at: 1)
        reading.bind(lastEntry, at: 2)
        let stored = try reading.first { (hash: hash(in: $0), row: $0.integer(2)) }
        return stored.map { $0.hash == tail.hash && $0.row == tail.row } ?? false
    }

    private func hash(in row: RawStatement) -> UInt64 {
        kind == .units ? MembershipKind.hash(row.bits(1), scope: row.integer(3)) : row.bits(1)
    }

    /// Entries never reuse the numbers of closed windows, even if somebody removed rows.
    private func storedLast(in db: Database) throws -> Int64 {
        let last = try RawStatement(kind.lastEntry, in: db).first { $0.integer(0) } ?? 0
        return max(last, closedThrough)
    }

    private mutating func readEntries(through last: Int64, isPending: Bool, in db: Database) throws {
        guard last > lastEntry else { return }
        let reading = try RawStatement(kind.entries, in: db)
        reading.bind(lastEntry, at: 1)
        reading.bind(last, at: 2)
        try reading.readAll { row in
            let hash = hash(in: row)
            recent.insert(hash, row: row.integer(2))
            if isPending { pending.append((hash, row.integer(2))) }
            lastEntry = row.integer(0)
        }
    }

    /// Takes over the windows that are closed, and starts the map again behind the last of them.
    private mutating func readWindows(in db: Database) throws {
        let known = Dictionary(windows.map { ($0.id, $0) }) { first, _ in first }
        let listing = try RawStatement(
            "SELECT id, last, length(filter) FROM bankbus_window WHERE kind = ? ORDER BY last",
            in: db
        )
        listing.bind(kind.rawValue, at: 1)
        var stored: [(id: Int64, last: Int64, size: Int64)] = []
        try listing.readAll { stored.append(($0.integer(0), $0.integer(1), $0.integer(2))) }
        windows = try stored.map { window in
            if let known = known[window.id], known.filterSize == window.size { return known }
            let filter = try readFilter(window.id, in: db)
            return ClosedWindow(id: window.id, last: window.last, filterSize: window.size, filter: filter)
        }
        recent = RecentMap()
        committedLast = closedThrough
        lastEntry = closedThrough
    }

    /// A filter that cannot be read says perhaps to everything.
    private func readFilter(_ window: Int64, in db: Database) throws -> BloomFilter {
        let reading = try RawStatement("SELECT filter FROM bankbus_window WHERE id = ?", in: db)
        reading.bind(window, at: 1)
        let bytes = try reading.first { $0.bytes(0) } ?? []
        return BloomFilter(bytes: bytes) ?? .containingEverything
    }
}
