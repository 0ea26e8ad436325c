import AMQP
import BankBusTesting
import Canonical
import Testing

/// What the twin can do beyond the contract: fail on demand, and let time pass.
@Suite("The in-memory broker")
struct InMemoryBrokerTests {
    private let broker = InMemoryBroker()

    @Test func `injected faults befall the next publications, one each`() async throws {
        try broker.declare(Topology(queues: [Queue("inbox")]))
        broker.inject([.loseConfirm, nil, .loseMessage, .reject])
        let outcomes = await broker.publisher().publish((1...5).map { .sample("m\($0)", to: "inbox") })
        #expect(outcomes.map(\.isConfirmed) == [false, true, false, false, true])
        #expect(outcomes[3] == .rejected)
        #expect(broker.bodies("inbox").map { String(decoding: $0, as: UTF8.self) } == ["m1", "m2", "m5"])
    }

    @Test func `a cut connection returns the whole prefetch window, and old tags settle nothing`() async throws {
        try broker.declare(Topology(queues: [Queue("inbox").with { $0.deliveryLimit = 50 }]))
        _ = await broker.publisher().publish((1...3).map { .sample("m\($0)", to: "inbox") })
        let consumer = try broker.consumer("inbox", prefetch: 3, batchMax: 1)
        let old = await consumer.take(1)
        broker.cutConnections()
        consumer.acknowledge(old.map(\.tag))
        let again = await consumer.take(3)
        #expect(again.map(\.text) == ["m1", "m2", "m3"])
        #expect(again.allSatisfy { $0.tag.channel == 2 && $0.properties.header("x-delivery-count") == .integer(1) })
    }

    @Test func `while the broker is down publishes are unknown, and a waiting consumer goes on afterwards`()
        async throws
    {
        try broker.declare(Topology(queues: [Queue("inbox")]))
        let consumer = try broker.consumer("inbox")
        broker.goDown()
        let outcome = try #require(await broker.publisher().publish([.sample("m", to: "inbox")]).first)
        guard case .unknown(let fault) = outcome else {
            Issue.record("The outcome is \(outcome), not unknown.")
            return
        }
        #expect(fault.code == .brokerUnavailable)
        async let next = consumer.nextBatch()
        broker.recover()
        _ = await broker.publisher().publish([.sample("m", to: "inbox")])
        #expect(await next?.map(\.text) == ["m"])
    }

    @Test func `an alarm stops publishers and not consumers`() async throws {
        try broker.declare(Topology(queues: [Queue("inbox")]))
        _ = await broker.publisher().publish([.sample("m1", to: "inbox")])
        broker.block()
        #expect(await broker.publisher().publish([.sample("m2", to: "inbox")]).first?.isConfirmed == false)
        let consumer = try broker.consumer("inbox")
        #expect(await consumer.take(1).map(\.text) == ["m1"])
    }

    @Test func `time passes through a chain of wait queues in the right order`() async throws {
        let queues = [("short", 1), ("long", 3)]
            .map { name, seconds in
                Queue(name)
                    .with { queue in
                        queue.messageTTL = .seconds(seconds)
                        queue.deadLetterExchange = ""
                        queue.deadLetterRoutingKey = name == "short" ? "long" : "inbox"
                    }
            }
        try broker.declare(Topology(queues: queues + [Queue("inbox")]))
        _ = await broker.publisher().publish([.sample("m", to: "short")])
        broker.advance(by: .milliseconds(3_999))
        #expect(broker.currentDepth("long")?.ready == 1)
        broker.advance(by: .milliseconds(1))
        #expect(broker.currentDepth("inbox")?.ready == 1)
    }

    @Test func `a message that would go round by itself is dropped`() async throws {
        let round = Queue("round")
            .with { queue in
                queue.messageTTL = .seconds(1)
                queue.deadLetterExchange = ""
                queue.deadLetterRoutingKey = "round"
            }
        try broker.declare(Topology(queues: [round]))
        _ = await broker.publisher().publish([.sample("m", to: "round")])
        broker.advance(by: .seconds(10))
        #expect(broker.currentDepth("round")?.total == 0)
        #expect(broker.droppedCount == 1)
    }

    @Test func `a held dead letter goes on as soon as a queue takes it`() async throws {
        let inbox = Queue("inbox")
            .with { queue in
                queue.deadLetterExchange = "dead"
                queue.deadLetterStrategy = .atLeastOnce
                queue.overflow = .rejectPublish
            }
        try broker.declare(Topology(exchanges: [Exchange("dead", kind: .fanout)], queues: [inbox]))
        _ = await broker.publisher().publish([.sample("m", to: "inbox")])
        let consumer = try broker.consumer("inbox")
        for delivery in await consumer.take(1) { consumer.reject(delivery.tag) }
        #expect(broker.currentDepth("inbox") == QueueDepth(ready: 0, deadLettering: 1))
        try broker.declare(Topology(queues: [Queue("dead")], bindings: [Binding(from: "dead", to: .queue("dead"))]))
        #expect(broker.currentDepth("inbox")?.total == 0)
        #expect(broker.currentDepth("dead")?.ready == 1)
    }

    @Test func `a consistent hash keeps a key on one queue and spreads keys`() async throws {
        let queues = (0..<4).map { Queue("partition-\($0)") }
        try broker.declare(
            Topology(
                exchanges: [Exchange("hash", kind: .consistentHash, hashHeader: "sample-header")],
                queues: queues,
                bindings: queues.map { Binding(from: "hash", to: .queue($0.name), key: "1") }
            )
        )
        let batch = (0..<200)
            .flatMap { key in
                (0..<2).map { _ in Publication.sample("key-\(key)", to: "", exchange: "hash") }
            }
        _ = await broker.publisher().publish(batch)
        for queue in queues {
            let bodies = broker.bodies(queue.name)
            #expect((50...160).contains(bodies.count))
            #expect(Set(bodies).count * 2 == bodies.count)
        }
    }

    @Test func `a cancelled wait ends, and the delivery is there for the next`() async throws {
        try broker.declare(Topology(queues: [Queue("inbox")]))
        let consumer = try broker.consumer("inbox")
        let waiting = Task { await consumer.nextBatch() }
        waiting.cancel()
        #expect(await waiting.value == nil)
        _ = await broker.publisher().publish([.sample("m", to: "inbox")])
        #expect(await consumer.take(1).map(\.text) == ["m"])
    }

    @Test func `a declaration with other arguments is refused`() throws {
        try broker.declare(Topology(queues: [Queue("inbox")]))
        let fault = #expect(throws: Fault.self) {
            try broker.declare(Topology(queues: [Queue("inbox").with { $0.deliveryLimit = 1 }]))
        }
        #expect(fault?.code == .brokerTopology)
    }
}
