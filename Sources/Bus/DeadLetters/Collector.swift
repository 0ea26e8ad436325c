package import Canonical
package import Logging

/// Takes dead letters from `bus.dead-letters` and files them in the store; only then does it acknowledge them.
///
/// Filing is idempotent: the same failure filed twice, after a crash in between, is one record.
package final class Collector: Sendable {
    private let consumer: any MessageConsumer
    private let store: any DeadLetterStore
    private let wire = DeadLetterWire()
    private let patience: StorePatience
    private let time: BusTime

    package init(
        consumer: any MessageConsumer,
        store: any DeadLetterStore,
        time: BusTime,
        logger: Logger
    ) {
        self.consumer = consumer
        self.store = store
        self.patience = StorePatience(time: time, logger: logger)
        self.time = time
    }

    /// Runs until the consumer is stopped; throws a programmer fault of the store.
    package func run() async throws {
        while let deliveries = await consumer.nextBatch() {
            let now = time.now()
            let letters = deliveries.map { wire.letter(from: $0, at: now) }
            let filed: Void? = try await patience.insist { () async throws(Fault) in try await store.file(letters) }
            guard filed != nil else { return }
            consumer.acknowledge(deliveries.map(\.tag))
        }
    }
}
