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
    let node: PrivateNode
    let routes: DemoProcess
    let worker: DemoProcess
    let ledger: DatabasePool
    let inbox: SQLiteBookStore
    let store: SQLiteStore
    private let senders: [DemoPayment.Source: Publisher]
    let configuration: BusConfiguration
    let script: DemoScript
    let time = BusTime.system
    let declaredAt = ContinuousClock.now

    static let pollInterval: Duration = .milliseconds(100)
    private static let resendInterval: Duration = .milliseconds(200)
    static let resendsMax = 600
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
