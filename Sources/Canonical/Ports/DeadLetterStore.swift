/// Keeps dead letters: filed by the collector, looked at and replayed by operators.
public protocol DeadLetterStore: Sendable {
    /// Files dead letters in one durable transaction.
    ///
    /// Filing an id again is one record: attempts that it does not have yet are added, and a record that had been
    /// replayed is opened again unless the same attempt (number and time) is already there. The bytes stay the first ones.
    func file(_ letters: [DeadLetter]) async throws(Fault)

    /// Finds one by id.
    func letter(_ id: Digest128) async throws(Fault) -> DeadLetter?

    /// Lists letters without their bodies, newest first.
    func letters(matching filter: DeadLetterFilter) async throws(Fault) -> [DeadLetterSummary]

    /// Counts the open letters by queue and fault code.
    func causes() async throws(Fault) -> [DeadLetterCause]

    /// Marks an open letter as replayed, before it is published, so that two operators do not replay it at once.
    ///
    /// - Returns: false if it is not open (any more).
    func beginReplay(_ id: Digest128, replayID: String, at time: Timestamp) async throws(Fault) -> Bool

    /// Opens the letter again, if that replay could not be published.
    func abandonReplay(_ id: Digest128, replayID: String) async throws(Fault)
}

/// Which dead letters to list.
public struct DeadLetterFilter: Sendable, Hashable {
    /// Only of this queue.
    public var queue: String?
    /// Only with this fault code.
    public var code: FaultCode?
    /// Only in this state; nil for all.
    public var state: DeadLetter.State? = .open
    /// At most this many.
    public var countMax = 1_000

    /// All open ones.
    public init() {}
}

/// One line of a listing.
public struct DeadLetterSummary: Sendable, Hashable {
    /// The id.
    public var id: Digest128
    /// Names what the sender sent.
    public var edge: Digest128
    /// The queue that it failed on.
    public var queue: String
    /// The message id as received, if there was one.
    public var messageID: String?
    /// The code of its last fault.
    public var code: FaultCode
    /// The sentence of its last fault.
    public var reason: String
    /// How many attempts are recorded.
    public var attempts: Int
    /// When it was last filed or replayed.
    public var changedAt: Timestamp
    /// Where it stands.
    public var state: DeadLetter.State

    /// Makes a line.
    public init(
        id: Digest128,
        edge: Digest128,
        queue: String,
        messageID: String?,
        code: FaultCode,
        reason: String,
        attempts: Int,
        changedAt: Timestamp,
        state: DeadLetter.State
    ) {
        self.id = id
        self.edge = edge
        self.queue = queue
        self.messageID = messageID
        self.code = code
        self.reason = reason
        self.attempts = attempts
        self.changedAt = changedAt
        self.state = state
    }
}

/// How many open dead letters have the same cause.
public struct DeadLetterCause: Sendable, Hashable {
    /// The queue that they failed on.
    public var queue: String
    /// Their fault code.
    public var code: FaultCode
    /// How many.
    public var count: Int

    /// Makes a cause.
    public init(queue: String, code: FaultCode, count: Int) {
        self.queue = queue
        self.code = code
        self.count = count
    }
}
