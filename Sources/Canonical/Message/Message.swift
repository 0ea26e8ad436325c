/// An envelope and the payload's bytes.
public struct Message: Sendable, Hashable {
    /// Who, what, when, keys and trace.
    public var envelope: Envelope
    /// The payload as it travels: for canonical types, JSON in UTF-8.
    public var body: [UInt8]

    /// Makes a message.
    public init(envelope: Envelope, body: [UInt8]) {
        self.envelope = envelope
        self.body = body
    }
}
