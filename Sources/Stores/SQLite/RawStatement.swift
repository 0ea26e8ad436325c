import GRDB
import GRDBSQLite

/// A prepared statement of GRDB's cache, bound and stepped without boxes: for the inner loops of the books.
///
/// Valid inside the database access that it was made in. A reset in `defer` ends every use, so that no cursor stays open
/// across the end of a transaction.
struct RawStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    /// Takes the statement from the connection's cache, or prepares it.
    init(_ sql: String, in db: Database) throws {
        statement = try db.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        connection = db.sqliteConnection
        sqlite3_reset(handle)
    }

    // MARK: - Binding; positions count from 1

    func bind(_ value: Int64, at position: Int32) {
        sqlite3_bind_int64(handle, position, value)
    }

    func bind(_ value: Int, at position: Int32) {
        sqlite3_bind_int64(handle, position, Int64(value))
    }

    func bind(_ value: Int64?, at position: Int32) {
        guard let value else {
            sqlite3_bind_null(handle, position)
            return
        }
        sqlite3_bind_int64(handle, position, value)
    }

    /// Binds 64 bits; SQLite keeps them as a signed integer.
    func bind(bits value: UInt64, at position: Int32) {
        sqlite3_bind_int64(handle, position, Int64(bitPattern: value))
    }

    func bind(_ text: String, at position: Int32) {
        var text = text
        text.withUTF8 { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else {
                _ = sqlite3_bind_text(handle, position, "", 0, Self.copied)
                return
            }
            base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { characters in
                _ = sqlite3_bind_text(handle, position, characters, Int32(clamping: bytes.count), Self.copied)
            }
        }
    }

    func bind(_ text: String?, at position: Int32) {
        guard let text else {
            sqlite3_bind_null(handle, position)
            return
        }
        bind(text, at: position)
    }

    func bind(_ bytes: [UInt8], at position: Int32) {
        guard !bytes.isEmpty else {
            sqlite3_bind_zeroblob(handle, position, 0)
            return
        }
        bytes.withUnsafeBytes { buffer in
            _ = sqlite3_bind_blob(handle, position, buffer.baseAddress, Int32(clamping: buffer.count), Self.copied)
        }
    }

    // MARK: - Running

    /// Runs a statement that returns nothing.
    func run() throws {
        defer { sqlite3_reset(handle) }
        while try step() {}
    }

    /// Runs a statement and returns how many rows it changed.
    func runCountingChanges() throws -> Int {
        try run()
        return Int(sqlite3_changes(connection))
    }

    /// Reads the first row, if there is one.
    func first<Value>(_ read: (RawStatement) throws -> Value) throws -> Value? {
        defer { sqlite3_reset(handle) }
        return try step() ? try read(self) : nil
    }

    /// Reads every row.
    func readAll(_ read: (RawStatement) throws -> Void) throws {
        defer { sqlite3_reset(handle) }
        while try step() { try read(self) }
    }

    // MARK: - Columns, counted from 0

    func integer(_ column: Int32) -> Int64 {
        sqlite3_column_int64(handle, column)
    }

    func bits(_ column: Int32) -> UInt64 {
        UInt64(bitPattern: sqlite3_column_int64(handle, column))
    }

    func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    func text(_ column: Int32) -> String {
        guard let base = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: base, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? {
        isNull(column) ? nil : text(column)
    }

    func bytes(_ column: Int32) -> [UInt8] {
        guard let base = sqlite3_column_blob(handle, column) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column))))
    }

    // MARK: -

    private func step() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
            let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
            throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
        }
    }

    /// `SQLITE_TRANSIENT`: SQLite copies the bytes before the call returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
