import AMQP
import Bus
import Canonical
import Stores

extension BusConfiguration {
    /// The exchanges and queues of this bus.
    var topology: BusTopology {
        BusTopology(
            routes: routes.map { BusTopology.Subscription(queue: $0.queue, bindings: $0.bindings) },
            subscribers: workers.map { BusTopology.Subscription(queue: $0.queue, bindings: $0.bindings) }
                + subscribers.map { BusTopology.Subscription(queue: $0.queue, bindings: $0.bindings) },
            retry: retry,
            isArchiving: isArchiving
        )
    }

    /// What `bankbus run` runs.
    var plan: BusHost.Plan {
        BusHost.Plan(
            broker: broker.settings,
            prefetch: broker.prefetch,
            topology: topology,
            routes: routes,
            limits: limits,
            stopTimeout: stopTimeout
        )
    }

    /// The broker's queues that the books are about.
    var accountedQueues: [String] {
        routes.map(\.queue) + workers.map(\.queue) + [BusName.deadLetterQueue, BusName.unroutable]
            + Set(retry.delays.flatMap(\.siblings)).sorted()
            .map { BusName.waitQueue(RetryDelay.name(milliseconds: $0)) }
    }

    /// The management API with the broker's own user; nil if none is configured.
    func management() throws(Fault) -> ManagementClient? {
        guard let url = broker.management else { return nil }
        let credentials = broker.settings.addresses.compactMap(\.credentials).first ?? broker.settings.credentials
        guard case .password(let user, let password) = credentials else { return nil }
        return try ManagementClient(url: url, user: user, password: password)
    }

    /// Who draws the balance of this bus.
    func auditor() async throws(Fault) -> Auditor {
        let store = try await SQLiteStoreReader.open(path: store)
        var receivers = routes.map { route in
            Auditor.Receiver(
                scope: route.name,
                queue: route.queue,
                exchange: BusName.ingressExchange,
                bindings: route.bindings,
                books: store.books
            )
        }
        for worker in workers {
            receivers.append(
                Auditor.Receiver(
                    scope: worker.name,
                    queue: worker.queue,
                    exchange: BusName.canonicalExchange,
                    bindings: worker.bindings,
                    books: try await SQLiteStoreReader.open(path: worker.inbox).books
                )
            )
        }
        let counter = BrokerCounter(
            broker: broker.settings,
            management: try management(),
            virtualHost: broker.settings.addresses.first?.virtualHost ?? "/",
            queues: accountedQueues
        )
        return Auditor(
            receivers: receivers,
            senders: [store.books],
            deadLetters: store.deadLetters,
            isUpstreamClosed: isUpstreamClosed,
            time: .system,
            count: { await counter.count() }
        )
    }
}
