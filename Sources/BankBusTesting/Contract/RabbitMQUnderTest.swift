package import AMQP
package import Canonical
import Synchronization

/// RabbitMQ on the shared test node, in a virtual host of its own, for the contract suite.
package final class RabbitMQUnderTest: BrokerUnderTest {
    /// How to connect to the virtual host.
    package let settings: BrokerSettings
    private let virtualHost: SharedNode.VirtualHost
    private let management: ManagementClient
    private let publishers = Mutex<[AMQPPublisher]>([])
    private let consumers = Mutex<[AMQPConsumer]>([])

    /// Makes a fresh virtual host; starts the shared node if this is the first.
    package init() async throws(Fault) {
        virtualHost = try await SharedNode.shared.freshVirtualHost()
        management = try virtualHost.node.management()
        let address = try BrokerAddress(parsing: virtualHost.amqpURL)
        settings = BrokerSettings(addresses: [address], connectionName: "contract")
    }

    /// The broker works on its own threads, and quorum queues report their depth twice a second.
    package var patience: Duration { .seconds(30) }

    /// Declares exchanges, queues and bindings.
    package func declare(_ topology: Topology) async throws(Fault) {
        try await TopologyClient(settings: settings).declare(topology)
    }

    /// Makes a publisher and waits for its connection.
    package func makePublisher() async throws(Fault) -> any MessagePublisher {
        let publisher = AMQPPublisher(settings: settings)
        publishers.withLock { $0.append(publisher) }
        try await publisher.start()
        return publisher
    }

    /// Makes a consumer and waits for its subscription; without suspect mode, which is the client's and not the broker's.
    package func makeConsumer(
        _ queue: String,
        prefetch: Int,
        batchMax: Int
    ) async throws(Fault) -> any MessageConsumer {
        var options = ConsumerOptions()
        options.prefetch = prefetch
        options.batchCountMax = batchMax
        options.suspectMode = false
        let consumer = AMQPConsumer(settings: settings, queue: queue, options: options)
        consumers.withLock { $0.append(consumer) }
        try await consumer.start()
        return consumer
    }

    /// What is ready is exact; the rest is what the management API reports, up to about a second late.
    package func depth(_ queue: String) async throws(Fault) -> QueueDepth {
        let found = try await management.queue(queue, virtualHost: virtualHost.name)
        return QueueDepth(
            ready: try await TopologyClient(settings: settings).depth(ofQueue: queue) ?? 0,
            unacknowledged: found?.messagesUnacknowledged ?? 0,
            deadLettering: found?.messagesDeadLettering ?? 0
        )
    }

    /// Does nothing: here time passes by itself.
    package func advance(by duration: Duration) async {}

    /// Ends every connection and removes the virtual host.
    package func tearDown() async {
        for consumer in consumers.withLock({ $0 }) { await consumer.close() }
        for publisher in publishers.withLock({ $0 }) { await publisher.close() }
        // A virtual host that stays behind goes with the node at the end of the run.
        try? await management.deleteVirtualHost(virtualHost.name)
    }
}
