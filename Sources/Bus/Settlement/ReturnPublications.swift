package import Canonical

/// Builds what a delivery becomes when it does not go forward: a retry through a wait queue, or a dead letter.
package struct ReturnPublications: Sendable {
    private let queue: String
    private let retry: RetryPolicy
    private let properties: ReturnProperties
    private let wire: DeadLetterWire

    package init(queue: String, retry: RetryPolicy, trust: TrustPolicy, limits: Limits) {
        self.queue = queue
        self.retry = retry
        self.properties = ReturnProperties(trust: trust)
        self.wire = DeadLetterWire(limits: limits)
    }

    /// What a fault leads to.
    package enum Next: Sendable {
        /// To a wait queue.
        case retry(Publication)
        /// To the dead letters, with this record.
        case deadLetter(DeadLetter, Publication)
    }

    /// The next step after a transient fault: another attempt, or none any more.
    package func afterTransient(_ fault: Fault, _ received: Received, at time: Timestamp) -> Next {
        if let delay = retry.delay(afterAttempt: received.attemptNumber) {
            return .retry(waiting(received, delay: delay, attempt: received.attemptNumber, at: time))
        }
        let exhausted = Fault(
            .message,
            .deliveryExhausted,
            stage: fault.stage,
            place: fault.place,
            reason: "The last of \(received.attemptNumber) attempts failed with \(fault.code.name): \(fault.reason)",
            advice: "Mend the cause and replay it."
        )
        return deadLetter(exhausted, received, at: time)
    }

    /// The wait for another owner: same attempt number, shortest delay.
    package func waitingForOwner(_ received: Received, at time: Timestamp) -> Publication {
        waiting(received, delay: retry.ownerDelay, attempt: received.envelope.attempt, at: time)
    }

    /// The dead letter of a delivery.
    package func deadLetter(_ fault: Fault, _ received: Received, at time: Timestamp) -> Next {
        let delivery = received.delivery
        let letter = DeadLetter(
            id: received.unit,
            edge: received.edge,
            queue: queue,
            exchange: received.envelope.originExchange,
            routingKey: received.envelope.originRoutingKey,
            properties: delivery.properties,
            body: delivery.body,
            fault: fault,
            attempts: [
                DeadLetter.Attempt(
                    at: time,
                    number: received.attemptNumber,
                    stage: fault.stage,
                    code: fault.code,
                    reason: fault.reason
                )
            ],
            firstSeen: received.envelope.firstSeen ?? time
        )
        return .deadLetter(letter, wire.publication(of: letter))
    }

    private func waiting(_ received: Received, delay: RetryDelay, attempt: Int, at time: Timestamp) -> Publication {
        let name = RetryDelay.name(milliseconds: delay.sibling(for: received.unit.low))
        let envelope = received.envelope
        return Publication(
            exchange: BusName.retryExchange(name),
            routingKey: queue,
            properties: properties.properties(
                of: received.delivery.properties,
                publishedTo: received.delivery.exchange,
                controls: ReturnProperties.Controls(
                    attempt: attempt,
                    firstSeen: envelope.firstSeen ?? time,
                    replayID: envelope.replayID,
                    originExchange: envelope.originExchange,
                    originRoutingKey: envelope.originRoutingKey
                )
            ),
            body: received.delivery.body
        )
    }
}
