import BankBusTesting
import Bus
import Canonical
import Synchronization
import Testing

@Suite("Stopping", .timeLimit(.minutes(1)))
struct DrainingStopTests {
    /// Opens once; whoever waits for it goes on then, or when cancelled.
    private struct Gate: Sendable {
        private let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation

        init() {
            (stream, continuation) = AsyncStream<Void>.makeStream()
        }

        func open() { continuation.finish() }

        @Sendable
        func wait() async {
            for await _ in stream {}
        }
    }

    private func time(_ sleep: @escaping @Sendable (Duration) async throws -> Void) -> BusTime {
        BusTime(now: { .epoch }, sleep: sleep)
    }

    @Test
    func `work that ends by itself ends the run`() async throws {
        let never = Gate()
        try await DrainingStop(timeout: .seconds(1), time: time { _ in })
            .run(consumers: [], until: never.wait) {}
    }

    @Test
    func `a fault of the work is thrown`() async throws {
        let never = Gate()
        let fault = Fault(.programmer, .storeUnusable, stage: .claim, reason: "Damaged.")
        await #expect(throws: fault) {
            try await DrainingStop(timeout: .seconds(1), time: time { _ in })
                .run(consumers: [], until: never.wait) { throw fault }
        }
    }

    @Test
    func `on a stop what was taken is settled and nothing more is taken`() async throws {
        let scene = try BusScene()
        for number in 0..<10 { await scene.send("k\(number)|a", id: "m-\(number)") }
        let consumer = try scene.broker.consumer(BusScene.queue, prefetch: 4, batchMax: 4)
        let stop = Gate()
        let forever = Gate()
        let gate = GatedPublisher(base: scene.broker.publisher()) { stop.open() }
        let route = scene.route(consumer, store: scene.books.open(), publisher: gate)
        // The stop comes in the middle of the first publish; the deadline never does.
        let stopped = StoppingConsumer(base: consumer) { gate.proceed() }
        try await DrainingStop(timeout: .seconds(20), time: time { _ in await forever.wait() })
            .run(consumers: [stopped], until: stop.wait) { try await route.run() }
        await consumer.close()
        #expect(scene.depth(BusScene.subscriber) == 4)
        #expect(scene.depth(BusScene.queue) == 6)
        #expect(try await scene.accounts() == [.delivered: 4])
    }

    @Test
    func `after the deadline what is left is given back: not acknowledged, and claimed again later`() async throws {
        let scene = try BusScene()
        for number in 0..<3 { await scene.send("k\(number)|a", id: "m-\(number)") }
        scene.broker.block()
        let consumer = try scene.broker.consumer(BusScene.queue)
        let stop = Gate()
        let slow = time { duration in
            // The back-off of the outage: it lasts until the task is cancelled.
            if duration == .seconds(20) { return }
            stop.open()
            await Gate().wait()
            try Task.checkCancellation()
        }
        let store = scene.books.open()
        let route = scene.route(consumer, store: store, time: slow)
        try await DrainingStop(timeout: .seconds(20), time: slow)
            .run(consumers: [consumer], until: stop.wait) { try await route.run() }
        await consumer.close()
        #expect(scene.depth(BusScene.queue) == 3)
        #expect(try await scene.accounts() == [.inFlight: 3])
        scene.broker.recover()
        // The same session again: its claims were released.
        try await scene.run(store: store)
        #expect(scene.depth(BusScene.subscriber) == 3)
        #expect(try await scene.accounts() == [.delivered: 3])
    }
}

/// Holds its first publish until it is told to go on.
private final class GatedPublisher: MessagePublisher {
    private let base: any MessagePublisher
    private let onFirst: @Sendable () -> Void
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init(base: any MessagePublisher, onFirst: @escaping @Sendable () -> Void) {
        self.base = base
        self.onFirst = onFirst
        (stream, continuation) = AsyncStream<Void>.makeStream()
    }

    func proceed() { continuation.finish() }

    func publish(_ batch: [Publication]) async -> [PublishOutcome] {
        onFirst()
        for await _ in stream {}
        return await base.publish(batch)
    }
}

/// Tells when it has been stopped.
private struct StoppingConsumer: MessageConsumer {
    let base: any MessageConsumer
    let onStop: @Sendable () -> Void

    func nextBatch() async -> [Delivery]? { await base.nextBatch() }
    func acknowledge(_ tags: [DeliveryTag]) { base.acknowledge(tags) }
    func reject(_ tag: DeliveryTag) { base.reject(tag) }
    func close() async { await base.close() }

    func stop() async {
        await base.stop()
        onStop()
    }
}
