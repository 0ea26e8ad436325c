/// Reads the books: what `balance` and `status` are made of.
public protocol BookReader: Sendable {
    /// The accounts of every scope, for units first seen since an instant (nil: all).
    func totals(since: Timestamp?) async throws(Fault) -> [ScopeTotals]

    /// Every row of a scope, for units first seen since an instant (nil: all), in the order of arrival.
    func rows(scope: String, since: Timestamp?) async throws(Fault) -> [BookRow]

    /// Everything entered as sent since an instant (nil: all), with the sender: a scope or a publisher.
    func sent(since: Timestamp?) async throws(Fault) -> [SentRow]
}

/// How many units of a scope stand in each account.
public struct ScopeTotals: Sendable, Hashable {
    /// The route or worker.
    public var scope: String
    /// Units per account; absent accounts have none.
    public var units: [Account: Int]
    /// Further deliveries of units that had been seen before: a memo, not an account.
    public var copies: Int
    /// When the oldest unit that is not in a final account was first seen.
    public var oldestOpen: Timestamp?

    /// Makes totals.
    public init(scope: String, units: [Account: Int], copies: Int, oldestOpen: Timestamp?) {
        self.scope = scope
        self.units = units
        self.copies = copies
        self.oldestOpen = oldestOpen
    }

    /// All units opened.
    public var opened: Int { units.values.reduce(0, +) }
}

/// One row of the books.
public struct BookRow: Sendable, Hashable {
    /// Names the unit; a dead letter of it has the same id.
    public var unit: Digest128
    /// Names what the sender sent.
    public var edge: Digest128
    /// The message id as received.
    public var messageID: String
    /// Where the unit stands.
    public var account: Account
    /// When it was first seen.
    public var firstSeen: Timestamp

    /// Makes a row.
    public init(unit: Digest128, edge: Digest128, messageID: String, account: Account, firstSeen: Timestamp) {
        self.unit = unit
        self.edge = edge
        self.messageID = messageID
        self.account = account
        self.firstSeen = firstSeen
    }
}

/// One sent message of the books.
public struct SentRow: Sendable, Hashable {
    /// The scope or publisher that sent it.
    public var sender: String
    /// What was sent.
    public var message: SentMessage
    /// When it was entered, after the broker's confirm.
    public var at: Timestamp

    /// Makes a row.
    public init(sender: String, message: SentMessage, at: Timestamp) {
        self.sender = sender
        self.message = message
        self.at = at
    }
}
