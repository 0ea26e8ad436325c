package import Canonical
import Dispatch
import GRDB

/// One file with the books and the dead letters, shared by the processes of one host.
///
/// WAL with `synchronous=FULL`: what an access reports as done survives the end of the process and of the machine.
package final class SQLiteStore: Sendable {
    /// Rows and idempotency keys.
    package let books: SQLiteBookStore
    /// Dead letters.
    package let deadLetters: SQLiteDeadLetterStore

    private let pool: DatabasePool

    private init(pool: DatabasePool, options: StoreOptions) {
        self.pool = pool
        let database = StoreDatabase(writer: pool)
        books = SQLiteBookStore(database: database, options: options)
        deadLetters = SQLiteDeadLetterStore(database: database)
    }

    /// Opens a file, makes it if it is missing, and brings it to this version.
    ///
    /// Throws a transient fault (locked, full, unreadable for now) or a programmer fault (damaged, read-only, of a newer
    /// version); then nothing was changed.
    package static func open(path: String, options: StoreOptions = StoreOptions()) async throws(Fault) -> SQLiteStore {
        try await blocking { () throws in
            try StoreFile.prepare(path)
            let pool = try DatabasePool(path: path, configuration: configuration(options, isReadOnly: false))
            try pool.writeWithoutTransaction { db in
                try DamageCheck.run(db, clock: options.clock, milliseconds: options.checkMilliseconds)
                try db.execute(sql: "PRAGMA synchronous = FULL")
                if let pagesMax = options.pagesMax { try db.execute(sql: "PRAGMA max_page_count = \(pagesMax)") }
            }
            try StoreSchema.migrate(pool)
            return SQLiteStore(pool: pool, options: options)
        }
    }

    /// Ends the owner's session and closes the file.
    package func close() async {
        await books.close()
        let pool = pool
        // What cannot be moved into the file now stays in its WAL, which the next opening reads: nothing is lost.
        _ = try? await Self.blocking { () throws in
            _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.passive) }
            try pool.close()
        }
    }

    // MARK: -

    static func configuration(_ options: StoreOptions, isReadOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = isReadOnly
        configuration.busyMode = .timeout(options.busyTimeoutSeconds)
        configuration.maximumReaderCount = 2
        configuration.label = "bankbus.store"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA cache_size = -8000")
            if !isReadOnly { try db.execute(sql: "PRAGMA journal_size_limit = 67108864") }
        }
        return configuration
    }

    /// Runs blocking work on a thread of its own, never on the cooperative ones.
    static func blocking<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws(Fault) -> Value {
        let result: Result<Value, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue(label: "bankbus.store.setup").async { continuation.resume(returning: Result(catching: work)) }
        }
        switch result {
        case .success(let value): return value
        case .failure(let error): throw StoreFault.from(error, stage: .setup)
        }
    }
}
