public import Canonical
public import GRDB
package import Stores

/// The keys of a worker, in the database that its handler writes to: effect and key commit in one transaction.
///
/// Its tables begin with `bankbus_`. An inbox belongs to one writer of the database; several processes may each have one.
public final class Inbox: Sendable {
    /// The rows and keys, for what is settled outside the handler's transaction.
    package let books: SQLiteBookStore

    /// Makes the inbox's tables in a database, if they are missing.
    ///
    /// - Parameter database: the handler's own database, a pool or a queue; its writer is set to `synchronous=FULL`, so that an
    ///   acknowledged effect survives a loss of power.
    /// - Throws: a transient fault (locked, full) or a programmer fault (damaged, read-only, of a newer version).
    public init(_ database: any DatabaseWriter) async throws(Fault) {
        books = try await SQLiteBookStore.open(in: database)
    }

    /// Opens a database file for an inbox and its handler: WAL, `synchronous=FULL`.
    public static func openDatabase(path: String) async throws(Fault) -> DatabasePool {
        try await SQLiteBookStore.openDatabase(path: path)
    }

    /// Ends the inbox's session.
    package func close() async {
        await books.close()
    }
}
