/// A program from documents of one type to documents of another; pure and total.
public protocol MessageMapping: Sendable {
    /// The name by which routes refer to it, such as `mt103-to-credit-transfer`.
    var name: String { get }
    /// The canonical type of what it makes, such as `payment.credit-transfer.v2`.
    var targetType: String { get }

    /// Maps one document to none (the message is filtered), one or many.
    ///
    /// - Parameters:
    ///   - source: the message as decoded.
    ///   - context: what the route knows of the message beside its content; equal on every retry.
    /// - Returns: the results in their order.
    /// - Throws: a message fault with the path.
    func map(_ source: DocumentValue, in context: MappingContext) throws(Fault) -> [MappedDocument]
}

/// What a route knows of a message beside its content, and supplies to its mapping; equal on every retry.
public struct MappingContext: Sendable, Hashable {
    /// What names the message: generated identifiers are derived from it.
    public var identity: [UInt8]
    /// The message id that its sender gave it; nil if it gave none.
    public var messageID: String?

    /// Makes a context.
    public init(identity: [UInt8], messageID: String? = nil) {
        self.identity = identity
        self.messageID = messageID
    }
}

/// One result of a mapping.
public struct MappedDocument: Sendable, Hashable {
    /// The business key of the message, such as the account that it concerns; becomes the envelope's subject.
    public var subject: String?
    /// The payload.
    public var payload: DocumentValue

    /// Makes a result.
    public init(subject: String?, payload: DocumentValue) {
        self.subject = subject
        self.payload = payload
    }
}
