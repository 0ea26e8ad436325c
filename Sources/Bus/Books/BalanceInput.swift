package import Canonical

/// Everything that a balance is drawn from: the rows, the broker and what senders say, read one after the other.
package struct BalanceInput: Sendable {
    /// A route or worker with its queue and its rows.
    package struct Receiver: Sendable {
        package var scope: String
        package var queue: String
        /// The exchange and patterns by which messages reach it.
        package var exchange: String
        package var bindings: [TopicPattern]
        package var totals: ScopeTotals
        package var rows: [BookRow]

        package init(
            scope: String,
            queue: String,
            exchange: String,
            bindings: [TopicPattern],
            totals: ScopeTotals,
            rows: [BookRow]
        ) {
            self.scope = scope
            self.queue = queue
            self.exchange = exchange
            self.bindings = bindings
            self.totals = totals
            self.rows = rows
        }
    }

    package var receivers: [Receiver]
    package var sent: [SentRow]
    package var letters: [DeadLetterSummary]
    /// Messages per queue (ready, unacknowledged and on their way to a dead-letter exchange); nil where the broker could
    /// not be asked.
    package var depths: [String: Int]?
    /// Whether every publisher keeps books: then a message that nobody says to have sent is a finding.
    package var isUpstreamClosed: Bool
    /// When the broker was asked: what was sent or first seen later cannot be asked of it; nil where nothing moved.
    package var brokerReadFrom: Timestamp?
    /// From when on a message is asked for; rows and sent messages are given whole, since its two sides may lie on
    /// different sides of that instant.
    package var since: Timestamp?

    package init(
        receivers: [Receiver],
        sent: [SentRow],
        letters: [DeadLetterSummary],
        depths: [String: Int]?,
        isUpstreamClosed: Bool,
        brokerReadFrom: Timestamp? = nil,
        since: Timestamp? = nil
    ) {
        self.receivers = receivers
        self.sent = sent
        self.letters = letters
        self.depths = depths
        self.isUpstreamClosed = isUpstreamClosed
        self.brokerReadFrom = brokerReadFrom
        self.since = since
    }

    /// Whether something of that time was there when the broker was asked.
    func isOldEnough(_ time: Timestamp) -> Bool { brokerReadFrom.map { time <= $0 } ?? true }

    /// Whether something of that time is asked for.
    func isRecentEnough(_ time: Timestamp) -> Bool { since.map { time >= $0 } ?? true }

    func depth(_ queue: String) -> Int { depths?[queue] ?? 0 }
}
