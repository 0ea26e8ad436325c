/// The bounds on what is read from outside; each has a name, a default and a reason.
public struct Limits: Sendable, Hashable {
    /// Greatest size of a message's body in bytes; larger ones are the message fault `format.limit`.
    public var bodyBytesMax = 16 * 1024 * 1024
    /// The greatest body that a broker takes by its own default (RabbitMQ before 4.0).
    ///
    /// Connections take and give this much, whatever a route reads: a message that is too large for its route must reach
    /// the dead letters whole.
    public static let brokerBodyBytesMax = 128 * 1024 * 1024
    /// Greatest size of all headers together in bytes: near 128 KiB the broker closes the connection.
    public var headerBytesMax = 20 * 1024
    /// Greatest nesting of header tables and lists.
    public var headerDepthMax = 16
    /// Greatest nesting of documents.
    public var documentDepthMax = 64
    /// Greatest number of values in a document.
    public var documentValuesMax = 1_000_000

    /// The defaults.
    public static let standard = Limits()

    /// Makes the default limits, to be changed one by one.
    public init() {}
}
