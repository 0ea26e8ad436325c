import Canonical

/// A message in a queue of the in-memory broker.
struct StoredMessage: Sendable, Hashable {
    /// Position in the queue's order of arrival.
    var position: UInt64
    /// The exchange it was published, or dead-lettered, to.
    var exchange: String
    /// The routing key.
    var routingKey: String
    /// Properties and headers.
    var properties: MessageProperties
    /// The body.
    var body: [UInt8]
    /// How often it came back from a consumer.
    var returns = 0
    /// When it expires, on the broker's virtual clock.
    var expires: Duration?
}
