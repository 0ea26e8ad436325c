/// A message on its way to an exchange; always mandatory, always persistent, always confirmed.
public struct Publication: Sendable, Hashable {
    /// The exchange; empty for the default exchange, which routes by queue name.
    public var exchange: String
    /// The routing key.
    public var routingKey: String
    /// Properties and headers.
    public var properties: PublishProperties
    /// The body.
    public var body: [UInt8]
    /// Publications with the same order key go out one after the other, each after the confirm of the one before;
    /// nil where order does not matter.
    public var orderKey: String?

    /// Makes a publication.
    public init(
        exchange: String,
        routingKey: String,
        properties: PublishProperties,
        body: [UInt8],
        orderKey: String? = nil
    ) {
        self.exchange = exchange
        self.routingKey = routingKey
        self.properties = properties
        self.body = body
        self.orderKey = orderKey
    }
}

/// What became of one publication.
public enum PublishOutcome: Sendable, Hashable {
    /// The broker has it, safely.
    case confirmed
    /// No queue takes it; the broker's reply code and text.
    case returned(code: Int, text: String)
    /// The broker refused it (nack), for instance because a queue is full.
    case rejected
    /// Sent or not, confirmed or not: the connection or channel was lost, or time ran out. Publish again under the same id.
    case unknown(Fault)

    /// Whether the broker has it, safely.
    public var isConfirmed: Bool { self == .confirmed }
}
