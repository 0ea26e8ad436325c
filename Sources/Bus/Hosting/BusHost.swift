package import AMQP
package import Canonical
package import Logging

/// A running bus: its routes, and the collector of dead letters, over one publisher and a consumer each.
///
/// Publishing and consuming use connections of their own, so that a blocked publisher does not stop acknowledgements.
package struct BusHost: Sendable {
    /// What to run.
    package struct Plan: Sendable {
        package var broker: BrokerSettings
        package var prefetch: Int
        package var topology: BusTopology
        package var routes: [RouteDefinition]
        package var trust: TrustPolicy
        package var limits: Limits
        package var stopTimeout: Duration

        package init(
            broker: BrokerSettings,
            prefetch: Int,
            topology: BusTopology,
            routes: [RouteDefinition],
            trust: TrustPolicy = .standard,
            limits: Limits,
            stopTimeout: Duration
        ) {
            self.broker = broker
            self.prefetch = prefetch
            self.topology = topology
            self.routes = routes
            self.trust = trust
            self.limits = limits
            self.stopTimeout = stopTimeout
        }
    }

    private let plan: Plan
    private let books: any BookStore
    private let deadLetters: any DeadLetterStore
    private let time: BusTime
    private let logger: Logger

    package init(
        _ plan: Plan,
        books: any BookStore,
        deadLetters: any DeadLetterStore,
        time: BusTime = .system,
        logger: Logger
    ) {
        self.plan = plan
        self.books = books
        self.deadLetters = deadLetters
        self.time = time
        self.logger = logger
    }

    /// Runs until `stopRequested` returns and what is in flight is settled.
    ///
    /// Waits for a broker that is away. Throws what cannot pass by itself: refused credentials, a topology that
    /// differs, a damaged store.
    package func run(until stopRequested: @escaping @Sendable () async -> Void) async throws {
        let publisher = AMQPPublisher(settings: settings("publisher"), topology: plan.topology.topology)
        let intakes = plan.routes.map { Intake(route: $0, consumer: consumer($0.queue)) }
        let collecting = consumer(BusName.deadLetterQueue)
        let consumers = intakes.map(\.consumer) + [collecting]
        do {
            let isStarted = try await StartRace.start(unless: stopRequested) {
                logger.notice("waiting for the broker", metadata: ["addresses": "\(plan.broker.addresses)"])
                try await publisher.start(waitForBroker: true)
                for consumer in consumers { try await consumer.start(waitForBroker: true) }
            }
            if isStarted {
                logger.notice("the bus runs", metadata: ["routes": "\(plan.routes.count)"])
                let connections =
                    [("publisher", publisher.states)] + intakes.map { ($0.route.queue, $0.consumer.states) }
                    + [(BusName.deadLetterQueue, collecting.states)]
                try await ConnectionLog(logger: logger)
                    .follow(connections) {
                        try await DrainingStop(timeout: plan.stopTimeout, time: time)
                            .run(consumers: consumers, until: stopRequested) {
                                try await work(intakes, publisher: publisher, collecting: collecting)
                            }
                    }
            }
        } catch {
            await close(consumers, publisher)
            throw error
        }
        await close(consumers, publisher)
    }

    // MARK: - Parts

    private struct Intake: Sendable {
        var route: RouteDefinition
        var consumer: AMQPConsumer
    }

    private func work(_ intakes: [Intake], publisher: AMQPPublisher, collecting: AMQPConsumer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for intake in intakes {
                let route = route(intake, publisher: publisher)
                group.addTask { try await route.run() }
            }
            let collector = Collector(consumer: collecting, store: deadLetters, time: time, logger: logger)
            group.addTask { try await collector.run() }
            do {
                try await group.waitForAll()
            } catch {
                group.cancelAll()
                for consumer in intakes.map(\.consumer) + [collecting] { await consumer.stop() }
                throw error
            }
        }
    }

    private func route(_ intake: Intake, publisher: AMQPPublisher) -> Route {
        let definition = intake.route
        let settler = Settler(
            scope: definition.name,
            books: books,
            deadLetters: deadLetters,
            publisher: publisher,
            returns: ReturnPublications(
                queue: definition.queue,
                retry: plan.topology.retry,
                trust: plan.trust,
                limits: plan.limits
            ),
            time: time,
            logger: logger,
            repair: declareAgain
        )
        return Route(
            definition,
            consumer: intake.consumer,
            books: books,
            settler: settler,
            trust: plan.trust,
            time: time,
            logger: logger
        )
    }

    /// Declares what somebody has deleted; if that fails, publishing says so again and again.
    @Sendable
    private func declareAgain() async {
        do throws(Fault) {
            try await TopologyClient(settings: settings("topology")).declare(plan.topology.topology)
            logger.notice("the exchanges and queues are declared again")
        } catch {
            logger.error("the exchanges and queues could not be declared", metadata: ["reason": "\(error)"])
        }
    }

    private func consumer(_ queue: String) -> AMQPConsumer {
        var options = ConsumerOptions()
        options.prefetch = plan.prefetch
        options.batchCountMax = max(1, plan.prefetch / 4)
        return AMQPConsumer(settings: settings(queue), queue: queue, options: options)
    }

    private func settings(_ purpose: String) -> BrokerSettings {
        var settings = plan.broker
        settings.connectionName = "bankbus \(purpose)"
        settings.limits.bodyBytesMax = max(settings.limits.bodyBytesMax, Limits.brokerBodyBytesMax)
        return settings
    }

    private func close(_ consumers: [AMQPConsumer], _ publisher: AMQPPublisher) async {
        for consumer in consumers { await consumer.close() }
        await publisher.close()
    }
}
