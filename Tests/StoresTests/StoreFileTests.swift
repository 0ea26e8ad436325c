import Canonical
import Foundation
import GRDB
import Stores
import Testing

/// What can be wrong with a file, and what is said about it.
@Suite(.timeLimit(.minutes(1)))
struct StoreFileTests {
    private let path: String

    init() throws {
        path = try TemporaryDirectory().path + "/books.sqlite"
    }

    @Test func `directory and file belong to their owner alone`() async throws {
        let inner = (path as NSString).deletingLastPathComponent + "/a/b/books.sqlite"
        let store = try await SQLiteStore.open(path: inner)
        _ = try await store.books.claimOne(request(1, key: 1))
        #expect(try rights((inner as NSString).deletingLastPathComponent) == 0o700)
        #expect(try rights(inner) == 0o600)
        #expect(try rights(inner + "-wal") == 0o600)
    }

    @Test func `every commit reaches the disk`() async throws {
        let store = try await SQLiteStore.open(path: path)
        _ = try await store.books.claimOne(request(1, key: 1))
        #expect(try await store.books.synchronous() == 2)
    }

    @Test func `a file that is no database is refused and left alone`() async throws {
        let bytes = Data((0..<8_192).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try bytes.write(to: URL(filePath: path))
        let fault = await #expect(throws: Fault.self) { try await SQLiteStore.open(path: path) }
        #expect(fault?.family == .programmer)
        #expect(fault?.code == .storeUnusable)
        #expect(fault?.description.contains("damaged or not a database") == true)
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }

    @Test func `a damaged file is refused`() async throws {
        let store = try await SQLiteStore.open(path: path)
        _ = try await store.books.claim((1...2_000).map { request($0, key: $0) }, scope: "route", at: moment())
        await store.close()
        // Everything is in the file by now; pages in the log would hide the damage.
        try? FileManager.default.removeItem(atPath: path + "-wal")
        var bytes = try Data(contentsOf: URL(filePath: path))
        let range = bytes.count / 4..<bytes.count / 2
        bytes.replaceSubrange(range, with: Data(repeating: 0xA5, count: range.count))
        try bytes.write(to: URL(filePath: path))
        let fault = await #expect(throws: Fault.self) { try await SQLiteStore.open(path: path) }
        #expect(fault?.family == .programmer)
        #expect(fault?.code == .storeUnusable)
    }

    @Test func `the search for damage ends in time`() async throws {
        let store = try await SQLiteStore.open(path: path)
        for batch in 0..<10 {
            let requests = (1...500).map { request(batch * 500 + $0, key: batch * 500 + $0) }
            _ = try await store.books.claim(requests, scope: "route", at: moment())
        }
        await store.close()
        var options = StoreOptions()
        options.checkMilliseconds = 0
        _ = try await SQLiteStore.open(path: path, options: options)
    }

    @Test func `a file of a newer version is refused`() async throws {
        await (try await SQLiteStore.open(path: path)).close()
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('bankbus-books-99')") }
        try queue.close()
        for opening in [openForWriting, openForReading] {
            let fault = await #expect(throws: Fault.self) { try await opening() }
            #expect(fault?.family == .programmer)
            #expect(fault?.description.contains("newer version") == true)
        }
    }

    @Test func `a path that cannot be is refused with the reason`() async throws {
        for path in ["/proc/bankbus/books.sqlite", "/dev/null/books.sqlite", "/proc"] {
            let fault = await #expect(throws: Fault.self) { try await SQLiteStore.open(path: path) }
            #expect(fault?.family == .programmer)
            #expect(fault?.advice != nil)
        }
    }

    @Test func `a missing file is not made by reading`() async throws {
        let fault = await #expect(throws: Fault.self) { try await openForReading() }
        #expect(fault?.code == .storeUnusable)
        #expect(!FileManager.default.fileExists(atPath: path))
        try await DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other(x)") }
        let other = await #expect(throws: Fault.self) { try await openForReading() }
        #expect(other?.description.contains("not a store of BankBus") == true)
    }

    @Test func `a store opened for reading sees what others write and writes nothing`() async throws {
        let store = try await SQLiteStore.open(path: path)
        let reader = try await SQLiteStoreReader.open(path: path)
        #expect(try await reader.books.totals(since: nil) == [])
        for unit in 1...3 {
            let claim = try #require(try await store.books.claimOne(request(unit, key: unit))?.claim)
            #expect(try await reader.books.totals(since: nil).first?.units[.inFlight] == 1)
            _ = try await store.books.completeOne(claim, .delivered, sent: [sentMessage(unit)])
            #expect(try await reader.books.rows(scope: "route", since: nil).count == unit)
            #expect(try await reader.books.sent(since: nil).count == unit)
        }
        #expect(try await reader.deadLetters.causes() == [])
        await #expect(throws: Fault.self) {
            try await reader.deadLetters.beginReplay(digest(1), replayID: "r", at: moment())
        }
    }

    @Test func `a locked file is a transient fault and nothing is written`() async throws {
        var options = StoreOptions()
        options.busyTimeoutSeconds = 0.05
        let store = try await SQLiteStore.open(path: path, options: options)
        let claim = try #require(try await store.books.claimOne(request(1, key: 1))?.claim)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let fault = await #expect(throws: Fault.self) { try await store.books.claimOne(request(2, key: 2)) }
        #expect(fault?.family == .transient)
        #expect(fault?.code == .storeUnavailable)
        let second = await #expect(throws: Fault.self) { try await store.books.completeOne(claim, .delivered) }
        #expect(second?.isRetriable == true)
        // A file that is up to date can be opened meanwhile.
        _ = try await SQLiteStore.open(path: path, options: options)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await store.books.completeOne(claim, .delivered) == true)
        #expect(try await store.books.totals(since: nil).first?.units == [.delivered: 1])
    }

    @Test func `a full disk is a transient fault and the same work succeeds later`() async throws {
        var options = StoreOptions()
        options.pagesMax = 60
        let store = try await SQLiteStore.open(path: path, options: options)
        let first = try #require(try await store.books.claimOne(request(1, key: 1))?.claim)
        let many = (2...2_000).map { request($0, key: $0) }
        for _ in 0..<3 {
            let fault = await #expect(throws: Fault.self) {
                try await store.books.claim(many, scope: "route", at: moment())
            }
            #expect(fault?.family == .transient)
            #expect(fault?.description.contains("full") == true)
        }
        #expect(try await store.books.completeOne(first, .delivered) == true)
        #expect(try await store.books.totals(since: nil).first?.opened == 1)
        let roomy = try await SQLiteStore.open(path: path)
        #expect(try await roomy.books.claim(many, scope: "route", at: moment()).allSatisfy { $0.claim != nil })
        #expect(try await store.books.claimOne(request(2, key: 2)) == .busyElsewhere)
    }

    @Test func `rows deleted or doubled by hand are reported as they are and do no harm`() async throws {
        let store = try await SQLiteStore.open(path: path)
        let claims = try await store.books.claim((1...6).map { request($0, key: $0) }, scope: "route", at: moment())
        let completions = claims.compactMap(\.claim).map { Completion(claim: $0, account: .delivered) }
        _ = try await store.books.complete(completions, scope: "route", at: moment())
        let other = try DatabaseQueue(path: path)
        try await other.write { db in
            try db.execute(sql: "DELETE FROM bankbus_book WHERE id IN (2, 6)")
            try db.execute(sql: "CREATE TEMP TABLE doubled AS SELECT * FROM bankbus_book WHERE id = 1")
            try db.execute(sql: "UPDATE doubled SET id = 20; INSERT INTO bankbus_book SELECT * FROM doubled")
            try db.execute(sql: "UPDATE bankbus_book SET account = 99 WHERE id = 3")
        }
        for books in [store.books, try await SQLiteStore.open(path: path).books] {
            #expect(try await books.rows(scope: "route", since: nil).count == 4)
            #expect(try await books.claimOne(request(1, key: 1)) == .copy(.delivered))
        }
        #expect(try await store.books.claimOne(request(2, key: 2))?.claim != nil)
        #expect(try await store.books.claimOne(request(7, key: 7))?.claim != nil)
    }

    // MARK: -

    private func openForWriting() async throws {
        _ = try await SQLiteStore.open(path: path)
    }

    private func openForReading() async throws {
        _ = try await SQLiteStoreReader.open(path: path)
    }

    private func rights(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber).map { $0.intValue & 0o777 }
    }
}
