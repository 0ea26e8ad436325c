import AMQP
import BankBusTesting
import Canonical
import Testing

/// A virtual host of one's own on the tests' broker, and what most tests need on it.
struct BrokerScene {
    let node: PrivateNode
    let settings: BrokerSettings

    /// On the node that all tests of the process share.
    static func shared() async throws -> BrokerScene {
        let virtualHost = try await SharedNode.shared.freshVirtualHost()
        return try BrokerScene(node: virtualHost.node, url: virtualHost.amqpURL)
    }

    init(node: PrivateNode, url: String) throws {
        self.node = node
        var settings = BrokerSettings(addresses: [try BrokerAddress(parsing: url)], connectionName: "tests")
        settings.backoffMin = .milliseconds(20)
        settings.backoffMax = .milliseconds(500)
        self.settings = settings
    }

    var client: TopologyClient { TopologyClient(settings: settings) }

    func changing(_ change: (inout BrokerSettings) -> Void) -> BrokerSettings {
        var copy = settings
        change(&copy)
        return copy
    }

    func publisher(_ topology: Topology? = nil) async throws -> AMQPPublisher {
        let publisher = AMQPPublisher(settings: settings, topology: topology)
        try await publisher.start()
        return publisher
    }

    func consumer(
        _ queue: String,
        topology: Topology? = nil,
        _ change: (inout ConsumerOptions) -> Void = { _ in }
    ) async throws -> AMQPConsumer {
        var options = ConsumerOptions()
        change(&options)
        let consumer = AMQPConsumer(settings: settings, queue: queue, options: options, topology: topology)
        try await consumer.start()
        return consumer
    }

    /// A message for a queue through the default exchange.
    static func message(_ text: String, to queue: String, orderKey: String? = nil) -> Publication {
        publication(text, exchange: "", key: queue, orderKey: orderKey)
    }

    static func publication(_ text: String, exchange: String, key: String, orderKey: String? = nil) -> Publication {
        var properties = PublishProperties()
        properties.messageID = text
        return Publication(
            exchange: exchange,
            routingKey: key,
            properties: properties,
            body: Array(text.utf8),
            orderKey: orderKey
        )
    }

    /// Takes deliveries, acknowledging them, until there are `count`.
    static func take(_ count: Int, from consumer: AMQPConsumer) async -> [Delivery] {
        var taken: [Delivery] = []
        while taken.count < count, let batch = await consumer.nextBatch() {
            consumer.acknowledge(batch.map(\.tag))
            taken += batch
        }
        return taken
    }
}

extension Delivery {
    var text: String { String(decoding: body, as: UTF8.self) }
}

extension AsyncStream<ConnectionState> {
    /// Waits until the connection is in a state that fits; take the stream before what changes the state.
    func reaches(_ isExpected: (ConnectionState) -> Bool) async {
        for await state in self where isExpected(state) { return }
    }
}

extension ConnectionState {
    var isRecovering: Bool {
        if case .recovering = self { true } else { false }
    }

    var isBlocked: Bool {
        if case .blocked = self { true } else { false }
    }
}

extension BrokerScene {
    /// Makes the broker close all connections of the virtual host.
    func closeConnections() async throws {
        let name = settings.addresses[0].virtualHost
        _ = try await node.control(["close_all_connections", "--vhost", name, "a test"])
    }
}

extension AMQPConsumer {
    /// Takes batches until there are `count` deliveries, unsettled.
    func nextBatch(_ count: Int) async -> [Delivery]? {
        var deliveries: [Delivery] = []
        while deliveries.count < count {
            guard let batch = await nextBatch() else { return nil }
            deliveries += batch
        }
        return deliveries
    }
}
