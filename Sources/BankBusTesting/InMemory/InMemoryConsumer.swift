package import Canonical

/// Consumes from a queue of an ``InMemoryBroker``.
package final class InMemoryConsumer: MessageConsumer {
    private let broker: InMemoryBroker
    private let id: Int

    init(broker: InMemoryBroker, id: Int) {
        self.broker = broker
        self.id = id
    }

    deinit { broker.remove(consumer: id) }

    /// Waits for the next deliveries; nil once stopped, closed or cancelled.
    package func nextBatch() async -> [Delivery]? {
        await broker.nextBatch(consumer: id)
    }

    /// Settles deliveries.
    package func acknowledge(_ tags: [DeliveryTag]) {
        broker.acknowledge(tags, consumer: id)
    }

    /// Dead-letters one delivery.
    package func reject(_ tag: DeliveryTag) {
        broker.reject(tag, consumer: id)
    }

    /// Takes no more deliveries.
    package func stop() async {
        broker.stop(consumer: id)
    }

    /// Puts back what is not settled, as a closed or crashed channel does.
    package func close() async {
        broker.remove(consumer: id)
    }
}
