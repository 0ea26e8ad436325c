public import Canonical
import Synchronization

/// A session on ``InMemoryBooks``: the twin of the SQLite store, with faults to order.
public final class InMemoryBookStore: BookStore, BookReader {
    private struct State {
        var fence: Int64 = 0
        var claimFaults: [Fault] = []
        var completionFaults: [Fault] = []
    }

    private let books: InMemoryBooks
    private let state = Mutex(State())

    /// Opens a session on books that it may share with others.
    public init(books: InMemoryBooks = InMemoryBooks()) {
        self.books = books
    }

    /// Lets the next claims fail, one for each fault.
    public func failClaims(with faults: [Fault]) {
        state.withLock { $0.claimFaults += faults }
    }

    /// Lets the next completions fail, one for each fault; nothing of them is written.
    public func failCompletions(with faults: [Fault]) {
        state.withLock { $0.completionFaults += faults }
    }

    /// Ends the session as a crash does: what it has claimed can be taken over at once.
    public func crash() {
        let fence = state.withLock { state in
            defer { state.fence = 0 }
            return state.fence
        }
        books.ledger.withLock { $0.kill(fence) }
    }

    /// Decides on a batch at once.
    public func claim(
        _ requests: [ClaimRequest],
        scope: String,
        at time: Timestamp
    ) async throws(Fault) -> [ClaimDecision] {
        try failIfOrdered { $0.claimFaults.isEmpty ? nil : $0.claimFaults.removeFirst() }
        let fence = fence()
        return books.ledger.withLock { ledger in
            requests.map { ledger.decide($0, scope: scope, at: time, fence: fence) }
        }
    }

    /// Completes claims at once.
    public func complete(
        _ completions: [Completion],
        scope: String,
        at time: Timestamp
    ) async throws(Fault) -> [Bool] {
        try failIfOrdered { $0.completionFaults.isEmpty ? nil : $0.completionFaults.removeFirst() }
        return books.ledger.withLock { ledger in
            completions.map { ledger.complete($0, scope: scope, at: time) }
        }
    }

    /// Gives claims back undone.
    public func release(_ claims: [Claim], scope: String) async throws(Fault) {
        books.ledger.withLock { ledger in
            for claim in claims { ledger.release(claim, scope: scope) }
        }
    }

    /// Notes a unit that is worked on alone.
    public func noteAlone(_ unit: Digest128, scope: String) async throws(Fault) -> Int {
        let fence = fence()
        return books.ledger.withLock { $0.noteAlone(unit, scope: scope, fence: fence) }
    }

    /// Enters what a publisher has sent.
    public func recordSent(_ messages: [SentMessage], sender: String, at time: Timestamp) async throws(Fault) {
        books.ledger.withLock { $0.record(messages, sender: sender, at: time) }
    }

    /// Ends the session in order.
    public func close() async {
        let fence = state.withLock { state in
            defer { state.fence = 0 }
            return state.fence
        }
        books.ledger.withLock { $0.end(fence) }
    }

    // MARK: - BookReader

    /// The accounts of every scope.
    public func totals(since: Timestamp?) async throws(Fault) -> [ScopeTotals] {
        var totals: [String: ScopeTotals] = [:]
        for row in books.ledger.withLock({ $0.rows }) where since.map({ row.firstSeen >= $0 }) ?? true {
            let empty = ScopeTotals(scope: row.scope, units: [:], copies: 0, oldestOpen: nil)
            var scope = totals[row.scope] ?? empty
            scope.units[row.account, default: 0] += 1
            scope.copies += row.copies
            if !row.account.isFinal { scope.oldestOpen = min(scope.oldestOpen ?? row.firstSeen, row.firstSeen) }
            totals[row.scope] = scope
        }
        return totals.values.sorted { $0.scope < $1.scope }
    }

    /// The rows of a scope.
    public func rows(scope: String, since: Timestamp?) async throws(Fault) -> [BookRow] {
        books.ledger.withLock { $0.rows }
            .filter { row in row.scope == scope && (since.map { row.firstSeen >= $0 } ?? true) }
            .map { row in
                BookRow(
                    unit: row.request.unit,
                    edge: row.request.edge,
                    messageID: row.request.messageID,
                    account: row.account,
                    firstSeen: row.firstSeen
                )
            }
    }

    /// Everything entered as sent.
    public func sent(since: Timestamp?) async throws(Fault) -> [SentRow] {
        books.ledger.withLock { $0.sent }.filter { row in since.map { row.at >= $0 } ?? true }
    }

    // MARK: -

    private func fence() -> Int64 {
        state.withLock { state in
            if state.fence == 0 { state.fence = books.ledger.withLock { $0.begin() } }
            return state.fence
        }
    }

    private func failIfOrdered(_ next: (inout State) -> Fault?) throws(Fault) {
        if let fault = state.withLock({ next(&$0) }) { throw fault }
    }
}
