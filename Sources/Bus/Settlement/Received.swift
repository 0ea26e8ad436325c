package import Canonical

/// A delivery with its envelope read and its names in the books computed.
///
/// A class, because it is handed from step to step and holds some thirty texts: a copy of it is one reference.
package final class Received: Sendable {
    package let delivery: Delivery
    package let envelope: ReceivedEnvelope
    /// Names what the sender sent.
    package let edge: Digest128
    /// Names the unit of the books.
    package let unit: Digest128

    /// Reads a delivery of a queue.
    package init(_ delivery: Delivery, queue: String, trust: TrustPolicy) {
        self.delivery = delivery
        envelope = ReceivedEnvelope(delivery, trust: trust)
        edge = Identity.edge(
            messageID: envelope.messageID,
            fingerprint: envelope.fingerprint,
            body: delivery.body
        )
        unit = Identity.unit(queue: queue, edge: edge, generation: envelope.generation)
    }

    /// The number of the attempt that this delivery is, from 1.
    package var attemptNumber: Int { envelope.attempt + 1 }

    /// Whether the broker has delivered it before and taken it back: it may be what ended an earlier process.
    package var isReturned: Bool {
        (delivery.properties.header("x-delivery-count")?.integer ?? 0) > 0
    }

    /// The request to the books for this delivery.
    package func claimRequest(key: Digest128?, fingerprint: [UInt8]) -> ClaimRequest {
        ClaimRequest(
            unit: unit,
            edge: edge,
            messageID: envelope.messageID ?? "",
            key: key,
            fingerprint: fingerprint,
            replayID: envelope.replayID
        )
    }
}
