import AMQP

/// A queue of the in-memory broker.
struct ModelQueue: Sendable {
    /// How it was declared.
    var declared: Queue
    /// Messages that wait for a consumer, in the order of delivery.
    var ready: ArraySlice<StoredMessage> = []
    /// Dead letters that no queue takes yet, with their reasons; only at-least-once queues keep them.
    var deadLettering: [(message: StoredMessage, reason: DeathReason)] = []
    /// Consumers in the order of their coming.
    var consumers: [Int] = []
    /// Which consumer is served next.
    var turn = 0
    private var arrivals: UInt64 = 0

    init(_ declared: Queue) {
        self.declared = declared
    }

    /// Whether the next message is refused.
    var isFull: Bool {
        guard let lengthMax = declared.lengthMax, declared.overflow == .rejectPublish else { return false }
        // A quorum queue notices only when it is over its limit, so it takes one more (measured on 3.10.8).
        return declared.kind == .quorum ? ready.count > lengthMax : ready.count >= lengthMax
    }

    /// Whether a dead letter stays until another queue has it.
    var keepsDeadLetters: Bool {
        declared.deadLetterStrategy == .atLeastOnce && declared.overflow == .rejectPublish && declared.kind == .quorum
            && declared.deadLetterExchange != nil
    }

    /// Adds a message at the end.
    mutating func append(_ message: StoredMessage, at now: Duration) {
        var message = message
        arrivals += 1
        message.position = arrivals
        message.returns = 0
        message.expires = declared.messageTTL.map { now + $0 }
        ready.append(message)
    }

    /// Takes the oldest message away if the queue drops its head and is too long.
    mutating func popExcess() -> StoredMessage? {
        guard let lengthMax = declared.lengthMax, !isRejecting, ready.count > lengthMax else { return nil }
        return ready.popFirst()
    }

    private var isRejecting: Bool { declared.overflow == .rejectPublish }

    /// Puts messages back that a consumer did not settle, in their old order.
    ///
    /// A quorum queue without a delivery limit puts them at its end; any other near its head (measured on 3.10.8).
    mutating func putBack(_ messages: [StoredMessage]) {
        let ordered = messages.sorted { $0.position < $1.position }
        if declared.kind == .quorum && declared.deliveryLimit == nil {
            ready.append(contentsOf: ordered)
            return
        }
        for message in ordered {
            let index = ready.firstIndex { $0.position > message.position } ?? ready.endIndex
            ready.insert(message, at: index)
        }
    }

    /// Takes the first message away whose time is up.
    mutating func popExpired(at now: Duration) -> StoredMessage? {
        guard let expires = nextExpiry, expires <= now else { return nil }
        return ready.popFirst()
    }

    /// When the message at the head expires; only the head does.
    var nextExpiry: Duration? { ready.first?.expires }
}
