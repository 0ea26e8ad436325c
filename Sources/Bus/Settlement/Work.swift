package import Canonical

/// What is to be done about a delivery before it can be acknowledged.
package enum Work: Sendable {
    /// Nothing more: it is in a final account, or another row stands for it.
    case acknowledge
    /// Publish these, then the unit is delivered (or filtered, if there are none).
    case forward(Claim, [Publication], sent: [SentMessage])
    /// Move it to the dead letters.
    case deadLetter(Claim, Fault)
    /// Move it to a wait queue, or to the dead letters after the last attempt.
    case retry(Claim, Fault)
    /// Another live owner works on it: move it to a wait queue; that is not an attempt.
    case wait
}

/// A delivery and what is to be done about it.
package struct PlannedDelivery: Sendable {
    package var received: Received
    package var work: Work

    package init(_ received: Received, _ work: Work) {
        self.received = received
        self.work = work
    }
}
