@testable import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Stores
import Synchronization
import Testing

/// What a worker that ends between any two effects leaves behind for the next one.
@Suite("Crash of a worker", .timeLimit(.minutes(1)))
struct WorkerCrashTests {
    private static let input = ["a", "b", "message fault", "a", "transient fault", "c"]

    /// Ends a worker after so many settling effects: publications and acknowledgements.
    ///
    /// The handler's transaction is one effect of SQLite's own.
    private final class Crash: MessageConsumer, MessagePublisher {
        private let consumer: any MessageConsumer
        private let publisher: any MessagePublisher
        private let left: Mutex<Int>

        init(after effects: Int, _ consumer: any MessageConsumer, _ publisher: any MessagePublisher) {
            self.consumer = consumer
            self.publisher = publisher
            left = Mutex(effects)
        }

        private func allows() -> Bool {
            left.withLock { left in
                left -= 1
                return left >= 0
            }
        }

        func nextBatch() async -> [Delivery]? { await consumer.nextBatch() }

        func acknowledge(_ tags: [DeliveryTag]) {
            for tag in tags where allows() { consumer.acknowledge([tag]) }
        }

        func reject(_ tag: DeliveryTag) { consumer.reject(tag) }

        func stop() async { await consumer.stop() }

        func close() async { await consumer.close() }

        func publish(_ batch: [Publication]) async -> [PublishOutcome] {
            var outcomes: [PublishOutcome] = []
            for publication in batch {
                outcomes += allows() ? await publisher.publish([publication]) : [RecordingPublisher.lost]
            }
            return outcomes
        }
    }

    @Test(arguments: [100, 2])
    func `no effect is doubled or lost, whatever a crash prevents`(batchMax: Int) async throws {
        for effects in 0..<9 {
            let scene = try await WorkerScene()
            for (number, text) in Self.input.enumerated() { await scene.send(text, id: "m-\(number)") }
            await scene.send("a", id: "m-0")
            let inbox = try await Inbox(scene.openDatabase())
            let consumer = try scene.broker.consumer(WorkerScene.queue, prefetch: 100, batchMax: batchMax)
            await consumer.stop()
            let crash = Crash(after: effects, consumer, scene.broker.publisher())
            let loop = scene.loop(crash, inbox, publisher: crash)
            // A publisher that is gone makes the loop wait: the task is cancelled there, without a release.
            scene.time.onSleep { _ in withUnsafeCurrentTask { $0?.cancel() } }
            await Task { try? await loop.run() }.value
            await inbox.books.abandon()
            await consumer.close()
            scene.time.onSleep { _ in }
            for _ in 0..<2 {
                try await scene.run()
                scene.waitForRetries()
            }
            try await scene.run()
            let comment = Comment(rawValue: "crash after \(effects) effects")
            #expect(try await scene.booked().sorted() == ["a", "a", "b", "c"], comment)
            #expect(try await scene.accounts() == [.delivered: 4, .deadLettered: 2], comment)
            #expect(Set(try await scene.letters().map(\.id)).count == 2, comment)
            #expect(scene.depth(WorkerScene.queue) == 0, comment)
        }
    }

    @Test
    func `after the effect's commit and before the acknowledgement there is no second effect`() async throws {
        let scene = try await WorkerScene()
        for number in 0..<5 { await scene.send("text \(number)", id: "m-\(number)") }
        let inbox = try await Inbox(scene.openDatabase())
        let consumer = try scene.broker.consumer(WorkerScene.queue, prefetch: 100)
        await consumer.stop()
        try await scene.loop(Crash(after: 0, consumer, scene.broker.publisher()), inbox).run()
        await inbox.books.abandon()
        await consumer.close()
        #expect(try await scene.booked().count == 5)
        #expect(scene.depth(WorkerScene.queue) == 5)
        try await scene.run()
        #expect(try await scene.booked() == (0..<5).map { "text \($0)" })
        #expect(scene.depth(WorkerScene.queue) == 0)
        let totals = try await Inbox(scene.openDatabase()).books.totals(since: nil)
        #expect(totals.first?.copies == 5)
    }

    @Test
    func `while another process works on a message, this one lets it wait`() async throws {
        let scene = try await WorkerScene()
        let other = try await Inbox(scene.openDatabase())
        await scene.send("a", id: "m-1")
        let consumer = try scene.broker.consumer(WorkerScene.queue)
        await consumer.stop()
        let delivery = try #require(await consumer.nextBatch()?.first)
        let incoming = Incoming(
            Received(delivery, queue: WorkerScene.queue, trust: .standard),
            scope: WorkerScene.scope,
            at: scene.time.now
        )
        _ = try await other.books.claim([incoming.request], scope: WorkerScene.scope, at: scene.time.now)
        await consumer.close()
        try await scene.run()
        #expect(try await scene.booked() == [])
        #expect(scene.waiting == 1)
        await other.close()
        scene.waitForRetries()
        try await scene.run()
        #expect(try await scene.booked() == ["a"])
        #expect(try await scene.accounts() == [.delivered: 1])
    }
}
