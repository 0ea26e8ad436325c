package import Canonical

/// Reads the books and the broker and draws the balance, again if need be.
///
/// Rows, broker and senders cannot be read at one instant, and the broker's count of unacknowledged messages lags. So a
/// difference counts only if the same ids show it again after the broker has had time to count.
package struct Auditor: Sendable {
    /// A route or worker and where its rows are.
    package struct Receiver: Sendable {
        package var scope: String
        package var queue: String
        package var exchange: String
        package var bindings: [TopicPattern]
        package var books: any BookReader

        package init(scope: String, queue: String, exchange: String, bindings: [String], books: any BookReader) {
            self.scope = scope
            self.queue = queue
            self.exchange = exchange
            self.bindings = bindings.map { TopicPattern($0) }
            self.books = books
        }
    }

    /// How many messages the broker has per queue.
    package struct BrokerCount: Sendable, Hashable {
        /// Ready, unacknowledged and on their way to a dead-letter exchange; queues that do not exist are left out.
        package var depths: [String: Int]
        /// Whether any of it is a statistic that may lag.
        package var mayLag: Bool

        package init(depths: [String: Int], mayLag: Bool) {
            self.depths = depths
            self.mayLag = mayLag
        }
    }

    package var receivers: [Receiver]
    /// Whose `sent` rows count: the bus's own store and the publishers'.
    package var senders: [any BookReader]
    package var deadLetters: any DeadLetterStore
    package var isUpstreamClosed: Bool
    /// Counts the broker's messages; nil where the broker cannot be asked.
    package var count: @Sendable () async -> BrokerCount?
    package var time: BusTime

    /// The time in which every version of the broker has counted again.
    package static let lagMax: Duration = .seconds(6)
    private static let readingsMax = 3

    package init(
        receivers: [Receiver],
        senders: [any BookReader],
        deadLetters: any DeadLetterStore,
        isUpstreamClosed: Bool,
        time: BusTime,
        count: @escaping @Sendable () async -> BrokerCount?
    ) {
        self.receivers = receivers
        self.senders = senders
        self.deadLetters = deadLetters
        self.isUpstreamClosed = isUpstreamClosed
        self.time = time
        self.count = count
    }

    /// The balance, for units first seen since an instant (nil: all) and receivers of these scopes (empty: all).
    package func audit(since: Timestamp? = nil, scopes: Set<String> = []) async throws(Fault) -> BalanceReport {
        var earlier: BalanceReport?
        var readings = 0
        while true {
            let (report, mayLag) = try await read(since: since, scopes: scopes)
            readings += 1
            let confirmed = earlier.map { report.confirmed(by: $0) }
            if let confirmed, !confirmed.isBalanced { return confirmed.trimmed }
            let isSure = report.isBalanced && (!mayLag || readings >= Self.readingsMax)
            // What shows once more each time, and never twice the same, is only under way.
            if isSure || readings > Self.readingsMax { return (confirmed ?? report).trimmed }
            // A cancelled task reports what it has.
            do { try await time.sleep(Self.lagMax) } catch { return report.trimmed }
            earlier = report
        }
    }

    private func read(since: Timestamp?, scopes: Set<String>) async throws(Fault) -> (BalanceReport, Bool) {
        // The broker before the rows: what was sent by now and is not received afterwards was there in between. Senders
        // last: what a receiver has must have been sent.
        let start = time.now()
        let broker = await count()
        let read = try await readReceivers(since: since, scopes: scopes)
        var filter = DeadLetterFilter()
        filter.state = nil
        filter.countMax = .max
        let letters = try await deadLetters.letters(matching: filter)
        var sent: [SentRow] = []
        for sender in senders { sent += try await sender.sent(since: nil) }
        let input = BalanceInput(
            receivers: read,
            sent: sent,
            letters: letters,
            depths: broker?.depths,
            isUpstreamClosed: isUpstreamClosed,
            brokerReadFrom: start,
            since: since
        )
        return (Balance.draw(input), broker?.mayLag ?? false)
    }

    private func readReceivers(
        since: Timestamp?,
        scopes: Set<String>
    ) async throws(Fault) -> [BalanceInput.Receiver] {
        var read: [BalanceInput.Receiver] = []
        for receiver in receivers where scopes.isEmpty || scopes.contains(receiver.scope) {
            let totals = try await receiver.books.totals(since: since).first { $0.scope == receiver.scope }
            read.append(
                BalanceInput.Receiver(
                    scope: receiver.scope,
                    queue: receiver.queue,
                    exchange: receiver.exchange,
                    bindings: receiver.bindings,
                    totals: totals ?? ScopeTotals(scope: receiver.scope, units: [:], copies: 0, oldestOpen: nil),
                    rows: try await receiver.books.rows(scope: receiver.scope, since: nil)
                )
            )
        }
        return read
    }
}
