package import Canonical
package import GRDB

extension SQLiteBookStore {
    /// Opens a database file for an inbox and its handler: WAL, `synchronous=FULL`, looked over for damage.
    package static func openDatabase(
        path: String,
        options: StoreOptions = StoreOptions()
    ) async throws(Fault) -> DatabasePool {
        try await SQLiteStore.blocking { () throws in
            try StoreFile.prepare(path)
            let pool = try DatabasePool(
                path: path,
                configuration: SQLiteStore.configuration(options, isReadOnly: false)
            )
            try pool.writeWithoutTransaction { db in
                try DamageCheck.run(db, clock: options.clock, milliseconds: options.checkMilliseconds)
                try db.execute(sql: "PRAGMA synchronous = FULL")
            }
            return pool
        }
    }

    /// Keeps the books in somebody else's database; makes the tables if they are missing.
    package static func open(
        in database: any DatabaseWriter,
        options: StoreOptions = StoreOptions()
    ) async throws(Fault) -> SQLiteBookStore {
        try await SQLiteStore.blocking { () throws in
            // GRDB's default for WAL is NORMAL, under which a power loss may take back an effect that was acknowledged.
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try StoreSchema.migrate(database)
            let shared = StoreDatabase(writer: database)
            return SQLiteBookStore(database: shared, options: options, sharesTransactions: true)
        }
    }

    /// Runs a body in one durable transaction of the database, with the books in it.
    package func transaction<Value: Sendable>(
        _ stage: Stage,
        _ body: @escaping @Sendable (BookSession) throws -> Value
    ) async throws(Fault) -> Value {
        try await write(stage) { [table, owner] database in
            try body(BookSession(database: database, table: table, owner: owner))
        }
    }
}
