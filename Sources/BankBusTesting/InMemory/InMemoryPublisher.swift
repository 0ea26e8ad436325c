package import Canonical

/// Publishes to an ``InMemoryBroker``.
package struct InMemoryPublisher: MessagePublisher {
    let broker: InMemoryBroker

    /// Publishes a batch; its fate is known at once.
    package func publish(_ batch: [Publication]) async -> [PublishOutcome] {
        broker.publish(batch)
    }
}
