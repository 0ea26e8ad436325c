package import AMQP
import Canonical

/// The exchanges, queues and bindings of a bus, as docs/design.md lays them out.
///
/// What correctness needs is a queue argument, since a client cannot set policies; tuning is left to policies.
package struct BusTopology: Sendable {
    /// A queue that takes from an exchange by patterns.
    package struct Subscription: Sendable, Hashable {
        package var queue: String
        package var bindings: [String]

        package init(queue: String, bindings: [String]) {
            self.queue = queue
            self.bindings = bindings
        }
    }

    /// Queues of routes, fed by `bus.ingress`.
    package var routes: [Subscription]
    /// Queues of workers and other subscribers, fed by `bus.canonical`.
    package var subscribers: [Subscription]
    package var retry: RetryPolicy
    /// Whether everything published is also kept in the stream `bus.archive`.
    package var isArchiving: Bool

    /// Deliveries before the broker gives a message up: a net, far above what a healthy message ever sees.
    package static let deliveryLimit = 50

    package init(routes: [Subscription], subscribers: [Subscription], retry: RetryPolicy, isArchiving: Bool) {
        self.routes = routes
        self.subscribers = subscribers
        self.retry = retry
        self.isArchiving = isArchiving
    }

    /// All of it.
    package var topology: Topology {
        core.merging(publishing).merging(waiting)
            .merging(receiving(routes, from: BusName.ingressExchange))
            .merging(receiving(subscribers, from: BusName.canonicalExchange))
    }

    // MARK: - Parts

    /// Dead letters and what no queue took.
    private var core: Topology {
        Topology(
            exchanges: [
                Exchange(BusName.unroutable, kind: .fanout),
                Exchange(BusName.deadExchange, kind: .fanout),
                Exchange(BusName.ingressExchange, kind: .topic, alternateExchange: BusName.unroutable),
            ],
            queues: [Self.keeping(BusName.unroutable), Self.keeping(BusName.deadLetterQueue)],
            bindings: [
                Binding(from: BusName.unroutable, to: .queue(BusName.unroutable)),
                Binding(from: BusName.deadExchange, to: .queue(BusName.deadLetterQueue)),
            ]
        )
    }

    /// Two levels: the archive on the first does not make a message routable on the second.
    private var publishing: Topology {
        var topology = Topology(
            exchanges: [
                Exchange(BusName.publishExchange, kind: .fanout),
                Exchange(BusName.canonicalExchange, kind: .topic, alternateExchange: BusName.unroutable),
            ],
            bindings: [Binding(from: BusName.publishExchange, to: .exchange(BusName.canonicalExchange))]
        )
        if isArchiving {
            topology.queues.append(Queue(BusName.archiveStream, kind: .stream))
            topology.bindings.append(Binding(from: BusName.publishExchange, to: .queue(BusName.archiveStream)))
        }
        return topology
    }

    /// A fanout exchange and a queue with a time to live for each delay; the routing key leads back.
    private var waiting: Topology {
        var topology = Topology()
        for milliseconds in Set(retry.levels.flatMap(\.siblings)).sorted() {
            let name = RetryDelay.name(milliseconds: milliseconds)
            topology.exchanges.append(Exchange(BusName.retryExchange(name), kind: .fanout))
            topology.queues.append(
                Self.keeping(BusName.waitQueue(name))
                    .with { queue in
                        queue.messageTTL = .milliseconds(milliseconds)
                        queue.deadLetterExchange = ""
                        queue.deadLetterStrategy = .atLeastOnce
                        queue.overflow = .rejectPublish
                    }
            )
            topology.bindings.append(
                Binding(from: BusName.retryExchange(name), to: .queue(BusName.waitQueue(name)))
            )
        }
        return topology
    }

    private func receiving(_ subscriptions: [Subscription], from exchange: String) -> Topology {
        Topology(
            queues: subscriptions.map { Self.working($0.queue) },
            bindings: subscriptions.flatMap { subscription in
                subscription.bindings.map { Binding(from: exchange, to: .queue(subscription.queue), key: $0) }
            }
        )
    }

    /// A queue that somebody works on: what it cannot settle ends in `bus.dead`.
    private static func working(_ name: String) -> Queue {
        Queue(name)
            .with { queue in
                queue.deliveryLimit = deliveryLimit
                queue.deadLetterExchange = BusName.deadExchange
                queue.deadLetterStrategy = .atLeastOnce
                queue.overflow = .rejectPublish
            }
    }

    /// A queue that nothing may fall out of.
    private static func keeping(_ name: String) -> Queue {
        Queue(name).with { $0.deliveryLimit = Queue.deliveryLimitUnreached }
    }
}
