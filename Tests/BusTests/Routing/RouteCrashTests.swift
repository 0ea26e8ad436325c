import BankBusTesting
import Bus
import Canonical
import Stores
import Testing

/// What a process that ends between any two effects leaves behind for the next one.
@Suite("Crash of a route", .timeLimit(.minutes(1)))
struct RouteCrashTests {
    /// Two good messages, one with two outputs, a copy, a suppressed one, a conflict, bad bytes and a filtered one.
    private static let input = [
        ("k1|a", "m-1"), ("k2|twice", "m-2"), ("k1|a", "m-1"), ("k1|a", "m-3"), ("k1|b", "m-4"), ("bad", "m-5"),
        ("k3|nothing", "m-6"), ("k4|a", "m-7"),
    ]
    /// More effects than the whole run has, whatever the batches.
    private static let effectsMax = 45

    /// A session of the books and how it ends without a word.
    private struct Session {
        var store: any BookStore & BookReader
        var crash: () async -> Void
    }

    @Test(arguments: [100, 3, 1])
    func `whatever effect a crash prevents, everything is delivered once by id and nothing is lost`(batchMax: Int)
        async throws
    {
        var crashes = 0
        for effects in 0..<Self.effectsMax {
            let scene = try BusScene()
            let hasCrashed = try await Self.crashAndRecover(scene, after: effects, batchMax: batchMax) {
                let store = scene.books.open()
                return Session(store: store, crash: { store.crash() })
            }
            crashes += hasCrashed ? 1 : 0
        }
        #expect(crashes > 10)
        #expect(crashes < Self.effectsMax)
    }

    @Test
    func `the same holds for books in a file`() async throws {
        for effects in stride(from: 0, to: 24, by: 2) {
            let scene = try BusScene()
            let path = try TemporaryDirectory().path + "/books.sqlite"
            try await Self.crashAndRecover(scene, after: effects, batchMax: 100) {
                let store = try await SQLiteStore.open(path: path)
                return Session(store: store.books, crash: { await store.books.abandon() })
            }
        }
    }

    @Test
    func `a crash in every second run does not keep the work from being done`() async throws {
        let scene = try BusScene()
        for (body, id) in Self.input { await scene.send(body, id: id) }
        for effects in [1, 3, 2, 6, 4, 9, 5] {
            let store = scene.books.open()
            try? await Self.run(scene, store, CrashSwitch(after: effects), batchMax: 2)
            store.crash()
        }
        try await Self.finish(scene, scene.books.open())
        let rows = try await scene.books.open().rows(scope: BusScene.name, since: nil)
        try await Self.check(scene, rows, after: -1)
    }

    // MARK: -

    /// - Returns: whether the crash came before the work was done.
    @discardableResult
    private static func crashAndRecover(
        _ scene: BusScene,
        after effects: Int,
        batchMax: Int,
        open: () async throws -> Session
    ) async throws -> Bool {
        for (body, id) in input { await scene.send(body, id: id) }
        let crash = CrashSwitch(after: effects)
        let first = try await open()
        // The fault is the crash.
        try? await run(scene, first.store, crash, batchMax: batchMax)
        await first.crash()
        let second = try await open()
        try await finish(scene, second.store)
        try await check(scene, second.store.rows(scope: BusScene.name, since: nil), after: effects)
        await second.store.close()
        return crash.isDead
    }

    private static func run(_ scene: BusScene, _ store: any BookStore, _ crash: CrashSwitch, batchMax: Int)
        async throws
    {
        let consumer = try scene.broker.consumer(BusScene.queue, prefetch: 1_000, batchMax: batchMax)
        await consumer.stop()
        let time = BusTime(now: { scene.time.now }, sleep: { _ in throw CancellationError() })
        let route = scene.route(
            CrashingConsumer(base: consumer, crash: crash),
            store: CrashingStore(base: store, crash: crash),
            publisher: CrashingPublisher(base: scene.broker.publisher(), crash: crash),
            letters: CrashingLetters(base: scene.letters, crash: crash),
            time: time
        )
        do {
            try await route.run()
        } catch {
            await consumer.close()
            throw error
        }
        await consumer.close()
    }

    private static func finish(_ scene: BusScene, _ store: any BookStore) async throws {
        for _ in 0..<3 {
            try await scene.run(store: store)
            scene.waitForRetries()
        }
        try await scene.collect()
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(scene.waiting == 0)
    }

    private static func check(_ scene: BusScene, _ rows: [BookRow], after effects: Int) async throws {
        let comment = Comment(rawValue: "crash after \(effects) effects")
        let accounts = Dictionary(grouping: rows, by: \.account).mapValues(\.count)
        #expect(accounts == [.delivered: 3, .suppressed: 1, .deadLettered: 2, .filtered: 1], comment)
        let out = try await scene.drain(BusScene.subscriber)
        #expect(Set(out.map(\.properties.messageID)).count == 4, comment)
        // Published again after the crash: the same bytes under the same id.
        #expect(
            Set(out.map { [$0.properties.messageID ?? "", $0.properties.header(HeaderName.fingerprint)?.text ?? ""] })
                .count == 4,
            comment
        )
        let letters = try await scene.filed()
        #expect(Set(letters.map(\.fault.code)) == [.formatSyntax, .idempotencyConflict], comment)
        #expect(letters.count == 2, comment)
        #expect(letters.allSatisfy { $0.state == .open }, comment)
    }
}
