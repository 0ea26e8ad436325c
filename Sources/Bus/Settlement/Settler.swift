package import Canonical
package import Logging

/// Ends deliveries: publishes what they cause, completes their rows, and only then acknowledges them.
///
/// The order is the guarantee. A process that dies anywhere in between leaves the delivery with the broker and the claim
/// with a dead owner; the next owner does the same work again under the same ids.
package struct Settler: Sendable {
    private let scope: String
    private let books: any BookStore
    private let deadLetters: (any DeadLetterStore)?
    private let courier: Courier
    private let returns: ReturnPublications
    private let patience: StorePatience
    private let time: BusTime

    package init(
        scope: String,
        books: any BookStore,
        deadLetters: (any DeadLetterStore)?,
        publisher: any MessagePublisher,
        returns: ReturnPublications,
        time: BusTime,
        logger: Logger,
        repair: (@Sendable () async -> Void)? = nil
    ) {
        self.scope = scope
        self.books = books
        self.deadLetters = deadLetters
        self.courier = Courier(publisher: publisher, time: time, logger: logger, repair: repair)
        self.returns = returns
        self.patience = StorePatience(time: time, logger: logger)
        self.time = time
    }

    /// Settles a batch.
    ///
    /// - Returns: the tags that may be acknowledged. Those left out were given up by a cancelled task: their claims are
    ///   released, and the broker delivers them again.
    /// - Throws: a programmer fault of a store; nothing of the batch may be acknowledged then.
    package func settle(_ batch: [PlannedDelivery]) async throws(Fault) -> [DeliveryTag] {
        var ledger = SettlementLedger(batch)
        await publishFirst(&ledger)
        try await publishAgain(&ledger)
        try await fileDirectly(&ledger)
        try await complete(&ledger)
        return ledger.acknowledgeable
    }

    // MARK: - Steps

    /// Everything that the batch plans to publish, in one pipelined batch.
    private func publishFirst(_ ledger: inout SettlementLedger) async {
        let now = time.now()
        for index in ledger.entries.indices { ledger.plan(index, returns: returns, at: now) }
        await publishOpen(&ledger)
    }

    /// What the broker refused, once more at once; then by way of a wait queue or the dead letters.
    private func publishAgain(_ ledger: inout SettlementLedger) async throws(Fault) {
        guard ledger.hasRefused else { return }
        ledger.reopenRefused()
        await publishOpen(&ledger)
        let now = time.now()
        var pause = Duration.milliseconds(100)
        while ledger.hasRefused {
            ledger.divertRefused(returns: returns, canFile: deadLetters != nil, at: now)
            await publishOpen(&ledger)
            guard ledger.hasRefused else { return }
            // Even the wait queues are refused: the deliveries stay where they are until they are not.
            do { try await time.sleep(pause) } catch { return ledger.abandonRefused() }
            pause = min(pause * 2, .seconds(5))
        }
    }

    private func publishOpen(_ ledger: inout SettlementLedger) async {
        let batch = ledger.openPublications
        guard !batch.isEmpty else { return }
        ledger.record(await courier.publish(batch.map(ledger.publication)), of: batch)
    }

    /// Dead letters that `bus.dead` does not take.
    private func fileDirectly(_ ledger: inout SettlementLedger) async throws(Fault) {
        let letters = ledger.lettersToFile
        guard !letters.isEmpty, let deadLetters else { return }
        let isFiled = try await patience.insist { () async throws(Fault) in try await deadLetters.file(letters) } != nil
        ledger.recordFiling(isFiled)
    }

    private func complete(_ ledger: inout SettlementLedger) async throws(Fault) {
        let released = ledger.claimsToRelease
        if !released.isEmpty {
            // A claim that cannot be released is taken over when this owner's session ends.
            _ = try? await books.release(released, scope: scope)
        }
        let completions = ledger.completions
        guard !completions.isEmpty else { return }
        let now = time.now()
        let kept = try await patience.insist { () async throws(Fault) in
            try await books.complete(completions, scope: scope, at: now)
        }
        ledger.recordCompletion(kept)
    }
}
