import Canonical
import GRDB
import Stores
import Testing

/// What goes when the retention is over, and what stays.
@Suite(.timeLimit(.minutes(1)))
struct ExpiryTests {
    @Test(arguments: BooksKind.allCases)
    func `final rows go after the retention and all others stay`(_ kind: BooksKind) async throws {
        let books = try BooksUnderTest(kind)
        let session = try await books.open()
        for (unit, account) in Account.allCases.enumerated() {
            let claim = try #require(try await session.books.claimOne(request(unit, key: unit))?.claim)
            if account != .inFlight { _ = try await session.books.completeOne(claim, account) }
        }
        _ = try await session.books.claimOne(request(99, key: 99))
        _ = try await session.books.recordSent([sentMessage(1)], sender: "gateway", at: moment())
        _ = try await session.books.recordSent([sentMessage(2)], sender: "gateway", at: moment(100))
        try await expire(session, books, at: moment())
        #expect(try await session.books.totals(since: nil).first?.opened == 11)
        try await expire(session, books, at: moment(1))
        let left = try #require(try await session.books.totals(since: nil).first)
        #expect(left.units == [.inFlight: 2, .waiting: 1, .held: 1, .inDoubt: 1, .deadLettered: 1])
        #expect(try await session.books.sent(since: nil).map(\.message) == [sentMessage(2)])
        #expect(try await session.books.claimOne(request(4, key: 4))?.claim != nil)
    }

    @Test func `windows are emptied in slices and what is left in them is found`() async throws {
        let path = try TemporaryDirectory().path + "/books.sqlite"
        var options = StoreOptions()
        options.windowSize = 50
        let store = try await SQLiteStore.open(path: path, options: options)
        for unit in 1...1_000 {
            let claim = try #require(try await store.books.claimOne(request(unit, key: unit))?.claim)
            _ = try await store.books.completeOne(claim, unit.isMultiple(of: 100) ? .deadLettered : .delivered)
        }
        let before = try await counts(path)
        #expect(before.windows > 10)
        let removed = try await store.books.expire(olderThan: moment(1), sliceMax: 7)
        #expect(removed == 990)
        let after = try await counts(path)
        #expect(after.rows == 10)
        #expect(after.windows < before.windows)
        #expect(after.entries < 200)
        for books in [store.books, try await SQLiteStore.open(path: path, options: options).books] {
            #expect(try await books.claimOne(request(500, key: 500)) == .copy(.deadLettered))
            #expect(try await books.claimOne(request(1_000, key: 1_000)) == .copy(.deadLettered))
        }
        #expect(try await store.books.claimOne(request(501, key: 501))?.claim?.row ?? 0 > 1_000)
    }

    private func expire(_ session: Session, _ books: BooksUnderTest, at instant: Timestamp) async throws {
        switch session {
        case .inMemory: books.expireInMemory(olderThan: instant)
        case .sqlite(let store): try await store.books.expire(olderThan: instant, sliceMax: 3)
        }
    }

    private func counts(_ path: String) async throws -> (rows: Int, windows: Int, entries: Int) {
        try await DatabaseQueue(path: path)
            .read { db in
                let tables = ["bankbus_book", "bankbus_window", "bankbus_window_entry"]
                let counts = try tables.map { try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0 }
                return (counts[0], counts[1], counts[2])
            }
    }
}
