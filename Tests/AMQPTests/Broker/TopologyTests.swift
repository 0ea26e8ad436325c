import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TopologyTests {
    @Test func `topic, fanout, direct and exchange-to-exchange routes lead where they should`() async throws {
        let scene = try await BrokerScene.shared()
        let topology = Topology(
            exchanges: [
                Exchange("t", kind: .topic, alternateExchange: "rest"), Exchange("f", kind: .fanout),
                Exchange("d", kind: .direct), Exchange("rest", kind: .fanout),
            ],
            queues: ["topic", "fanout", "direct", "rest"].map { Queue($0) },
            bindings: [
                Binding(from: "f", to: .exchange("t")), Binding(from: "f", to: .queue("fanout")),
                Binding(from: "t", to: .queue("topic"), key: "payment.#"),
                Binding(from: "d", to: .queue("direct"), key: "one"), Binding(from: "rest", to: .queue("rest")),
            ]
        )
        let publisher = try await scene.publisher(topology)
        let outcomes = await publisher.publish([
            BrokerScene.publication("1", exchange: "f", key: "payment.x"),
            BrokerScene.publication("2", exchange: "t", key: "other"),
            BrokerScene.publication("3", exchange: "d", key: "one"),
            BrokerScene.publication("4", exchange: "d", key: "two"),
        ])
        #expect(outcomes.prefix(3) == [.confirmed, .confirmed, .confirmed])
        #expect(outcomes[3] == .returned(code: 312, text: "NO_ROUTE"))
        for name in ["topic", "fanout", "direct", "rest"] {
            #expect(try await scene.client.depth(ofQueue: name) == 1, "\(name)")
        }
        try await scene.client.declare(topology)
        try await scene.client.check(topology)
        await publisher.close()
    }

    @Test func `a queue with other arguments is a fault that names the queue and the argument`() async throws {
        let scene = try await BrokerScene.shared()
        try await scene.client.declare(Topology(queues: [Queue("in").with { $0.deliveryLimit = 50 }]))
        let other = Topology(queues: [Queue("in").with { $0.deliveryLimit = 20 }])
        let fault = await #expect(throws: Fault.self) { try await scene.client.declare(other) }
        #expect(fault?.code == .brokerTopology && fault?.place?.field == "x-delivery-limit")
        #expect(fault?.reason.contains("Queue in") == true)
    }

    @Test func `what is missing is named by the check, has no depth, and is deleted without a fault`() async throws {
        let scene = try await BrokerScene.shared()
        let fault = await #expect(throws: Fault.self) {
            try await scene.client.check(Topology(exchanges: [Exchange("missing", kind: .topic)]))
        }
        #expect(fault?.code == .brokerTopology && fault?.reason.contains("Exchange missing") == true)
        #expect(try await scene.client.depth(ofQueue: "missing") == nil)
        try await scene.client.deleteQueue("missing")
        try await scene.client.deleteExchange("missing")
        try await scene.client.declare(Topology(queues: [Queue("there")]))
        #expect(try await scene.client.get(queue: "there", acknowledge: false) == nil)
    }

    @Test func `a wait queue returns its messages after the delay, a delivery limit dead-letters`() async throws {
        let scene = try await BrokerScene.shared()
        let wait = Queue("wait")
            .with {
                $0.messageTTL = .milliseconds(100)
                $0.deadLetterExchange = ""
                $0.deadLetterRoutingKey = "in"
                $0.deadLetterStrategy = .atLeastOnce
                $0.overflow = .rejectPublish
                $0.deliveryLimit = Queue.deliveryLimitUnreached
            }
        let publisher = try await scene.publisher(Topology(queues: [wait, Queue("in")]))
        #expect(await publisher.publish([BrokerScene.message("x", to: "wait")]) == [.confirmed])
        let consumer = try await scene.consumer("in")
        #expect(await BrokerScene.take(1, from: consumer).map(\.text) == ["x"])
        await consumer.close()
        await publisher.close()
    }
}
