package import Canonical
package import Logging

/// The loop of a route: take a batch, decode and map it, claim its keys in one transaction, publish, await the
/// confirms, complete its rows in one transaction, acknowledge.
///
/// Two batches are under way at once: while one awaits its confirms, the next is decoded and claimed. Claims are made
/// in the order of delivery.
package final class Route: Sendable {
    private let definition: RouteDefinition
    private let consumer: any MessageConsumer
    private let books: any BookStore
    private let settler: Settler
    private let preparation: Preparation
    private let outputs: OutputPublications
    private let patience: StorePatience
    private let suspects: Suspects
    private let deferred = DeferredDeliveries<Preparation.Prepared>()
    private let time: BusTime

    /// Batches that are published and not yet settled.
    private static let batchesInFlightMax = 2
    /// How long a key that nobody here seems to work on is left alone before it is asked for again.
    private static let busyPause: Duration = .milliseconds(100)

    package init(
        _ definition: RouteDefinition,
        consumer: any MessageConsumer,
        books: any BookStore,
        settler: Settler,
        trust: TrustPolicy,
        time: BusTime,
        logger: Logger
    ) {
        self.definition = definition
        self.consumer = consumer
        self.books = books
        self.settler = settler
        self.preparation = Preparation(route: definition, trust: trust)
        self.outputs = OutputPublications(route: definition)
        self.patience = StorePatience(time: time, logger: logger)
        self.suspects = Suspects(scope: definition.name, books: books, patience: patience)
        self.time = time
    }

    /// Runs until the consumer is stopped and what it had taken is settled.
    ///
    /// A cancelled task gives up what is in flight: its deliveries stay unsettled and come again. Throws a programmer
    /// fault, after which the process must end.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            var inFlight = 0
            while let deliveries = await consumer.nextBatch() {
                guard let prepared = try await prepare(deliveries) else { break }
                deferred.begin()
                guard let planned = try await claim(prepared) else { break }
                if inFlight == Self.batchesInFlightMax {
                    try await group.next()
                    inFlight -= 1
                }
                group.addTask { try await self.finish(planned) }
                inFlight += 1
            }
            try await group.waitForAll()
        }
    }

    // MARK: - Steps

    private func prepare(_ deliveries: [Delivery]) async throws(Fault) -> [Preparation.Prepared]? {
        if deliveries.count == 1, let delivery = deliveries.first {
            let received = Received(delivery, queue: definition.queue, trust: preparation.trust)
            switch try await suspects.verdict(on: received) {
            case .poison(let fault): return [Preparation.Prepared(received: received, fault: fault)]
            case .unknown: return nil
            case .harmless: return [preparation.prepare(delivery)]
            }
        }
        return await Self.prepareInParallel(deliveries, with: preparation)
    }

    private static func prepareInParallel(
        _ deliveries: [Delivery],
        with preparation: Preparation
    ) async -> [Preparation.Prepared] {
        // Below this a second task costs more than it saves.
        let parallelCountMin = 32
        guard deliveries.count >= parallelCountMin else { return deliveries.map(preparation.prepare) }
        let middle = deliveries.count / 2
        async let second = prepare(deliveries[middle...], with: preparation)
        let first = deliveries[..<middle].map(preparation.prepare)
        return first + (await second)
    }

    @concurrent
    private static func prepare(
        _ deliveries: ArraySlice<Delivery>,
        with preparation: Preparation
    ) async -> [Preparation.Prepared] {
        deliveries.map(preparation.prepare)
    }

    /// Claims a batch and plans what is to be done; nil if the task was cancelled while the store was away.
    private func claim(_ batch: [Preparation.Prepared]) async throws(Fault) -> [PlannedDelivery]? {
        let now = time.now()
        let decisions = try await patience.insist { () async throws(Fault) in
            try await books.claim(
                batch.map { $0.received.claimRequest(key: $0.key, fingerprint: $0.fingerprint) },
                scope: definition.name,
                at: now
            )
        }
        guard let decisions else { return nil }
        var planned: [PlannedDelivery] = []
        var busy: [Preparation.Prepared] = []
        for (prepared, decision) in zip(batch, decisions) {
            switch plan(prepared, decision, at: now) {
            case let work?: planned.append(PlannedDelivery(prepared.received, work))
            case nil: busy.append(prepared)
            }
        }
        if !busy.isEmpty { deferred.put(busy) }
        return planned
    }

    /// What to do; nil where this process itself is working on the key.
    private func plan(
        _ prepared: Preparation.Prepared,
        _ decision: ClaimDecision,
        at now: Timestamp
    ) -> Work? {
        switch decision {
        case .copy, .suppressed: return .acknowledge
        case .busyHere: return nil
        case .busyElsewhere: return .wait
        case .conflict(let claim): return .deadLetter(claim, .idempotencyConflict)
        case .claimed(let claim):
            switch prepared.outcome {
            case .failure(let fault):
                return fault.isRetriable ? .retry(claim, fault) : .deadLetter(claim, fault)
            case .success(let result):
                let output = outputs.publications(of: prepared, outputs: result, at: now)
                return .forward(claim, output.publications, sent: output.sent)
            }
        }
    }

    private func finish(_ planned: [PlannedDelivery]) async throws {
        do {
            consumer.acknowledge(try await settler.settle(planned))
            try await finishDeferred()
        } catch {
            await consumer.stop()
            throw error
        }
    }

    private func finishDeferred() async throws {
        while true {
            let batch = deferred.takeOrEnd()
            guard !batch.isEmpty else { return }
            if Task.isCancelled { return deferred.end() }
            guard let planned = try await claim(batch) else { return deferred.end() }
            if planned.isEmpty {
                // All still busy with another batch: whichever completes last asks again.
                if deferred.endIfOthersAreActive() { return }
                try await time.sleep(Self.busyPause)
            } else {
                consumer.acknowledge(try await settler.settle(planned))
            }
        }
    }
}
