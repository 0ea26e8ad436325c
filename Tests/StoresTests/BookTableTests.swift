import BankBusTesting
import Canonical
import GRDB
import Stores
import Testing

/// The tables inside a handler's own database: rows and effect are one, also when they are taken back.
@Suite(.timeLimit(.minutes(2)))
struct BookTableTests {
    /// A handler's database with the tables in it, and an owner.
    private struct Inbox {
        let database: DatabaseQueue
        let table: BookTable
        let owner = OwnerSession()

        init(path: String = ":memory:", windowSize: Int = 16, pagesMax: Int? = nil) throws {
            table = BookTable(windowSize: windowSize)
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.journalMode = path == ":memory:" ? .default : .wal
            database =
                path == ":memory:" ? try DatabaseQueue() : try DatabaseQueue(path: path, configuration: configuration)
            var migrator = DatabaseMigrator()
            BookTable.migrate(&migrator)
            migrator.registerMigration("ledger") { try $0.execute(sql: "CREATE TABLE entry(text TEXT NOT NULL)") }
            try migrator.migrate(database)
        }

        func claim(_ requests: [ClaimRequest], in db: Database) throws -> [ClaimDecision] {
            try table.claim(requests, scope: "worker", at: moment(), owner: owner, in: db)
        }

        func complete(_ claim: Claim?, _ account: Account, in db: Database) throws -> Bool? {
            let completions = claim.map { [Completion(claim: $0, account: account)] } ?? []
            return try table.complete(completions, scope: "worker", at: moment(), in: db).first
        }
    }

    private struct Refused: Error {}

    @Test func `effect and key are committed together`() async throws {
        let inbox = try Inbox()
        try await inbox.database.write { db in
            let claim = try inbox.claim([request(1, key: 1)], in: db).first?.claim
            try db.execute(sql: "INSERT INTO entry VALUES ('posted')")
            #expect(try inbox.complete(claim, .delivered, in: db) == true)
        }
        try await inbox.database.write { db in
            let found = try inbox.claim([request(1, key: 1), request(2, key: 1)], in: db)
            #expect(found == [.copy(.delivered), .suppressed])
        }
    }

    @Test func `a rolled-back transaction leaves no trace`() async throws {
        let inbox = try Inbox()
        for _ in 0..<3 {
            await #expect(throws: Refused.self) {
                try await inbox.database.write { db in
                    let decisions = try inbox.claim((1...40).map { request($0, key: $0) }, in: db)
                    #expect(decisions.compactMap(\.claim).map(\.row) == Array(1...40))
                    #expect(try inbox.complete(decisions.first?.claim, .delivered, in: db) == true)
                    throw Refused()
                }
            }
        }
        try await inbox.database.write { db in
            let decisions = try inbox.claim([request(41, key: 1), request(1, key: 2)], in: db)
            #expect(decisions.compactMap(\.claim).map(\.row) == [1, 2])
        }
    }

    @Test func `a rolled-back savepoint leaves no trace`() async throws {
        let inbox = try Inbox()
        try await inbox.database.write { db in
            #expect(try inbox.claim([request(1, key: 1)], in: db).first?.claim?.row == 1)
            for _ in 0..<3 {
                try db.inSavepoint {
                    let claim = try inbox.claim([request(2, key: 2)], in: db).first?.claim
                    #expect(claim?.row == 2)
                    #expect(try inbox.complete(claim, .delivered, in: db) == true)
                    let found = try inbox.claim([request(3, key: 2)], in: db)
                    #expect(found == [.suppressed])
                    return .rollback
                }
            }
            let decisions = try inbox.claim([request(3, key: 2), request(2, key: 3)], in: db)
            #expect(decisions.compactMap(\.claim).map(\.row) == [2, 3])
        }
        try await inbox.database.write { db in
            let found = try inbox.claim([request(1, key: 1), request(2, key: 3)], in: db)
            #expect(found == [.busyHere, .busyHere])
        }
    }

    /// | first                                   | second          |
    /// | --------------------------------------- | --------------- |
    /// | claims 2, 3 in a savepoint, rolls back  |                 |
    /// | commits                                 |                 |
    /// |                                         | claims 4, 5, 6  |
    /// | finds 4, 5, 6                           |                 |
    @Test func `rows of others are found after a savepoint that was the last act`() async throws {
        let path = try TemporaryDirectory().path + "/ledger.sqlite"
        let first = try await SQLiteBookStore.open(in: SQLiteBookStore.openDatabase(path: path))
        let second = try await SQLiteBookStore.open(in: SQLiteBookStore.openDatabase(path: path))
        try await first.transaction(.handle) { session in
            _ = try session.claim([request(1, key: 1)], scope: "worker", at: moment())
            try session.database.inSavepoint {
                _ = try session.claim([request(2, key: 2), request(3, key: 3)], scope: "worker", at: moment())
                return .rollback
            }
        }
        let requests = [4, 5, 6].map { request($0, key: $0) }
        let claims = try await second.claim(requests, scope: "worker", at: moment())
        #expect(claims.compactMap(\.claim?.row) == [2, 3, 4])
        let found = try await first.claim(requests, scope: "worker", at: moment())
        #expect(found == [.busyElsewhere, .busyElsewhere, .busyElsewhere])
        #expect(try await first.totals(since: nil).first?.opened == 4)
    }

    @Test func `a session that begins in a rolled-back savepoint begins again`() async throws {
        let path = try TemporaryDirectory().path + "/ledger.sqlite"
        let (first, second) = (try Inbox(path: path), try Inbox(path: path))
        try await first.database.write { db in
            try db.inSavepoint {
                _ = try first.claim([request(1, key: 1)], in: db)
                return .rollback
            }
        }
        let taken = try await second.database.write { db in
            try second.claim([request(1, key: 1)], in: db).first?.claim
        }
        try await first.database.write { db in
            let found = try first.claim([request(1, key: 1)], in: db)
            #expect(found == [.busyElsewhere])
            #expect(first.owner.fence > taken?.fence ?? 0)
        }
    }

    @Test func `the books refuse to be used outside a transaction`() async throws {
        let inbox = try Inbox()
        await #expect(throws: Fault.self) {
            try await inbox.database.writeWithoutTransaction { db in
                _ = try inbox.claim([request(1, key: 1)], in: db)
            }
        }
    }

    @Test func `a commit that fails leaves no trace`() async throws {
        let inbox = try Inbox(path: TemporaryDirectory().path + "/ledger.sqlite")
        try await inbox.database.write { db in
            _ = try inbox.claim([request(1, key: 1)], in: db)
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
        }
        await #expect(throws: DatabaseError.self) {
            try await inbox.database.write { db in
                _ = try inbox.claim((2...2_000).map { request($0, key: $0) }, in: db)
            }
        }
        try await inbox.database.write { db in
            try db.execute(sql: "PRAGMA max_page_count = 100000")
            let decisions = try inbox.claim([request(1, key: 1), request(3, key: 3), request(2, key: 2)], in: db)
            #expect(decisions.first == .busyHere)
            #expect(decisions.compactMap(\.claim).map(\.row) == [2, 3])
        }
    }

    /// Two connections take turns; each turn is a transaction with savepoints, and many of both are taken back.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `random rollbacks leave what the model has`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let path = try TemporaryDirectory().path + "/ledger.sqlite"
        let inboxes = [try Inbox(path: path), try Inbox(path: path)]
        let model = InMemoryBooks()
        let models = [model.open(), model.open()]
        var newest = 0
        var claims: [Claim] = []
        for turn in 0..<300 {
            // Sessions begin in turns that are kept, as the model's do.
            let isKept = turn < 2 || Bool.random(using: &random)
            let index = turn < 2 ? turn : Int.random(in: 0...1, using: &random)
            let before = model.checkpoint()
            var parts: [(requests: [ClaimRequest], completions: [Completion], isKept: Bool)] = []
            var expected: [[ClaimDecision]] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                newest += Int.random(in: 0...3, using: &random)
                let requests = (0..<Int.random(in: 1...6, using: &random))
                    .map { _ in
                        let unit = max(0, newest - Int.random(in: 0..<12, using: &random))
                        return request(unit, key: unit / 2, content: UInt8.random(in: 0...1, using: &random))
                    }
                let completions = claims.suffix(Int.random(in: 0...4, using: &random))
                    .map { claim in
                        let accounts: [Account] = [.delivered, .waiting, .deadLettered]
                        return Completion(claim: claim, account: accounts.randomElement(using: &random) ?? .waiting)
                    }
                let inner = model.checkpoint()
                let isPartKept = turn < 2 || Bool.random(using: &random)
                let decisions = try await models[index].claim(requests, scope: "worker", at: moment())
                _ = try await models[index].complete(completions, scope: "worker", at: moment())
                claims += decisions.compactMap(\.claim)
                claims.shuffle(using: &random)
                if !isPartKept { model.rollBack(to: inner) }
                parts.append((requests, completions, isPartKept))
                expected.append(decisions)
            }
            if !isKept { model.rollBack(to: before) }
            let inbox = inboxes[index]
            let found = Found()
            let script = parts
            try? await inbox.database.write { db in
                for part in script {
                    try db.inSavepoint {
                        found.decisions.append(try inbox.claim(part.requests, in: db))
                        _ = try inbox.table.complete(part.completions, scope: "worker", at: moment(), in: db)
                        return part.isKept ? .commit : .rollback
                    }
                }
                if !isKept { throw Refused() }
            }
            try #require(found.decisions == expected, "seed \(seed), turn \(turn)")
        }
    }

    /// Written in one database access, read after it.
    private final class Found: @unchecked Sendable {
        var decisions: [[ClaimDecision]] = []
    }
}
