import Canonical

/// Why and where the broker itself dead-lettered a message: the net below the bus, or a foreign consumer's reject.
///
/// Read from the first entry of `x-death`; 3.10 and 4.x agree on what that says, and nothing else is decided by it.
struct BrokerDeath {
    private let reason: String
    private let queue: String
    private let exchange: String
    private let routingKey: String

    init(_ properties: MessageProperties) {
        let first = Self.entries(properties).last
        reason = properties.header("x-first-death-reason")?.text ?? first?.text("reason") ?? "unknown"
        queue = properties.header("x-first-death-queue")?.text ?? first?.text("queue") ?? BusName.deadLetterQueue
        exchange = first?.text("exchange") ?? ""
        routingKey = first?.firstText("routing-keys") ?? queue
    }

    func letter(from delivery: Delivery, at time: Timestamp) -> DeadLetter {
        let trust = TrustPolicy.standard
        var original = delivery
        original.exchange = exchange
        let envelope = ReceivedEnvelope(original, trust: trust)
        let edge = Identity.edge(
            messageID: envelope.messageID,
            fingerprint: envelope.fingerprint,
            body: delivery.body
        )
        let fault = Fault(.message, code, stage: .broker, reason: sentence, advice: "Look at the consumer of this queue.")
        return DeadLetter(
            id: Identity.unit(queue: queue, edge: edge, generation: envelope.generation),
            edge: edge,
            queue: queue,
            exchange: exchange,
            routingKey: routingKey,
            properties: delivery.properties,
            body: delivery.body,
            fault: fault,
            attempts: [
                DeadLetter.Attempt(at: time, number: 1, stage: .broker, code: code, reason: fault.reason)
            ],
            firstSeen: envelope.firstSeen
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

        func text(_ name: String) -> String? {
            headers.first { $0.name == name }?.value.text
        }

        func firstText(_ name: String) -> String? {
            guard case .list(let values)? = headers.first(where: { $0.name == name })?.value else { return nil }
            return values.first?.text
        }
    }
}
