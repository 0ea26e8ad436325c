/// What the books are asked for each delivery before anything is done about it.
public struct ClaimRequest: Sendable, Hashable {
    /// Names the unit: (queue, edge, generation).
    ///
    /// Known without decoding, so that an unreadable message, a healthy one
    /// and the broker's own dead letter of either have the same name.
    public var unit: Digest128
    /// Names what was sent: (message id, content), the same at the sender and at the receiver.
    public var edge: Digest128
    /// The message id as received; empty where there is none.
    public var messageID: String
    /// Hash of (scope, idempotency key, generation); nil where the message could not be read far enough.
    public var key: Digest128?
    /// SHA-256 of the decoded input; empty where the message could not be read.
    public var fingerprint: [UInt8]
    /// The replay by which the message comes again; nil for an ordinary delivery.
    public var replayID: String?

    /// Makes a request.
    public init(
        unit: Digest128,
        edge: Digest128,
        messageID: String,
        key: Digest128?,
        fingerprint: [UInt8],
        replayID: String? = nil
    ) {
        self.unit = unit
        self.edge = edge
        self.messageID = messageID
        self.key = key
        self.fingerprint = fingerprint
        self.replayID = replayID
    }
}

/// The right to work on a unit, until it is completed or released or another owner takes it over.
public struct Claim: Sendable, Hashable {
    /// The row of the books.
    public var row: Int64
    /// The owner's session; a later session has a higher one, and completing must match it.
    public var fence: Int64
    /// How many attempts the row has seen before this one.
    public var attempts: Int

    /// Makes a claim.
    public init(row: Int64, fence: Int64, attempts: Int) {
        self.row = row
        self.fence = fence
        self.attempts = attempts
    }
}

/// What the books say about one delivery.
public enum ClaimDecision: Sendable, Hashable {
    /// Work on it.
    case claimed(Claim)
    /// The unit stands in that account already: acknowledge, nothing else. Counted as a copy.
    case copy(Account)
    /// Another unit with the same key and content is done; the row says so now: acknowledge.
    case suppressed
    /// Another unit with the same key has other content: dead-letter it and complete the claim.
    case conflict(Claim)
    /// This owner itself works on the unit or its key: ask again when that is complete.
    case busyHere
    /// Another live owner works on the unit or its key: let it wait, that is not an attempt.
    case busyElsewhere
}
