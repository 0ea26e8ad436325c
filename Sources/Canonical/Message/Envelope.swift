/// Who sent a message, what it is, when, about whom, and how it is told apart: CloudEvents 1.0 attributes plus the bus's own.
public struct Envelope: Sendable, Hashable {
    /// CloudEvents `id`: the message id, unique per source.
    public var id: String
    /// CloudEvents `type`: the document type, such as `payment.credit-transfer.v1`.
    public var type: String
    /// CloudEvents `source`: the application or route that made the message.
    public var source: String
    /// CloudEvents `time`: when the event happened.
    public var time: Timestamp
    /// CloudEvents `subject`: the business key, such as the account.
    public var subject: String?
    /// CloudEvents `datacontenttype`: MIME type of the payload.
    public var contentType: String?
    /// How the payload's bytes are encoded, such as `gzip`.
    public var contentEncoding: String?
    /// CloudEvents `dataschema`: URI of the payload's schema.
    public var dataSchema: String?
    /// The conversation that the message belongs to.
    public var correlationID: String?
    /// The id of the message that caused this one.
    public var causationID: String?
    /// W3C trace context, `traceparent`.
    public var traceParent: String?
    /// W3C trace context, `tracestate`.
    public var traceState: String?
    /// The key under which a receiver applies the message once.
    public var idempotencyKey: String?
    /// SHA-256 of the input that the message was made from, as lower-case hexadecimal.
    public var fingerprint: String?
    /// Which run of the work: 0, or the id of a forced replay.
    public var generation: String?
    /// How often it has been tried before, from 0.
    public var attempt: Int
    /// When the bus first saw it.
    public var firstSeen: Timestamp?
    /// The replay that it is published by.
    public var replayID: String?

    /// Makes an envelope; what is not named is absent.
    public init(id: String, type: String, source: String, time: Timestamp) {
        self.id = id
        self.type = type
        self.source = source
        self.time = time
        self.attempt = 0
    }
}
