/// A program from documents of one type to documents of another; pure and total.
public protocol MessageMapping: Sendable {
    /// The name by which routes refer to it, such as `mt103-to-credit-transfer`.
    var name: String { get }
    /// The canonical type of what it makes, such as `payment.credit-transfer.v1`.
    var targetType: String { get }

    /// Maps one document to none (the message is filtered), one or many; throws a message fault with the path.
    func map(_ source: DocumentValue) throws(Fault) -> [MappedDocument]
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
