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
        let isPassive = headers.allSatisfy { Self.isPassive($0.name) }
        self.headers = isPassive ? headers : headers.filter { Self.isPassive($0.name) }
    }

    /// Whether the broker leaves a header of that name alone.
    public static func isPassive(_ name: String) -> Bool {
        // Asked for each header of each message, so without a copy of the name in lower case.
        let bytes = name.utf8.span
        if bytes.count >= 2, bytes[0] | 0x20 == UInt8(ascii: "x"), bytes[1] == UInt8(ascii: "-") { return false }
        return bytes.count > 3 || !["cc", "bcc"].contains(name.lowercased())
    }
}
