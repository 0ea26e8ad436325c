import BankBusTesting
import Canonical
import Foundation
import Stores
import Testing

/// Random histories of several sessions, with crashes and reopenings: SQLite must answer as the model in memory does.
@Suite(.timeLimit(.minutes(3)))
struct BookModelTests {
    /// `BANKBUS_SEED` repeats one seed; `BANKBUS_STEPS` makes the histories longer.
    private static let seeds: [UInt64] =
        ProcessInfo.processInfo.environment["BANKBUS_SEED"].flatMap(UInt64.init).map { [$0] } ?? [1, 2, 3, 4]
    private static let steps = ProcessInfo.processInfo.environment["BANKBUS_STEPS"].flatMap(Int.init) ?? 1_500

    @Test(arguments: seeds)
    func `SQLite answers as the model does`(seed: UInt64) async throws {
        var history = try await BookHistory(seed: seed)
        for step in 0..<Self.steps {
            let difference = try await history.step()
            if let difference {
                Issue.record("seed \(seed), step \(step): \(difference)")
                return
            }
        }
        let difference = try await history.compareBooks()
        #expect(difference == nil, "seed \(seed)")
    }
}

/// One random history, played against both.
private struct BookHistory {
    private static let sessionsMax = 3
    private static let scopes = ["route.a", "route.b"]

    private var random: SeededGenerator
    private let model = InMemoryBooks()
    private let path: String
    private var sessions: [(model: InMemoryBookStore, store: SQLiteStore)] = []
    private var open: [(scope: String, model: Claim, store: Claim, isConflict: Bool)] = []
    private var newest = 0
    private var seconds: Int64 = 0

    init(seed: UInt64) async throws {
        random = SeededGenerator(seed: seed)
        path = try TemporaryDirectory().path + "/books.sqlite"
        for _ in 0..<Self.sessionsMax { sessions.append(try await openSession()) }
    }

    mutating func step() async throws -> String? {
        seconds += Int64.random(in: 0...2, using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45: return try await claim()
        case 45..<85: return try await complete()
        case 85..<90: try await release()
        case 90..<92: try await restart(inOrder: true)
        case 92..<95: try await restart(inOrder: false)
        case 95..<97: return try await noteAlone()
        case 97..<98: try await expire()
        default: return try await compareBooks()
        }
        return nil
    }

    func compareBooks() async throws -> String? {
        guard let (model, store) = sessions.first else { return nil }
        for scope in Self.scopes {
            let (expected, found) = (
                try await model.rows(scope: scope, since: nil), try await store.books.rows(scope: scope, since: nil)
            )
            if expected != found { return "rows of \(scope) differ" }
        }
        let (expected, found) = (try await model.totals(since: nil), try await store.books.totals(since: nil))
        if expected != found { return "totals differ: \(found) for \(expected)" }
        let (expectedSent, foundSent) = (try await model.sent(since: nil), try await store.books.sent(since: nil))
        return expectedSent == foundSent ? nil : "sent messages differ"
    }

    // MARK: - Steps

    private mutating func claim() async throws -> String? {
        let scope = Self.scopes.randomElement(using: &random) ?? ""
        let batch = (0..<Int.random(in: 1...12, using: &random)).map { _ in randomRequest() }
        guard let session = sessions.randomElement(using: &random) else { return nil }
        let expected = try await session.model.claim(batch, scope: scope, at: moment(seconds))
        let found = try await session.store.books.claim(batch, scope: scope, at: moment(seconds))
        if expected != found { return "claims differ: \(found) for \(expected)" }
        for (expected, found) in zip(expected, found) {
            guard let model = expected.claim ?? expected.conflict, let store = found.claim ?? found.conflict else {
                continue
            }
            open.append((scope, model, store, expected.conflict != nil))
        }
        return nil
    }

    private mutating func complete() async throws -> String? {
        guard let session = sessions.randomElement(using: &random) else { return nil }
        open.shuffle(using: &random)
        let count = min(open.count, Int.random(in: 1...10, using: &random))
        for scope in Self.scopes {
            var completions: [Completion] = []
            for claim in open.suffix(count) where claim.scope == scope {
                completions.append(randomCompletion(claim.store, isConflict: claim.isConflict))
            }
            let expected = try await session.model.complete(completions, scope: scope, at: moment(seconds))
            let found = try await session.store.books.complete(completions, scope: scope, at: moment(seconds))
            if expected != found { return "completions differ: \(found) for \(expected)" }
        }
        // Some claims are completed again later.
        if Int.random(in: 0..<5, using: &random) > 0 { open.removeLast(count) }
        return nil
    }

    private mutating func release() async throws {
        guard let session = sessions.randomElement(using: &random), let claim = open.randomElement(using: &random)
        else {
            return
        }
        try await session.model.release([claim.model], scope: claim.scope)
        try await session.store.books.release([claim.store], scope: claim.scope)
    }

    private mutating func restart(inOrder: Bool) async throws {
        let index = Int.random(in: sessions.indices, using: &random)
        if inOrder {
            await sessions[index].model.close()
            await sessions[index].store.close()
        } else {
            sessions[index].model.crash()
            await sessions[index].store.books.abandon()
        }
        sessions[index] = try await openSession()
    }

    private mutating func noteAlone() async throws -> String? {
        guard let session = sessions.randomElement(using: &random) else { return nil }
        let unit = randomRequest().unit
        let expected = try await session.model.noteAlone(unit, scope: "route.a")
        let found = try await session.store.books.noteAlone(unit, scope: "route.a")
        return expected == found ? nil : "deaths differ: \(found) for \(expected)"
    }

    private mutating func expire() async throws {
        guard let session = sessions.randomElement(using: &random) else { return }
        let instant = moment(seconds - Int64.random(in: 50...300, using: &random))
        model.expire(olderThan: instant)
        try await session.store.books.expire(olderThan: instant, sliceMax: Int.random(in: 1...20, using: &random))
    }

    // MARK: - Choices

    private func openSession() async throws -> (model: InMemoryBookStore, store: SQLiteStore) {
        var options = StoreOptions()
        options.windowSize = 64
        return (model.open(), try await SQLiteStore.open(path: path, options: options))
    }

    /// Mostly recent units and keys, sometimes any of the past.
    private mutating func randomRequest() -> ClaimRequest {
        newest += Int.random(in: 0...1, using: &random)
        let depth = Int.random(in: 0..<10, using: &random) == 0 ? max(newest, 1) : 20
        let unit = newest - Int.random(in: 0..<depth, using: &random)
        let hasKey = Int.random(in: 0..<10, using: &random) > 0
        let key = hasKey ? unit / 2 + Int.random(in: 0...1, using: &random) : nil
        let replay = Int.random(in: 0..<8, using: &random) == 0 ? "r\(Int.random(in: 0...3, using: &random))" : nil
        return request(unit, key: key, content: UInt8.random(in: 0...1, using: &random), replayID: replay)
    }

    /// Conflicts end as dead letters, so that a key has few rows that apply it.
    private mutating func randomCompletion(_ claim: Claim, isConflict: Bool) -> Completion {
        let accounts: [Account] =
            isConflict
            ? [.deadLettered, .deadLettered, .waiting]
            : [.delivered, .delivered, .filtered, .waiting, .deadLettered, .discarded, .superseded, .held, .inDoubt]
        let account = accounts.randomElement(using: &random) ?? .deadLettered
        let sent = account == .delivered ? [sentMessage(Int.random(in: 0..<1_000, using: &random))] : []
        return Completion(claim: claim, account: account, sent: sent)
    }
}
