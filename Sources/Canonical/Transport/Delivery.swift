/// A message as the broker delivered it: bytes, properties and where it came from, not yet settled.
public struct Delivery: Sendable, Hashable {
    /// Names this delivery towards the consumer that handed it out.
    public var tag: DeliveryTag
    /// The exchange it was published to; empty for the default exchange (retries, replays).
    public var exchange: String
    /// The routing key it was published with.
    public var routingKey: String
    /// Whether the broker hands it out again; a hint only.
    public var isRedelivered: Bool
    /// Properties and headers.
    public var properties: MessageProperties
    /// The body.
    public var body: [UInt8]
    /// Why properties or body could not be taken over whole (nested too deep, too large); the message then is a
    /// message fault, and what is missing is left empty.
    public var defect: Fault?

    /// Makes a delivery.
    public init(
        tag: DeliveryTag,
        exchange: String,
        routingKey: String,
        isRedelivered: Bool = false,
        properties: MessageProperties = MessageProperties(),
        body: [UInt8],
        defect: Fault? = nil
    ) {
        self.tag = tag
        self.exchange = exchange
        self.routingKey = routingKey
        self.isRedelivered = isRedelivered
        self.properties = properties
        self.body = body
        self.defect = defect
    }
}

/// Names a delivery on the channel that delivered it.
///
/// `channel` counts the channels that a consumer has had: a tag of an earlier one is stale and is dropped, never sent.
public struct DeliveryTag: Sendable, Hashable, Comparable {
    /// Which channel of the consumer, from 1.
    public var channel: UInt64
    /// The broker's number on that channel.
    public var number: UInt64

    /// Makes a tag.
    public init(channel: UInt64, number: UInt64) {
        self.channel = channel
        self.number = number
    }

    /// In the order of delivery.
    public static func < (left: DeliveryTag, right: DeliveryTag) -> Bool {
        (left.channel, left.number) < (right.channel, right.number)
    }
}
