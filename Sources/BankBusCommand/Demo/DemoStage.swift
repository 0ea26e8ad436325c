import AMQP
import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Logging
import Stores

/// Everything that the demo runs: the broker, the route process, the ledger worker, and the two sending systems.
final class DemoStage: Sendable {
    private let node: PrivateNode
    private let routes: DemoProcess
    private let worker: DemoProcess
    private let ledger: DatabasePool
    private let inbox: SQLiteBookStore
    private let store: SQLiteStore
    private let senders: [DemoPayment.Source: Publisher]
    private let configuration: BusConfiguration
    private let script: DemoScript
    private let time = BusTime.system
    private let declaredAt = ContinuousClock.now

    private static let queuesSafeAfter: Duration = .seconds(8)
    /// Without any change for this long nothing more will come: longer than the longest delay of the demo's retries.
    private static let stallMax: Duration = .seconds(25)
    private static let pollInterval: Duration = .milliseconds(100)
    private static let resendInterval: Duration = .milliseconds(200)
    private static let resendsMax = 600
    private static let sendBatch = 50

    /// Starts the parts and waits until the bus has declared its queues.
    static func set(
        on node: PrivateNode,
        directory: DemoDirectory,
        script: DemoScript
    ) async throws -> DemoStage {
        try directory.writeConfiguration(
            amqpURL: node.displayURL,
            managementURL: node.managementURL,
            passwordPath: node.passwordPath,
            user: node.user
        )
        let configuration = try ConfigurationReader.read(directory.configuration)
        let ledger = try await Inbox.openDatabase(path: directory.ledger)
        try await ledger.write { try Ledger.create(in: $0, knownAccounts: script.accounts.known) }
        try await TopologyClient(settings: configuration.broker.settings).declare(configuration.topology.topology)
        return try await DemoStage(
            node: node,
            directory: directory,
            configuration: configuration,
            ledger: ledger,
            script: script
        )
    }

    private init(
        node: PrivateNode,
        directory: DemoDirectory,
        configuration: BusConfiguration,
        ledger: DatabasePool,
        script: DemoScript
    ) async throws {
        self.node = node
        self.configuration = configuration
        self.ledger = ledger
        self.script = script
        store = try await SQLiteStore.open(path: directory.store)
        inbox = try await SQLiteBookStore.open(in: ledger)
        let file = ["--config", directory.configuration]
        routes = try DemoProcess(arguments: ["run"] + file, logPath: directory.logs + "/run.log")
        worker = try DemoProcess(arguments: ["demo-ledger"] + file, logPath: directory.logs + "/ledger.log")
        var logger = Logger(label: "demo") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        var senders: [DemoPayment.Source: Publisher] = [:]
        for source in DemoPayment.Source.allCases {
            senders[source] = Publisher(
                source.rawValue,
                broker: Broker(settings: configuration.broker.settings),
                store: store,
                logger: logger
            )
        }
        self.senders = senders
        for sender in senders.values { try await sender.start() }
        try routes.start()
        try worker.start()
    }

    /// Ends everything; the bus stops gracefully.
    func strike() async throws {
        await routes.stop()
        await worker.stop()
        for sender in senders.values { await sender.close() }
        await store.close()
        try await node.stop()
    }

    // MARK: - Sending

    /// Sends messages as their systems do: what is not confirmed goes out again under the same id.
    ///
    /// - Parameters:
    ///   - messages: what is sent, in batches.
    ///   - trouble: happens when half of them are on their way.
    /// - Throws: what the trouble or a store throws, or a fault if the broker confirms nothing for a long time.
    func send(_ messages: [DemoMessage], trouble: (@Sendable () async throws -> Void)? = nil) async throws {
        let middle = messages.count / 2 / Self.sendBatch * Self.sendBatch
        for start in stride(from: 0, to: messages.count, by: Self.sendBatch) {
            if start == middle { try await trouble?() }
            var open = Array(messages[start..<min(start + Self.sendBatch, messages.count)])
            for _ in 0..<Self.resendsMax where !open.isEmpty {
                open = try await sendOnce(open)
                if !open.isEmpty { try await time.sleep(Self.resendInterval) }
            }
            guard open.isEmpty else {
                throw Fault(
                    .transient,
                    .publishUnknown,
                    stage: .publish,
                    reason: "The broker confirmed nothing for a long time.",
                    advice: "Look at the logs beside the demo's configuration."
                )
            }
        }
    }

    /// The messages that were not confirmed.
    private func sendOnce(_ messages: [DemoMessage]) async throws -> [DemoMessage] {
        var open: [DemoMessage] = []
        for (source, sender) in senders {
            let own = messages.filter { $0.payment.source == source }
            let outcomes = try await sender.send(own.map(Self.publication), fingerprints: own.map { _ in nil })
            open += zip(own, outcomes).filter { !$0.1.isConfirmed }.map(\.0)
        }
        return open
    }

    private static func publication(_ message: DemoMessage) -> Publication {
        var properties = PublishProperties()
        properties.messageID = message.id
        properties.appID = message.payment.source.rawValue
        return Publication(
            exchange: BusName.ingressExchange,
            routingKey: message.payment.source == .gateway ? "swift.mt103" : "core-banking.payment-booked",
            properties: properties,
            body: message.body
        )
    }

    // MARK: - Trouble

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

    /// Takes one message from the ledger's queue without applying it.
    func removeMessage() async throws {
        // Stopped, so that a message stays in its queue long enough to be stolen.
        await worker.kill()
        let client = TopologyClient(settings: configuration.broker.settings)
        for _ in 0..<Self.resendsMax {
            if try await client.get(queue: "ledger", acknowledge: true) != nil { break }
            try await send(Array(script.messages.prefix(1)))
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

    // MARK: - Settling

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

    // MARK: - Dead letters and books

    /// Open dead letters by queue and code.
    func causes() async throws(Fault) -> [DeadLetterCause] {
        try await store.deadLetters.causes()
    }

    /// Opens accounts and replays what failed for want of them.
    ///
    /// - Returns: how many dead letters were replayed.
    func repair(accounts: [String]) async throws -> Int {
        try await ledger.write { try Ledger.open(accounts, in: $0) }
        let publisher = AMQPPublisher(settings: configuration.broker.settings)
        try await publisher.start()
        let replayer = Replayer(store: store.deadLetters, publisher: publisher, time: time)
        var filter = DeadLetterFilter()
        filter.code = .referenceUnknown
        filter.countMax = .max
        var count = 0
        for letter in try await store.deadLetters.letters(matching: filter) {
            if case .replayed = try await replayer.replay(letter.id) { count += 1 }
        }
        await publisher.close()
        return count
    }

    /// The balance of the books.
    func audit() async throws(Fault) -> BalanceReport {
        try await configuration.auditor().audit()
    }

    /// The entries of the ledger.
    func entries() async throws -> [LedgerEntry] {
        try await ledger.read { try LedgerEntry.all(in: $0) }
    }
}

extension ScopeTotals {
    /// Whether every unit is in an account where it stays without anybody's doing.
    fileprivate var isSettled: Bool {
        (units[.inFlight] ?? 0) == 0 && (units[.waiting] ?? 0) == 0
    }
}
