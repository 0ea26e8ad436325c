import GRDB

/// The tables of the books; their names start with `bankbus_`, so that they can live in a handler's own database.
enum BookSchema {
    /// Registers the migrations.
    ///
    /// Published ones never change; later versions add more.
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("bankbus-books-1") { db in
            try db.execute(sql: rows)
            try db.execute(sql: membership)
            try db.execute(sql: sessions)
        }
    }

    /// Rows are appended in arrival order.
    ///
    /// `fence` is above 0 for rows that a key is looked up in (claimed, waiting),
    /// 0 for released ones, and negated once completed.
    private static let rows = """
        CREATE TABLE bankbus_book(
            id INTEGER PRIMARY KEY, scope INTEGER NOT NULL, account INTEGER NOT NULL, fence INTEGER NOT NULL,
            attempts INTEGER NOT NULL, copies INTEGER NOT NULL, fault INTEGER,
            first_seen INTEGER NOT NULL, changed INTEGER NOT NULL,
            unit_high INTEGER NOT NULL, unit_low INTEGER NOT NULL, edge_high INTEGER NOT NULL, edge_low INTEGER NOT NULL,
            key_high INTEGER, key_low INTEGER, fingerprint_version INTEGER NOT NULL, fingerprint BLOB NOT NULL,
            message_id TEXT NOT NULL);
        CREATE INDEX bankbus_book_open ON bankbus_book(key_high) WHERE fence > 0 AND key_high IS NOT NULL;
        CREATE TABLE bankbus_replay(row INTEGER NOT NULL, replay TEXT NOT NULL, PRIMARY KEY(row, replay)) WITHOUT ROWID;
        CREATE TABLE bankbus_sent(
            id INTEGER PRIMARY KEY, sender INTEGER NOT NULL, at INTEGER NOT NULL, row INTEGER,
            edge_high INTEGER NOT NULL, edge_low INTEGER NOT NULL,
            exchange INTEGER NOT NULL, routing_key INTEGER NOT NULL, message_id TEXT NOT NULL);
        CREATE TABLE bankbus_name(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
        """

    /// `bankbus_applied` is the log of applied keys; windows are the older, indexed parts of that log and of the rows.
    private static let membership = """
        CREATE TABLE bankbus_applied(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, row INTEGER NOT NULL);
        CREATE TABLE bankbus_window(
            id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, last INTEGER NOT NULL, newest_row INTEGER NOT NULL,
            is_purged INTEGER NOT NULL, filter BLOB NOT NULL);
        CREATE TABLE bankbus_window_entry(
            window INTEGER NOT NULL, hash INTEGER NOT NULL, row INTEGER NOT NULL,
            PRIMARY KEY(window, hash, row)) WITHOUT ROWID;
        CREATE TABLE bankbus_state(id INTEGER PRIMARY KEY, windows_version INTEGER NOT NULL);
        INSERT INTO bankbus_state(id, windows_version) VALUES (1, 0);
        """

    private static let sessions = """
        CREATE TABLE bankbus_owner(
            id INTEGER PRIMARY KEY AUTOINCREMENT, token INTEGER NOT NULL, boot TEXT NOT NULL,
            renewed INTEGER NOT NULL, process INTEGER NOT NULL);
        CREATE TABLE bankbus_alone(
            scope INTEGER NOT NULL, unit_high INTEGER NOT NULL, unit_low INTEGER NOT NULL, fence INTEGER NOT NULL,
            PRIMARY KEY(scope, unit_high, unit_low, fence)) WITHOUT ROWID;
        """
}
