import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite("What differs on the broker", .timeLimit(.minutes(1)))
struct ManagementTopologyTests {
    private static let wanted = Topology(
        exchanges: [
            Exchange("in", kind: .topic, alternateExchange: "unroutable"), Exchange("unroutable", kind: .fanout),
        ],
        queues: [
            Queue("route")
                .with { queue in
                    queue.deliveryLimit = 50
                    queue.deadLetterExchange = "unroutable"
                    queue.messageTTL = .seconds(5)
                }
        ],
        bindings: [
            Binding(from: "in", to: .queue("route"), key: "a.#"), Binding(from: "in", to: .exchange("unroutable")),
        ]
    )

    @Test func `a topology as declared has no difference`() async throws {
        let host = try await SharedNode.shared.freshVirtualHost()
        try await declare(Self.wanted, on: host)
        #expect(try await host.node.management().differences(from: Self.wanted, virtualHost: host.name).isEmpty)
    }

    @Test func `every missing or other exchange, queue, argument and binding is named`() async throws {
        let host = try await SharedNode.shared.freshVirtualHost()
        var other = Self.wanted
        other.exchanges[0] = Exchange("in", kind: .direct, alternateExchange: "unroutable")
        other.queues[0].deliveryLimit = 20
        other.queues[0].messageTTL = nil
        other.queues[0].hasSingleActiveConsumer = true
        other.bindings = [Binding(from: "in", to: .queue("route"), key: "b.#")]
        try await declare(other, on: host)
        var wanted = Self.wanted
        wanted.queues.append(Queue("absent"))
        let found = try await host.node.management().differences(from: wanted, virtualHost: host.name)
        #expect(
            found.map(\.description) == [
                "exchange 'in': type is direct, wanted topic",
                "queue 'route': x-delivery-limit is 20, wanted 50",
                "queue 'route': x-message-ttl is absent, wanted 5000",
                "queue 'route': x-single-active-consumer is true, wanted absent",
                "queue 'absent' is missing",
                "binding 'a.#' from 'in' to queue 'route' is missing",
                "binding '' from 'in' to exchange 'unroutable' is missing",
            ]
        )
    }

    @Test func `a classic queue without arguments is as wanted`() async throws {
        let host = try await SharedNode.shared.freshVirtualHost()
        let topology = Topology(queues: [Queue("plain", kind: .classic), Queue("log", kind: .stream)])
        try await declare(topology, on: host)
        #expect(try await host.node.management().differences(from: topology, virtualHost: host.name).isEmpty)
    }

    private func declare(_ topology: Topology, on host: SharedNode.VirtualHost) async throws {
        let address = try BrokerAddress(parsing: host.amqpURL)
        try await TopologyClient(settings: BrokerSettings(addresses: [address], connectionName: "tests"))
            .declare(topology)
    }
}
