import Bus
import Canonical

/// A delivery as a worker sees it: the message for the handler and the request to the books, or what is wrong with it.
struct Incoming: Sendable {
    let received: Received
    let request: ClaimRequest
    let message: Result<Message, Fault>

    /// Reads a delivery of a worker's queue.
    init(_ received: Received, scope: String, at time: Timestamp) {
        let envelope = received.envelope
        let identity = envelope.idempotencyKey.map { "header:" + $0 } ?? envelope.messageID.map { "id:" + $0 }
        guard let identity, received.delivery.defect == nil else {
            self.init(received, fault: received.delivery.defect ?? Self.identityMissing)
            return
        }
        self.init(
            received,
            request: received.claimRequest(
                key: Identity.key(scope: scope, key: identity, generation: envelope.generation),
                fingerprint: envelope.fingerprint.flatMap { [UInt8](hexadecimal: $0) }
                    ?? Identity.sha256(received.delivery.body)
            ),
            message: .success(Message(envelope: envelope.envelope(at: time), body: received.delivery.body))
        )
    }

    /// A delivery that no handler gets to see.
    init(_ received: Received, fault: Fault) {
        self.init(received, request: received.claimRequest(key: nil, fingerprint: []), message: .failure(fault))
    }

    private init(_ received: Received, request: ClaimRequest, message: Result<Message, Fault>) {
        self.received = received
        self.request = request
        self.message = message
    }

    private static let identityMissing = Fault(
        .message,
        .identityMissing,
        stage: .envelope,
        reason: "The message has no key header and no message id.",
        advice: "Set the property message_id."
    )
}

extension [UInt8] {
    /// Reads pairs of hexadecimal digits; nil if it is anything else.
    fileprivate init?(hexadecimal text: String) {
        let digits = text.utf8.map { Self.digit($0) }
        guard digits.count.isMultiple(of: 2), digits.allSatisfy({ $0 != nil }) else { return nil }
        let values = digits.compactMap { $0 }
        self = stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 97...102: byte - 87
        case 65...70: byte - 55
        default: nil
        }
    }
}
