import GRDB

/// The tables of the dead letters.
enum DeadLetterSchema {
    /// Registers the migrations.
    ///
    /// Published ones never change; later versions add more.
    static func register(in migrator: inout DatabaseMigrator) {
        migrator.registerMigration("bankbus-dead-letters-1") { db in
            try db.execute(sql: tables)
        }
    }

    /// Enumerations stand as words: people look at this table when things have gone wrong.
    private static let tables = """
        CREATE TABLE bankbus_dead_letter(
            number INTEGER PRIMARY KEY, id_high INTEGER NOT NULL, id_low INTEGER NOT NULL,
            edge_high INTEGER NOT NULL, edge_low INTEGER NOT NULL,
            state TEXT NOT NULL, replay TEXT, changed INTEGER NOT NULL, first_seen INTEGER,
            queue TEXT NOT NULL, exchange TEXT NOT NULL, routing_key TEXT NOT NULL, message_id TEXT,
            family TEXT NOT NULL, code TEXT NOT NULL, stage TEXT NOT NULL, reason TEXT NOT NULL, advice TEXT,
            has_place INTEGER NOT NULL, place_byte INTEGER, place_line INTEGER, place_field TEXT, place_path TEXT,
            properties BLOB NOT NULL, body BLOB NOT NULL,
            UNIQUE(id_high, id_low));
        CREATE INDEX bankbus_dead_letter_changed ON bankbus_dead_letter(changed);
        CREATE INDEX bankbus_dead_letter_cause ON bankbus_dead_letter(queue, code) WHERE state = 'open';
        CREATE TABLE bankbus_dead_letter_attempt(
            letter INTEGER NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL,
            stage TEXT NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL,
            PRIMARY KEY(letter, at, number)) WITHOUT ROWID;
        """
}
