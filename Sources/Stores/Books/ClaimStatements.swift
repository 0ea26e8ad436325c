import Canonical
import GRDB

/// The statements of a claim call, taken from the connection's cache once per batch.
struct ClaimStatements {
    /// The greatest number of open rows looked at for one key; more than a few are never open.
    private static let openRowsMax = 100

    private let scope: Int64
    private let time: Int64
    private let db: Database
    private let byID: RawStatement
    private let openByKey: RawStatement
    private let insertion: RawStatement
    private let change: RawStatement

    init(scope: Int64, time: Int64, db: Database) throws {
        self.scope = scope
        self.time = time
        self.db = db
        byID = try RawStatement("SELECT \(StoredRow.columns) FROM bankbus_book WHERE id = ?", in: db)
        openByKey = try RawStatement(
            """
            SELECT \(StoredRow.columns) FROM bankbus_book INDEXED BY bankbus_book_open
            WHERE key_high = ? AND fence > 0 LIMIT \(Self.openRowsMax)
            """,
            in: db
        )
        insertion = try RawStatement(
            """
            INSERT INTO bankbus_book(id, account, fence, attempts, changed, key_high, key_low, fingerprint_version,
                fingerprint, copies, scope, first_seen, unit_high, unit_low, edge_high, edge_low, message_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?5, ?11, ?12, ?13, ?14, ?15)
            """,
            in: db
        )
        change = try RawStatement(
            """
            UPDATE bankbus_book SET account = ?2, fence = ?3, attempts = ?4, changed = ?5, key_high = ?6, key_low = ?7,
                fingerprint_version = ?8, fingerprint = ?9, fault = NULL
            WHERE id = ?1
            """,
            in: db
        )
    }

    func row(_ id: Int64) throws -> StoredRow? {
        byID.bind(id, at: 1)
        return try byID.first(StoredRow.init)
    }

    /// The claimed and waiting rows whose key starts with the same bytes.
    func open(_ key: Digest128) throws -> [StoredRow] {
        openByKey.bind(bits: key.high, at: 1)
        var found: [StoredRow] = []
        try openByKey.readAll { found.append(StoredRow($0)) }
        return found
    }

    func insert(_ row: Int64, _ request: ClaimRequest, account: Account, fence: Int64, attempts: Int) throws {
        bind(insertion, row, request, account: account, fence: fence, attempts: attempts)
        insertion.bind(scope, at: 10)
        insertion.bind(bits: request.unit.high, at: 11)
        insertion.bind(bits: request.unit.low, at: 12)
        insertion.bind(bits: request.edge.high, at: 13)
        insertion.bind(bits: request.edge.low, at: 14)
        insertion.bind(request.messageID, at: 15)
        try insertion.run()
    }

    /// Key and content are written again: a repaired decoder may read more of the same unit than before.
    func update(_ row: Int64, _ request: ClaimRequest, account: Account, fence: Int64, attempts: Int) throws {
        bind(change, row, request, account: account, fence: fence, attempts: attempts)
        try change.run()
    }

    func countCopy(_ row: Int64) throws {
        let count = try RawStatement("UPDATE bankbus_book SET copies = copies + 1 WHERE id = ?", in: db)
        count.bind(row, at: 1)
        try count.run()
    }

    func hasSeen(_ replay: String, row: Int64) throws -> Bool {
        let lookup = try RawStatement("SELECT 1 FROM bankbus_replay WHERE row = ? AND replay = ?", in: db)
        lookup.bind(row, at: 1)
        lookup.bind(replay, at: 2)
        return try lookup.first { _ in true } ?? false
    }

    func markSeen(_ replay: String, row: Int64) throws {
        let entry = try RawStatement("INSERT OR IGNORE INTO bankbus_replay(row, replay) VALUES (?, ?)", in: db)
        entry.bind(row, at: 1)
        entry.bind(replay, at: 2)
        try entry.run()
    }

    private func bind(
        _ statement: RawStatement,
        _ row: Int64,
        _ request: ClaimRequest,
        account: Account,
        fence: Int64,
        attempts: Int
    ) {
        statement.bind(row, at: 1)
        statement.bind(account.rawValue, at: 2)
        statement.bind(fence, at: 3)
        statement.bind(attempts, at: 4)
        statement.bind(time, at: 5)
        statement.bind(request.key.map { Int64(bitPattern: $0.high) }, at: 6)
        statement.bind(request.key.map { Int64(bitPattern: $0.low) }, at: 7)
        statement.bind(BookTable.fingerprintVersion, at: 8)
        statement.bind(request.fingerprint, at: 9)
    }
}
