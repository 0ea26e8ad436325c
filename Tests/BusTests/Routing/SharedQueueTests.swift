import BankBusTesting
import Bus
import Canonical
import Testing

/// Two processes of one route take from the same queue and share the books.
@Suite("Two processes of a route", .timeLimit(.minutes(1)))
struct SharedQueueTests {
    @Test(arguments: [1, 4, 50])
    func `each key is delivered once by id, and nothing stays behind`(batchMax: Int) async throws {
        let scene = try BusScene()
        for number in 0..<200 { await scene.send("k\(number % 60)|a", id: "m-\(number % 90)") }
        let stores = [scene.books.open(), scene.books.open()]
        // Each gets half of the queue, so that the same keys are worked on at both.
        let consumers = try stores.map { _ in
            try scene.broker.consumer(BusScene.queue, prefetch: 100, batchMax: batchMax)
        }
        for consumer in consumers { await consumer.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (store, consumer) in zip(stores, consumers) {
                let route = scene.route(consumer, store: store)
                group.addTask { try await route.run() }
            }
            try await group.waitForAll()
        }
        for consumer in consumers { await consumer.close() }
        for _ in 0..<3 {
            scene.waitForRetries()
            try await scene.run()
        }
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(scene.waiting == 0)
        let ids = try await scene.drain(BusScene.subscriber).compactMap(\.properties.messageID)
        #expect(Set(ids).count == 60)
        #expect(ids.count == 60)
        let accounts = try await scene.accounts()
        #expect(accounts[.delivered] == 60)
        #expect(Set(accounts.keys).isSubset(of: [.delivered, .suppressed]))
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
    }

    @Test
    func `what another owner works on waits, and that is no attempt`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        let other = scene.books.open()
        let received = Received(.sample("k1|a"), queue: BusScene.queue, trust: .standard)
        _ = try await other.claim(
            [received.claimRequest(key: nil, fingerprint: [])],
            scope: BusScene.name,
            at: scene.time.now
        )
        for _ in 0..<5 {
            try await scene.run()
            #expect(scene.waiting == 1)
            scene.waitForRetries()
        }
        let waiting = try #require(try await scene.peek(BusScene.queue).first)
        #expect(waiting.properties.header(HeaderName.attempt) == nil)
        await other.close()
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1])
    }
}
