package import Canonical

/// A queue, quorum unless it says otherwise.
package struct Queue: Sendable, Hashable {
    /// How the broker stores it.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Replicated and synced; what the bus uses.
        case quorum
        /// On one node; the only kind that can be exclusive.
        case classic
        /// An append-only log.
        case stream
    }

    /// What happens when a queue is full.
    package enum Overflow: String, Sendable, Hashable, CaseIterable {
        /// The oldest message is dropped or dead-lettered.
        case dropHead = "drop-head"
        /// New messages are refused.
        case rejectPublish = "reject-publish"
    }

    /// How safely the broker dead-letters.
    package enum DeadLetterStrategy: String, Sendable, Hashable, CaseIterable {
        /// A dead letter may be lost.
        case atMostOnce = "at-most-once"
        /// A dead letter stays until its target has it; needs `reject-publish`.
        case atLeastOnce = "at-least-once"
    }

    /// A delivery limit that is never reached: no limit at all means 20 on RabbitMQ 4, and -1 drops at once on 3.10.
    package static let deliveryLimitUnreached = 1_000_000_000

    /// Its name.
    package var name: String
    /// How the broker stores it.
    package var kind: Kind
    /// Whether it survives a restart of the broker.
    package var isDurable = true
    /// Whether only the connection that declares it may use it; classic queues only.
    package var isExclusive = false
    /// Whether it goes with its last consumer.
    package var isAutoDelete = false
    /// After how many returns a message is dead-lettered; quorum queues only.
    package var deliveryLimit: Int?
    /// Where dead letters go; empty for the default exchange.
    package var deadLetterExchange: String?
    /// The routing key of dead letters; nil keeps their own.
    package var deadLetterRoutingKey: String?
    /// How safely the broker dead-letters.
    package var deadLetterStrategy: DeadLetterStrategy?
    /// What happens when it is full.
    package var overflow: Overflow?
    /// How long a message stays before it is dead-lettered.
    package var messageTTL: Duration?
    /// Whether one consumer at a time is served.
    package var hasSingleActiveConsumer = false
    /// Most messages.
    package var lengthMax: Int?
    /// Most bytes.
    package var lengthBytesMax: Int?
    /// After how long without use it is deleted.
    package var expires: Duration?
    /// How long a stream keeps messages, such as `7D`.
    package var ageMax: String?
    /// Further arguments as they are.
    package var otherArguments: [Header] = []

    /// Makes a queue.
    package init(_ name: String, kind: Kind = .quorum) {
        self.name = name
        self.kind = kind
    }

    /// The same queue with changes.
    package func with(_ change: (inout Queue) -> Void) -> Queue {
        var copy = self
        change(&copy)
        return copy
    }
}
