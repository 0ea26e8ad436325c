/// The properties that a publish of BankBus may carry: a whitelist, always persistent.
///
/// There is no way to set expiration, priority, user id or reply-to, and ``init(headers:)`` drops the headers that the
/// broker acts on (`x-…`, `CC`, `BCC`): each of them, copied from a received message, loses or multiplies messages.
public struct PublishProperties: Sendable, Hashable {
    /// MIME type of the body.
    public var contentType: String?
    /// Encoding of the body.
    public var contentEncoding: String?
    /// Correlation identifier.
    public var correlationID: String?
    /// Message identifier.
    public var messageID: String?
    /// Seconds since 1970.
    public var timestamp: UInt64?
    /// Type name of the message.
    public var type: String?
    /// The application that publishes.
    public var appID: String?
    /// The headers, none of which the broker acts on.
    public private(set) var headers: [Header]

    /// Makes properties from headers; those that the broker acts on are dropped.
    public init(headers: [Header] = []) {
        self.headers = headers.filter { Self.isPassive($0.name) }
    }

    /// Whether the broker leaves a header of that name alone.
    public static func isPassive(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return !lowered.hasPrefix("x-") && lowered != "cc" && lowered != "bcc"
    }
}
