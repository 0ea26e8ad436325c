import BankBusTesting
import Canonical
import Stores
import Testing

/// Which implementation a contract test runs against.
enum BooksKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case inMemory = "in memory"
    case sqlite = "SQLite"
    case sqliteInSmallWindows = "SQLite with windows of 16 entries"

    var testDescription: String { rawValue }
}

/// Books on which sessions are opened, as processes open one file.
struct BooksUnderTest {
    let kind: BooksKind
    private let books = InMemoryBooks()
    private let directory: TemporaryDirectory

    init(_ kind: BooksKind) throws {
        self.kind = kind
        directory = try TemporaryDirectory()
    }

    var path: String { directory.path + "/books.sqlite" }

    func expireInMemory(olderThan instant: Timestamp) {
        books.expire(olderThan: instant)
    }

    func open() async throws -> Session {
        if kind == .inMemory { return .inMemory(books.open()) }
        var options = StoreOptions()
        if kind == .sqliteInSmallWindows { options.windowSize = 16 }
        return .sqlite(try await SQLiteStore.open(path: path, options: options))
    }
}

/// One owner of claims.
enum Session {
    case inMemory(InMemoryBookStore)
    case sqlite(SQLiteStore)

    var books: any BookStore & BookReader {
        switch self {
        case .inMemory(let store): store
        case .sqlite(let store): store.books
        }
    }

    /// Ends without a word, as `kill -9` ends a process.
    func crash() async {
        switch self {
        case .inMemory(let store): store.crash()
        case .sqlite(let store): await store.books.abandon()
        }
    }
}
