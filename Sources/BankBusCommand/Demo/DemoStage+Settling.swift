import BankBusTesting
import Bus
import Canonical
import Stores

/// Waiting until the bus has settled what it was sent.
extension DemoStage {
    /// Without any change for this long nothing more will come: longer than the longest delay of the demo's retries.
    private static let stallMax: Duration = .seconds(25)

    /// Waits until every message that the script has sent is in the account where it belongs.
    func waitUntilSettled(isRepaired: Bool, within limit: Duration) async throws {
        let deadline = ContinuousClock.now + limit
        var last = try await totals()
        var lastChange = ContinuousClock.now
        while ContinuousClock.now < deadline, ContinuousClock.now - lastChange < Self.stallMax {
            if try await isSettled(isRepaired: isRepaired) { return }
            try checkProcesses()
            let now = try await totals()
            if now != last { (last, lastChange) = (now, ContinuousClock.now) }
            try await time.sleep(Self.pollInterval)
        }
        Console.note("bankbus: the bus has not settled everything in time; the books show what is open")
    }

    private func isSettled(isRepaired: Bool) async throws -> Bool {
        let units: Set<DemoMessage.Fate> = [.posted, .suppressed, .conflict, .malformed, .repaired]
        let totals = try await totals()
        for (scope, source) in [("mt103", DemoPayment.Source.gateway), ("payment-events", .coreBanking)] {
            guard let total = totals[scope], total.isSettled, total.opened >= script.count(source, units) else {
                return false
            }
        }
        guard let total = totals["ledger"], total.isSettled,
            total.opened >= script.expectedPayments.count
        else { return false }
        let unfiled = totals.values.map { $0.units[.deadLettered] ?? 0 }.reduce(0, +)
        let filed = try await causes().map(\.count).reduce(0, +)
        return filed >= unfiled && (!isRepaired || (total.units[.deadLettered] ?? 0) == 0)
    }

    private func totals() async throws(Fault) -> [String: ScopeTotals] {
        let routes = try await store.books.totals(since: nil)
        let ledger = try await inbox.totals(since: nil)
        return Dictionary((routes + ledger).map { ($0.scope, $0) }) { first, _ in first }
    }

    private func checkProcesses() throws(Fault) {
        guard !routes.hasEnded, !worker.hasEnded else {
            throw Fault(
                .programmer,
                .invariantBroken,
                stage: .setup,
                reason: "A process of the demo has ended by itself.",
                advice: "Look at run.log and ledger.log beside the demo's configuration."
            )
        }
    }
}

extension ScopeTotals {
    /// Whether every unit is in an account where it stays without anybody's doing.
    fileprivate var isSettled: Bool {
        (units[.inFlight] ?? 0) == 0 && (units[.waiting] ?? 0) == 0
    }
}
