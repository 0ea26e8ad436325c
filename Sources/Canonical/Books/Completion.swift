/// What became of a claimed unit.
public struct Completion: Sendable, Hashable {
    /// The claim that ends.
    public var claim: Claim
    /// The account that the unit goes to.
    public var account: Account
    /// What was published for it and confirmed.
    public var sent: [SentMessage]
    /// Why it waits or is dead-lettered.
    public var faultCode: FaultCode?

    /// Makes a completion.
    public init(claim: Claim, account: Account, sent: [SentMessage] = [], faultCode: FaultCode? = nil) {
        self.claim = claim
        self.account = account
        self.sent = sent
        self.faultCode = faultCode
    }
}

/// A message that a sender published and the broker confirmed, as the books keep it.
public struct SentMessage: Sendable, Hashable {
    /// Names what was sent, as the receiver will name it.
    public var edge: Digest128
    /// The message id.
    public var messageID: String
    /// The exchange it was published to.
    public var exchange: String
    /// The routing key it was published with.
    public var routingKey: String

    /// Makes an entry.
    public init(edge: Digest128, messageID: String, exchange: String, routingKey: String) {
        self.edge = edge
        self.messageID = messageID
        self.exchange = exchange
        self.routingKey = routingKey
    }
}
