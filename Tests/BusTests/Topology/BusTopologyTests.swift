import AMQP
import BankBusTesting
import Bus
import Canonical
import Testing

/// What the topology must be, by section 4 of the architecture.
@Suite("Topology of the bus")
struct BusTopologyTests {
    private func topology(
        delays: [Int] = [1_000, 5_000],
        isArchiving: Bool = false
    ) -> Topology {
        BusTopology(
            routes: [.init(queue: "route.payments", bindings: ["in.#", "other.*"])],
            subscribers: [.init(queue: "ledger", bindings: ["payment.#"])],
            retry: RetryPolicy(delays: delays.map { RetryDelay(milliseconds: $0) }),
            isArchiving: isArchiving
        )
        .topology
    }

    private func arguments(_ queue: Queue) -> [String: HeaderValue] {
        Dictionary(uniqueKeysWithValues: queue.arguments.map { ($0.name, $0.value) })
    }

    @Test(arguments: ["route.payments", "ledger"])
    func `a queue that somebody works on has the limit and the way to bus dead`(name: String) throws {
        let queue = try #require(topology().queues.first { $0.name == name })
        #expect(
            arguments(queue) == [
                "x-queue-type": .text("quorum"), "x-delivery-limit": .integer(50),
                "x-dead-letter-exchange": .text("bus.dead"), "x-dead-letter-strategy": .text("at-least-once"),
                "x-overflow": .text("reject-publish"),
            ]
        )
        #expect(queue.isDurable)
    }

    @Test(arguments: ["bus.dead-letters", "bus.unroutable"])
    func `a queue that keeps never reaches its limit and has nowhere to drop to`(name: String) throws {
        let queue = try #require(topology().queues.first { $0.name == name })
        #expect(
            arguments(queue) == [
                "x-queue-type": .text("quorum"), "x-delivery-limit": .integer(1_000_000_000),
            ]
        )
    }

    @Test(arguments: [
        ("wait.800ms", 800), ("wait.1s", 1_000), ("wait.1200ms", 1_200), ("wait.4s", 4_000), ("wait.6s", 6_000),
    ])
    func `a wait queue leads back by the routing key alone`(name: String, milliseconds: Int64) throws {
        let topology = topology()
        let queue = try #require(topology.queues.first { $0.name == name })
        #expect(
            arguments(queue) == [
                "x-queue-type": .text("quorum"), "x-delivery-limit": .integer(1_000_000_000),
                "x-message-ttl": .integer(milliseconds), "x-dead-letter-exchange": .text(""),
                "x-dead-letter-strategy": .text("at-least-once"), "x-overflow": .text("reject-publish"),
            ]
        )
        let exchange = "bus.retry." + name.dropFirst("wait.".count)
        #expect(
            topology.exchanges.contains { $0.name == exchange && $0.kind == .fanout && $0.alternateExchange == nil }
        )
        #expect(topology.bindings.contains { $0.source == exchange && $0.destination == .queue(name) })
    }

    @Test
    func `every delay that a retry may choose has its wait queue, even where nothing is retried`() {
        for delays in [[], [1], [3, 7], [999, 1_000, 1_200], [300_000, 7_200_000]] {
            let topology = topology(delays: delays)
            let policy = RetryPolicy(delays: delays.map { RetryDelay(milliseconds: $0) })
            for delay in policy.delays + [policy.ownerDelay] {
                for low in 0..<UInt64(9) {
                    let name = RetryDelay.name(milliseconds: delay.sibling(for: low))
                    #expect(topology.exchanges.contains { $0.name == BusName.retryExchange(name) })
                    #expect(topology.queues.contains { $0.name == BusName.waitQueue(name) })
                }
            }
            #expect(Set(topology.queues.map(\.name)).count == topology.queues.count)
        }
    }

    @Test
    func `ingress and canonical are topics with a way out, publish and dead are fanouts`() {
        let exchanges = Dictionary(uniqueKeysWithValues: topology().exchanges.map { ($0.name, $0) })
        for name in ["bus.ingress", "bus.canonical"] {
            #expect(exchanges[name]?.kind == .topic)
            #expect(exchanges[name]?.alternateExchange == "bus.unroutable")
        }
        for name in ["bus.publish", "bus.dead", "bus.unroutable"] {
            #expect(exchanges[name]?.kind == .fanout)
            #expect(exchanges[name]?.alternateExchange == nil)
        }
    }

    @Test
    func `the archive does not make a message routable`() async throws {
        let broker = InMemoryBroker()
        try broker.declare(topology(isArchiving: true))
        broker.deleteQueue("ledger")
        let publication = Publication(
            exchange: BusName.publishExchange,
            routingKey: "payment.credit-transfer.v1",
            properties: PublishProperties(),
            body: [1]
        )
        #expect(await broker.publisher().publish([publication]) == [.confirmed])
        #expect(broker.currentDepth(BusName.unroutable)?.ready == 1)
    }

    @Test
    func `declared twice it is the same`() throws {
        let broker = InMemoryBroker()
        try broker.declare(topology())
        try broker.declare(topology())
        try broker.declare(topology(delays: [1_000, 5_000, 60_000]))
    }
}
