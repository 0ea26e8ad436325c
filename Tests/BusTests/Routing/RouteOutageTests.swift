import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("A route in an outage", .timeLimit(.minutes(1)))
struct RouteOutageTests {
    private static let busy = Fault(.transient, .storeUnavailable, stage: .claim, reason: "Locked.")

    @Test(arguments: [InjectedFault.loseConfirm, .loseMessage])
    func `an unknown outcome is published again under the same id`(fault: InjectedFault) async throws {
        let scene = try BusScene()
        for number in 0..<5 { await scene.send("k\(number)|a", id: "m-\(number)") }
        scene.broker.inject([nil, fault, nil, fault, nil])
        try await scene.run()
        let ids = try await scene.drain(BusScene.subscriber).compactMap(\.properties.messageID)
        #expect(Set(ids).count == 5)
        #expect(ids.count == (fault == .loseConfirm ? 7 : 5))
        #expect(try await scene.accounts() == [.delivered: 5])
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(scene.time.sleeps.count == 1)
    }

    @Test
    func `nothing is acknowledged while the broker is away, and no attempt is counted`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        let consumer = ListConsumer([[.sample("k1|a")]])
        scene.time.onSleep { count in
            #expect(consumer.acknowledged.isEmpty)
            if count == 20 { scene.broker.recover() }
        }
        scene.broker.goDown()
        try await scene.route(consumer, store: scene.books.open()).run()
        #expect(consumer.acknowledged.count == 1)
        #expect(scene.time.sleeps.count == 20)
        #expect(scene.waiting == 0)
        #expect(scene.depth(BusScene.subscriber) == 1)
    }

    @Test
    func `cut connections in mid-publish lose and double nothing`() async throws {
        let scene = try BusScene()
        for number in 0..<10 { await scene.send("k\(number)|a", id: "m-\(number)") }
        scene.broker.inject([.loseConfirm])
        let broker = scene.broker
        scene.time.onSleep { _ in broker.cutConnections() }
        try await scene.run()
        // The tags are stale: the broker has everything again, and the books say that it is done.
        #expect(scene.depth(BusScene.queue) == 10)
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 0)
        let ids = try await scene.drain(BusScene.subscriber).compactMap(\.properties.messageID)
        #expect(Set(ids).count == 10)
        #expect(try await scene.accounts() == [.delivered: 10])
        #expect(try await scene.copies() == 10)
    }

    @Test
    func `a refused publication goes out once more at once`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        scene.broker.inject([.reject])
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(scene.time.sleeps.isEmpty)
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test(arguments: [true, false])
    func `what is refused twice waits, attempt after attempt, and is exhausted at last`(isNack: Bool) async throws {
        let scene = try BusScene()
        if !isNack {
            scene.broker.deleteQueue(BusName.unroutable)
            scene.broker.deleteQueue(BusScene.subscriber)
        }
        await scene.send("k1|a", id: "m-1")
        for attempt in 1...2 {
            if isNack { scene.broker.inject([.reject, .reject]) }
            try await scene.run()
            #expect(scene.waiting == 1)
            #expect(scene.depth(BusScene.queue) == 0)
            #expect(try await scene.accounts() == [.waiting: 1])
            #expect(try await scene.balance().isBalanced)
            scene.waitForRetries()
            #expect(scene.waiting == 0)
            let returned = try await scene.peek(BusScene.queue)
            #expect(returned.first?.properties.header(HeaderName.attempt)?.integer == Int64(attempt))
            #expect(returned.first?.properties.header(HeaderName.originExchange)?.text == BusName.ingressExchange)
        }
        if isNack { scene.broker.inject([.reject, .reject]) }
        try await scene.run()
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.fault.code == .deliveryExhausted)
        #expect(letter.fault.family == .message)
        #expect(letter.attempts.map(\.number) == [3])
        #expect(letter.exchange == BusName.ingressExchange)
        #expect(letter.body == Array("k1|a".utf8))
        #expect(try await scene.accounts() == [.deadLettered: 1])
    }

    @Test
    func `a retry that succeeds is the same unit and is delivered once`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        scene.broker.inject([.reject, .reject])
        try await scene.run()
        scene.waitForRetries()
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test(arguments: [true, false])
    func `a store that fails for a while delays, and nothing is acknowledged before it works`(isClaim: Bool)
        async throws
    {
        let scene = try BusScene()
        let store = scene.books.open()
        let faults = [Fault](repeating: Self.busy, count: 4)
        if isClaim { store.failClaims(with: faults) } else { store.failCompletions(with: faults) }
        let consumer = ListConsumer([[.sample("k1|a")]])
        scene.time.onSleep { _ in #expect(consumer.acknowledged.isEmpty) }
        try await scene.route(consumer, store: store).run()
        #expect(scene.time.sleeps == [50, 100, 200, 400].map { .milliseconds($0) })
        #expect(consumer.acknowledged.count == 1)
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test(arguments: [true, false])
    func `a store that fails until the task is cancelled leaves everything with the broker`(isClaim: Bool)
        async throws
    {
        let scene = try BusScene()
        let store = scene.books.open()
        let faults = [Fault](repeating: Self.busy, count: VirtualTime.sleepsMax + 10)
        if isClaim { store.failClaims(with: faults) } else { store.failCompletions(with: faults) }
        await scene.send("k1|a", id: "m-1")
        try await scene.run(store: store)
        #expect(scene.depth(BusScene.queue) == 1)
        store.crash()
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(Set(try await scene.drain(BusScene.subscriber).map(\.properties.messageID)).count == 1)
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test(arguments: [true, false])
    func `a store that is unusable ends the route, and nothing is acknowledged`(isClaim: Bool) async throws {
        let scene = try BusScene()
        let store = scene.books.open()
        let broken = Fault(.programmer, .storeUnusable, stage: .settle, reason: "Damaged.")
        if isClaim { store.failClaims(with: [broken]) } else { store.failCompletions(with: [broken]) }
        let consumer = ListConsumer([[.sample("k1|a")], [.sample("k2|a", number: 2)]])
        await #expect(throws: broken) { try await scene.route(consumer, store: store).run() }
        #expect(!consumer.acknowledged.contains(DeliveryTag(channel: 1, number: 1)))
    }

    @Test
    func `a dead letter that bus dead does not take is filed directly`() async throws {
        let scene = try BusScene()
        scene.broker.deleteQueue(BusName.deadLetterQueue)
        await scene.send("bad", id: "m-1")
        try await scene.run()
        #expect(try await scene.filed().first?.body == Array("bad".utf8))
        #expect(try await scene.accounts() == [.deadLettered: 1])
        #expect(scene.depth(BusScene.queue) == 0)
    }

    @Test
    func `a dead letter that nobody takes stays where it is, once the task is cancelled`() async throws {
        let scene = try BusScene()
        scene.broker.deleteQueue(BusName.deadLetterQueue)
        scene.letters.failFilings(with: .init(repeating: Self.busy, count: VirtualTime.sleepsMax + 10))
        await scene.send("bad", id: "m-1")
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 1)
        #expect(try await scene.accounts() == [.inFlight: 1])
    }
}
