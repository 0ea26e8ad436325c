package import Canonical

extension InMemoryBroker: BrokerUnderTest {
    /// The twin does at once all that it will do.
    package var patience: Duration { .zero }

    /// Makes a publisher, as any of the protocol.
    package func makePublisher() async throws(Fault) -> any MessagePublisher {
        publisher()
    }

    /// Makes a consumer, as any of the protocol.
    package func makeConsumer(
        _ queue: String,
        prefetch: Int,
        batchMax: Int
    ) async throws(Fault) -> any MessageConsumer {
        try consumer(queue, prefetch: prefetch, batchMax: batchMax)
    }

    /// How many messages a queue holds; throws `broker.topology` if there is no such queue.
    package func depth(_ queue: String) async throws(Fault) -> QueueDepth {
        guard let depth: QueueDepth = currentDepth(queue) else {
            throw BrokerModel.topology("There is no queue '\(queue)'.")
        }
        return depth
    }

    /// Nothing to remove: the twin goes with its last reference.
    package func tearDown() async {}
}
