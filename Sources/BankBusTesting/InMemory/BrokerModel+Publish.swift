import AMQP
import Canonical

extension BrokerModel {
    /// The broker's answer to a publication whose routing key no queue takes.
    static let noRoute = PublishOutcome.returned(code: 312, text: "NO_ROUTE")

    /// Publishes a batch as ``AMQPPublisher`` does: what follows a failed publication of the same order key, or a
    /// missing exchange, is not sent.
    mutating func publish(_ batch: [Publication]) -> [PublishOutcome] {
        var failedKeys: Set<String> = []
        var lost: Fault?
        return batch.map { publication in
            if let fault = outage ?? lost { return .unknown(fault) }
            if let key = publication.orderKey, failedKeys.contains(key) { return .unknown(Self.notSent) }
            let outcome = publish(publication)
            if case .unknown(let fault) = outcome, fault.code == .brokerTopology { lost = fault }
            if let key = publication.orderKey, !outcome.isConfirmed { failedKeys.insert(key) }
            return outcome
        }
    }

    private mutating func publish(_ publication: Publication) -> PublishOutcome {
        let injected = publishFaults.popFirst() ?? nil
        switch injected {
        case .loseMessage: return .unknown(Self.notConfirmed)
        case .reject: return .rejected
        case .loseConfirm, nil: break
        }
        let outcome = store(
            StoredMessage(
                position: 0,
                exchange: publication.exchange,
                routingKey: publication.routingKey,
                properties: Self.received(publication.properties),
                body: publication.body
            )
        )
        return injected == .loseConfirm ? .unknown(Self.notConfirmed) : outcome
    }

    private mutating func store(_ message: StoredMessage) -> PublishOutcome {
        let route = route(
            exchange: message.exchange,
            routingKey: message.routingKey,
            headers: message.properties.headers
        )
        guard let route else {
            return .unknown(Self.topology("The broker closed the channel: 404 NOT_FOUND - no such exchange."))
        }
        if route.isEmpty { return Self.noRoute }
        // The other queues have it all the same; a publisher that tries again makes copies there.
        return append(message, to: route) ? .confirmed : .rejected
    }

    /// Adds a message to queues; false if one of them is full.
    mutating func append(_ message: StoredMessage, to names: [String]) -> Bool {
        var isTaken = true
        for name in names {
            guard queues[name]?.isFull == false else {
                isTaken = false
                continue
            }
            queues[name]?.append(message, at: now)
            if let excess = queues[name]?.popExcess() { deadLetter(excess, from: name, reason: .lengthExceeded) }
        }
        return isTaken
    }

    private static func received(_ sent: PublishProperties) -> MessageProperties {
        var properties = MessageProperties(headers: sent.headers)
        properties.contentType = sent.contentType
        properties.contentEncoding = sent.contentEncoding
        properties.deliveryMode = 2
        properties.correlationID = sent.correlationID
        properties.messageID = sent.messageID
        properties.timestamp = sent.timestamp
        properties.type = sent.type
        properties.appID = sent.appID
        return properties
    }

    private static let notSent = Fault(
        .transient,
        .publishUnknown,
        stage: .publish,
        reason: "Not sent: the publication before it with the same order key was not confirmed."
    )

    private static let notConfirmed = Fault(
        .transient,
        .publishUnknown,
        stage: .publish,
        reason: "The connection was lost before the confirm."
    )
}
