import AMQP
import BankBusTesting
import Bus
import GRDB

/// What goes wrong in the story.
extension DemoStage {
    private static let queuesSafeAfter: Duration = .seconds(8)

    func setLedgerOut(_ isOut: Bool) async throws {
        try await ledger.write { try Ledger.setOut(isOut, in: $0) }
    }

    func killLedger() async throws {
        await worker.kill()
        try worker.start()
    }

    func killRoutes() async throws {
        await routes.kill()
        try routes.start()
    }

    func killBroker() async throws {
        // RabbitMQ 3.10 forgets a quorum queue that was declared a moment before the machine dies (Ra 2.2): that would be
        // the broker's loss and not the story told here.
        let left = Self.queuesSafeAfter - (ContinuousClock.now - declaredAt)
        if left > .zero { try await time.sleep(left) }
        try await node.kill()
        try await node.restart()
    }

    /// Stops the ledger worker in good order: what is in its queue from now on has not been applied.
    func pauseLedger() async {
        await worker.stop()
    }

    /// Takes one message from the paused ledger's queue without applying it, and lets the ledger go on.
    func removeMessage() async throws {
        let client = TopologyClient(settings: configuration.broker.settings)
        for _ in 0..<Self.resendsMax {
            if try await client.get(queue: "ledger", acknowledge: true) != nil { break }
            try await time.sleep(Self.pollInterval)
        }
        try worker.start()
    }

    /// Posts the latest payment a second time.
    func doublePosting() async throws {
        try await ledger.write { database in
            try database.execute(
                sql: """
                    INSERT INTO entry(payment, account, side, currency, minor_units)
                    SELECT payment, account, side, currency, minor_units FROM entry
                    WHERE payment = (SELECT payment FROM entry ORDER BY id DESC LIMIT 1)
                    """
            )
        }
    }
}
