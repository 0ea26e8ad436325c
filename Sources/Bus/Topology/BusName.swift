/// The names of the bus's exchanges and queues on the broker.
package enum BusName {
    /// Topic exchange that foreign bytes come in through.
    package static let ingressExchange = "bus.ingress"
    /// Fanout exchange that the bus publishes canonical messages to: to the archive and to `bus.canonical`.
    package static let publishExchange = "bus.publish"
    /// Stream that keeps a copy of everything published.
    package static let archiveStream = "bus.archive"
    /// Topic exchange from which subscribers take canonical messages.
    package static let canonicalExchange = "bus.canonical"
    /// Exchange and queue of what will not go on by itself.
    package static let deadExchange = "bus.dead"
    package static let deadLetterQueue = "bus.dead-letters"
    /// Exchange and queue of what no queue took.
    package static let unroutable = "bus.unroutable"

    /// The queue of a route.
    package static func queue(ofRoute name: String) -> String { "route.\(name)" }
    /// The exchange for a delayed retry.
    package static func retryExchange(_ delay: String) -> String { "bus.retry.\(delay)" }
    /// The wait queue of a delayed retry.
    package static func waitQueue(_ delay: String) -> String { "wait.\(delay)" }
}
