import Canonical

/// Why and where the broker itself dead-lettered a message: the net below the bus, or a foreign consumer's reject.
///
/// Read from the first entry of `x-death`, the latest death: the broker itself writes it, whatever a publisher may have
/// put into its headers, and 3.10 and 4.x agree on what it says. The first death (`x-first-death-…`) does not tell: of a
/// message that was retried it is the expiry in a wait queue.
struct BrokerDeath {
    private let reason: String
    private let queue: String
    private let exchange: String
    private let routingKey: String
    private let count: Int64
    private let seconds: UInt64?

    init(_ properties: MessageProperties) {
        let latest = Self.entries(properties).first
        reason = latest?.text("reason") ?? "unknown"
        queue = latest?.text("queue") ?? BusName.deadLetterQueue
        exchange = latest?.text("exchange") ?? ""
        routingKey = latest?.firstText("routing-keys") ?? queue
        count = max(1, latest?.value("count")?.integer ?? 1)
        seconds = latest?.seconds
    }

    /// Whether the broker dead-lettered the message: it writes the header, and the bus never publishes one.
    static func isMarked(_ properties: MessageProperties) -> Bool {
        properties.header("x-death") != nil
    }

    func letter(from delivery: Delivery, at time: Timestamp) -> DeadLetter {
        let trust = TrustPolicy.standard
        var original = delivery
        original.exchange = exchange
        original.routingKey = routingKey
        let envelope = ReceivedEnvelope(original, trust: trust)
        let edge = Identity.edge(
            messageID: envelope.messageID,
            fingerprint: envelope.fingerprint,
            body: delivery.body
        )
        let fault = Fault(
            .message,
            code,
            stage: .broker,
            reason: sentence,
            advice: "Look at the consumer of this queue."
        )
        return DeadLetter(
            id: Identity.unit(queue: queue, edge: edge, generation: envelope.generation),
            edge: edge,
            queue: queue,
            exchange: envelope.originExchange,
            routingKey: envelope.originRoutingKey,
            properties: delivery.properties,
            body: delivery.body,
            fault: fault,
            attempts: [attempt(of: envelope, fault, collectedAt: time)],
            firstSeen: envelope.firstSeen
        )
    }

    /// The attempt, named so that the same death collected twice is one attempt, and that of each replay another.
    ///
    /// The broker tells the second of a death; the replay's id fills in the fraction.
    private func attempt(of envelope: ReceivedEnvelope, _ fault: Fault, collectedAt time: Timestamp)
        -> DeadLetter.Attempt
    {
        let fraction = envelope.replayID.map { Identity.sha256(Array($0.utf8)).prefix(3) }
            .map { $0.reduce(Int32(0)) { $0 << 8 | Int32($1) } }
        let at = seconds.flatMap { Int64(exactly: $0) }
            .flatMap { Timestamp(seconds: $0, nanoseconds: fraction ?? 0) }
        return DeadLetter.Attempt(
            at: at ?? time,
            number: Int(clamping: count),
            stage: .broker,
            code: code,
            reason: fault.reason
        )
    }

    private var code: FaultCode {
        switch reason {
        case "delivery_limit": .deliveryExhausted
        case "rejected": FaultCode("delivery.rejected")
        case "expired": FaultCode("delivery.expired")
        case "maxlen": FaultCode("delivery.overflow")
        default: FaultCode("delivery.dead-lettered")
        }
    }

    private var sentence: String {
        switch reason {
        case "delivery_limit": "The broker delivered it more often than the queue's delivery limit allows."
        case "rejected": "A consumer rejected it."
        case "expired": "It expired in the queue."
        case "maxlen": "The queue was full."
        default: "The broker dead-lettered it for a reason that it does not name."
        }
    }

    private static func entries(_ properties: MessageProperties) -> [Entry] {
        guard case .list(let values)? = properties.header("x-death") else { return [] }
        return values.compactMap { value in
            guard case .table(let headers) = value else { return nil }
            return Entry(headers: headers)
        }
    }

    private struct Entry {
        var headers: [Header]

        func value(_ name: String) -> HeaderValue? { headers.first { $0.name == name }?.value }

        func text(_ name: String) -> String? { value(name)?.text }

        func firstText(_ name: String) -> String? {
            guard case .list(let values)? = value(name) else { return nil }
            return values.first?.text
        }

        var seconds: UInt64? {
            guard case .timestamp(let seconds)? = value("time") else { return nil }
            return seconds
        }
    }
}
