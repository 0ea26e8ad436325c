@testable import Bus
import Canonical
import Testing

/// The state of a batch, step by step.
@Suite("Settlement ledger")
struct SettlementLedgerTests {
    private static let claim = Claim(row: 1, fence: 1, attempts: 0)
    private static let refusal = Fault(.transient, .publishRejected, stage: .publish, reason: "Refused.")
    private static let forever = Fault(.message, .formatLimit, stage: .publish, reason: "Too large.")

    private let returns = ReturnPublications(
        queue: BusScene.queue,
        retry: RetryPolicy(delays: [RetryDelay(milliseconds: 1_000)]),
        trust: .standard,
        limits: .standard
    )

    private func ledger(_ work: Work, attempt: Int64 = 0) -> SettlementLedger {
        let delivery = Delivery.sample("k|a", exchange: "", headers: [Header(HeaderName.attempt, .integer(attempt))])
        let received = Received(delivery, queue: BusScene.queue, trust: .standard)
        var ledger = SettlementLedger([PlannedDelivery(received, work)])
        ledger.plan(0, returns: returns, at: .epoch)
        return ledger
    }

    private func publication() -> Publication {
        Publication(exchange: "bus.publish", routingKey: "k", properties: PublishProperties(), body: [])
    }

    /// Lets each open publication have this fate.
    private func record(_ fate: Courier.Fate, _ ledger: inout SettlementLedger) {
        let open = ledger.openPublications
        ledger.record(open.map { _ in fate }, of: open)
    }

    @Test
    func `what needs nothing is settled from the start`() {
        let ledger = ledger(.acknowledge)
        #expect(ledger.openPublications.isEmpty)
        #expect(ledger.completions.isEmpty)
        #expect(ledger.acknowledgeable.count == 1)
    }

    @Test
    func `a forward is open, confirmed, complete, and only then settled`() {
        var ledger = ledger(.forward(Self.claim, [publication()], sent: []))
        #expect(ledger.completions.isEmpty)
        #expect(ledger.acknowledgeable.isEmpty)
        record(.confirmed, &ledger)
        #expect(ledger.openPublications.isEmpty)
        #expect(ledger.completions.map(\.account) == [.delivered])
        #expect(ledger.acknowledgeable.isEmpty)
        ledger.recordCompletion(nil)
        #expect(ledger.acknowledgeable.isEmpty)
        ledger.recordCompletion([true])
        #expect(ledger.acknowledgeable.count == 1)
    }

    @Test
    func `a forward of nothing is filtered`() {
        #expect(ledger(.forward(Self.claim, [], sent: [])).completions.map(\.account) == [.filtered])
    }

    @Test
    func `a refused forward is reopened, then waits`() {
        var ledger = ledger(.forward(Self.claim, [publication()], sent: []))
        record(.refused(Self.refusal), &ledger)
        #expect(ledger.hasRefused)
        #expect(ledger.completions.isEmpty)
        ledger.reopenRefused()
        #expect(ledger.openPublications.count == 1)
        record(.refused(Self.refusal), &ledger)
        ledger.divertRefused(returns: returns, canFile: true, at: .epoch)
        #expect(!ledger.hasRefused)
        #expect(
            ledger.openPublications.map { ledger.publication($0).exchange }.allSatisfy { $0.hasPrefix("bus.retry.") }
        )
        record(.confirmed, &ledger)
        #expect(ledger.completions.map(\.account) == [.waiting])
        #expect(ledger.completions.map(\.faultCode) == [.publishRejected])
    }

    @Test
    func `after the last attempt a refused forward is exhausted`() {
        var ledger = ledger(.forward(Self.claim, [publication()], sent: []), attempt: 1)
        record(.refused(Self.refusal), &ledger)
        ledger.divertRefused(returns: returns, canFile: true, at: .epoch)
        #expect(ledger.openPublications.map { ledger.publication($0).exchange } == [BusName.deadExchange])
        record(.confirmed, &ledger)
        #expect(ledger.completions.map(\.account) == [.deadLettered])
        #expect(ledger.completions.map(\.faultCode) == [.deliveryExhausted])
    }

    @Test
    func `what can never be published is not reopened`() {
        var ledger = ledger(.forward(Self.claim, [publication()], sent: []))
        record(.refused(Self.forever), &ledger)
        ledger.reopenRefused()
        #expect(ledger.openPublications.isEmpty)
        ledger.divertRefused(returns: returns, canFile: true, at: .epoch)
        #expect(ledger.openPublications.map { ledger.publication($0).exchange } == [BusName.deadExchange])
    }

    @Test(arguments: [true, false])
    func `a refused dead letter is filed, or tried again where there is no store`(canFile: Bool) {
        var ledger = ledger(.deadLetter(Self.claim, Self.forever))
        record(.refused(Self.refusal), &ledger)
        ledger.divertRefused(returns: returns, canFile: canFile, at: .epoch)
        #expect(ledger.lettersToFile.count == (canFile ? 1 : 0))
        #expect(ledger.openPublications.count == (canFile ? 0 : 1))
        #expect(ledger.completions.isEmpty)
        ledger.recordFiling(true)
        #expect(ledger.completions.count == (canFile ? 1 : 0))
    }

    @Test
    func `a letter that could not be filed is given up and its claim released`() {
        var ledger = ledger(.deadLetter(Self.claim, Self.forever))
        record(.refused(Self.refusal), &ledger)
        ledger.divertRefused(returns: returns, canFile: true, at: .epoch)
        ledger.recordFiling(false)
        #expect(ledger.claimsToRelease == [Self.claim])
        #expect(ledger.completions.isEmpty)
        #expect(ledger.acknowledgeable.isEmpty)
    }

    @Test
    func `a forward of which one is abandoned is released, not settled`() {
        var ledger = ledger(.forward(Self.claim, [publication(), publication()], sent: []))
        ledger.record([.confirmed, .abandoned], of: ledger.openPublications)
        #expect(ledger.claimsToRelease == [Self.claim])
        #expect(ledger.completions.isEmpty)
        ledger.recordCompletion([])
        #expect(ledger.acknowledgeable.isEmpty)
    }

    @Test
    func `a wait is settled by its confirm, without the books`() {
        var ledger = ledger(.wait)
        #expect(ledger.acknowledgeable.isEmpty)
        record(.confirmed, &ledger)
        #expect(ledger.completions.isEmpty)
        #expect(ledger.claimsToRelease.isEmpty)
        #expect(ledger.acknowledgeable.count == 1)
    }

    @Test
    func `what is still refused when the task is cancelled is released`() {
        var ledger = ledger(.retry(Self.claim, Self.refusal))
        record(.refused(Self.refusal), &ledger)
        ledger.abandonRefused()
        #expect(!ledger.hasRefused)
        #expect(ledger.claimsToRelease == [Self.claim])
        #expect(ledger.acknowledgeable.isEmpty)
    }
}
