import AMQP
import BankBus
import BankBusTesting
import Bus
import Canonical
import Foundation
import GRDB
import Logging
import Stores
import Synchronization
import Testing

@testable import BankBusCommand

/// A bus in a folder and a virtual host of its own, run by the real program in processes of their own.
final class BusSite: Sendable {
    let node: PrivateNode
    let path: String
    let configuration: BusConfiguration
    let routes: DemoProcess
    let worker: DemoProcess

    /// The program under test, beside the test bundle.
    static var program: String {
        Bundle.main.bundleURL.appending(path: "bankbus").path
    }

    /// Makes the folder, the configuration, the stores and the topology; starts no process.
    init(
        node shared: PrivateNode? = nil,
        delays: String = "[200ms, 500ms, 1s, 2s, 4s, 8s, 16s]",
        limits: String = "{}"
    ) async throws {
        var virtualHost = "/"
        if let shared {
            node = shared
        } else {
            let fresh = try await SharedNode.shared.freshVirtualHost()
            node = fresh.node
            virtualHost = fresh.name
        }
        path = FileManager.default.temporaryDirectory.appending(path: "bankbus-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let file = path + "/bankbus.yaml"
        let text = """
            broker:
              addresses: \(node.displayURL)/\(virtualHost == "/" ? "" : virtualHost)
              management: \(node.managementURL)
              user: \(node.user)
              password: {file: \(node.passwordPath)}
            store: {path: bankbus.sqlite}
            retry: {delays: \(delays)}
            books: {upstream: closed}
            limits: \(limits)
            routes:
              - {name: mt103, bind: swift.mt103, format: mt, mapping: mt103-to-credit-transfer}
            workers:
              - {name: ledger, queue: ledger, bind: payment.credit-transfer.v2, inbox: ledger.sqlite}
            """
        try Data(text.utf8).write(to: URL(filePath: file))
        configuration = try ConfigurationReader.read(file)
        let arguments = ["--config", file]
        routes = try DemoProcess(arguments: ["run"] + arguments, logPath: path + "/run.log", executable: Self.program)
        worker = try DemoProcess(
            arguments: ["demo-ledger"] + arguments,
            logPath: path + "/ledger.log",
            executable: Self.program
        )
        let ledger = try await ledger()
        try await ledger.write { try Ledger.create(in: $0, knownAccounts: DemoAccounts().known) }
        try await SQLiteBookStore.open(in: ledger).close()
        try await SQLiteStore.open(path: configuration.store).close()
        try ledger.close()
        // A worker whose queue is not there yet ends; a queue without its binding lets messages go to bus.unroutable.
        try await declare()
    }

    deinit {
        // What is left of a temporary folder does not matter.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Declares exchanges and queues.
    func declare() async throws {
        try await client.declare(configuration.topology.topology)
    }

    /// Ends both processes.
    func close() async {
        await routes.kill()
        await worker.kill()
    }

    var client: TopologyClient { TopologyClient(settings: configuration.broker.settings) }

    /// The ledger's database.
    func ledger() async throws -> DatabasePool {
        try await Inbox.openDatabase(path: path + "/ledger.sqlite")
    }

    /// The log of the route process.
    var log: String {
        (try? String(contentsOfFile: path + "/run.log", encoding: .utf8)) ?? ""
    }

    /// Runs the program to its end.
    func command(_ arguments: String..., deadline: Duration = .seconds(90)) async throws -> CommandRun {
        try await CommandRun.run(
            executable: Self.program,
            arguments: arguments + ["--config", configuration.file],
            environment: ProcessInfo.processInfo.environment,
            deadline: deadline
        )
    }

    /// Publishes messages as a gateway that keeps books, until each is confirmed.
    func send(_ messages: [DemoMessage]) async throws {
        let store = try await SQLiteStore.open(path: configuration.store)
        let publisher = Publisher(
            "gateway",
            broker: Broker(settings: configuration.broker.settings),
            store: store,
            logger: Logger(label: "test")
        )
        try await BankBusCommandTests.until("the gateway is connected") {
            do {
                try await publisher.start()
                return true
            } catch {
                return false
            }
        }
        var open = messages.map(Self.publication)
        try await BankBusCommandTests.until("everything is confirmed") {
            let outcomes = try await publisher.send(open, fingerprints: open.map { _ in nil })
            open = zip(open, outcomes).filter { !$0.1.isConfirmed }.map(\.0)
            return open.isEmpty
        }
        await publisher.close()
    }

    private static func publication(_ message: DemoMessage) -> Publication {
        var properties = PublishProperties()
        properties.messageID = message.id
        return Publication(
            exchange: BusName.ingressExchange,
            routingKey: "swift.mt103",
            properties: properties,
            body: message.body
        )
    }

    /// The totals of a scope, from its own store.
    func totals(_ scope: String) async throws -> ScopeTotals? {
        let file = scope == "ledger" ? path + "/ledger.sqlite" : configuration.store
        return try await SQLiteStoreReader.open(path: file).books.totals(since: nil).first { $0.scope == scope }
    }

    /// How often each payment has been posted.
    func postings() async throws -> [String: Int] {
        let ledger = try await ledger()
        let entries = try await ledger.read { try LedgerEntry.all(in: $0) }
        try ledger.close()
        return Dictionary(grouping: entries.filter(\.isDebit), by: \.payment).mapValues(\.count)
    }
}

/// Healthy MT103 messages of a gateway, each with a reference of its own.
///
/// - Parameters:
///   - range: the numbers that references and ids are made from.
///   - isKnown: whether the ledger has the creditors' accounts.
/// - Returns: the messages in the order of their numbers.
func gatewayMessages(_ range: Range<Int>, isKnown: Bool = true) -> [DemoMessage] {
    let accounts = DemoAccounts().known
    let creditors = isKnown ? accounts : DemoAccounts().unknown
    return range.map { number in
        let payment = DemoPayment(
            source: .gateway,
            reference: "T\(1_000_000 + number)",
            minorUnits: Int64(number + 100),
            currency: .euro,
            debtorAccount: accounts[number % accounts.count],
            creditorAccount: creditors[(number + 1) % creditors.count]
        )
        return DemoMessage(
            id: "gateway-\(number)",
            payment: payment,
            fate: .posted,
            body: DemoMessageWriter.body(of: payment)
        )
    }
}

/// Polls until something outside this process is so, at most for a while.
func until(
    _ what: Comment,
    within limit: Duration = .seconds(60),
    sourceLocation: SourceLocation = #_sourceLocation,
    _ isSo: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !isSo() {
        guard ContinuousClock.now < deadline else {
            Issue.record(what, sourceLocation: sourceLocation)
            throw NotInTime()
        }
        try await BusTime.system.sleep(.milliseconds(20))
    }
}

struct NotInTime: Error {}
