/// The properties and headers of an AMQP 0-9-1 message as they were received.
///
/// What the bus publishes is not made from this but from ``PublishProperties``: copying what came in multiplies,
/// expires or drops messages.
public struct MessageProperties: Sendable, Hashable {
    /// MIME type of the body.
    public var contentType: String?
    /// Encoding of the body, such as `gzip`.
    public var contentEncoding: String?
    /// Headers in the order received.
    public var headers: [Header]
    /// 1 transient, 2 persistent.
    public var deliveryMode: UInt8?
    /// Priority, 0 to 255.
    public var priority: UInt8?
    /// Correlation identifier.
    public var correlationID: String?
    /// Address for replies.
    public var replyTo: String?
    /// Time to live in milliseconds, as text.
    public var expiration: String?
    /// Message identifier.
    public var messageID: String?
    /// Seconds since 1970.
    public var timestamp: UInt64?
    /// Type name of the message.
    public var type: String?
    /// The user that published, checked by the broker.
    public var userID: String?
    /// The application that published.
    public var appID: String?

    /// Makes empty properties.
    public init(headers: [Header] = []) {
        self.headers = headers
    }

    /// The value of the first header of that name.
    public func header(_ name: String) -> HeaderValue? {
        // By index, since iterating would copy each header.
        for index in headers.indices where headers[index].name == name { return headers[index].value }
        return nil
    }
}
