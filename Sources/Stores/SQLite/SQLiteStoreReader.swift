package import Canonical
import GRDB

/// A store's file opened for reading only, while other processes write: for `balance`, `status` and listings.
package final class SQLiteStoreReader: Sendable {
    /// Reads the books.
    package let books: SQLiteBookReader
    /// Reads the dead letters; filing and replaying throw a fault.
    package let deadLetters: SQLiteDeadLetterStore

    private init(queue: DatabaseQueue) {
        let database = StoreDatabase(reader: queue)
        books = SQLiteBookReader(database: database)
        deadLetters = SQLiteDeadLetterStore(database: database)
    }

    /// Opens a file that exists; throws a fault if it is missing, damaged, or of another version.
    package static func open(
        path: String,
        options: StoreOptions = StoreOptions()
    ) async throws(Fault) -> SQLiteStoreReader {
        try await SQLiteStore.blocking { () throws in
            try StoreFile.check(path)
            let configuration = SQLiteStore.configuration(options, isReadOnly: true)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try StoreSchema.check(queue)
            return SQLiteStoreReader(queue: queue)
        }
    }
}
