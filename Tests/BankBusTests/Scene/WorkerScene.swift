@testable import BankBus
import AMQP
import BankBusTesting
import Bus
import Canonical
import GRDB
import Logging
import Stores

/// A worker's database with a ledger that has no unique key, and a broker in memory.
///
/// Each message books its body; what the body says makes the handler fail.
struct WorkerScene {
    static let queue = "ledger"
    static let scope = "bookkeeper"
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let broker = InMemoryBroker()
    let time = VirtualTime()
    let directory: TemporaryDirectory
    let retry = RetryPolicy(delays: [RetryDelay(milliseconds: 1_000)])

    struct ForeignError: Error {
        var account = "DE00 secret"
    }

    init() async throws {
        directory = try TemporaryDirectory()
        let topology = BusTopology(
            routes: [],
            subscribers: [.init(queue: Self.queue, bindings: ["#"])],
            retry: retry,
            isArchiving: false
        )
        try broker.declare(topology.topology)
        try await openDatabase()
            .write { database in
                try database.execute(sql: "CREATE TABLE ledger(text TEXT NOT NULL CHECK (text <> 'constraint'))")
            }
    }

    func openDatabase() async throws(Fault) -> DatabasePool {
        try await Inbox.openDatabase(path: directory.path + "/worker.sqlite")
    }

    /// Publishes as a publisher of the bus does.
    func send(_ body: String, id: String?, key: String? = nil, fingerprint: String? = nil) async {
        var properties = PublishProperties(
            headers: [(HeaderName.idempotencyKey, key), (HeaderName.fingerprint, fingerprint)]
                .compactMap { name, value in value.map { Header(name, .text($0)) } }
        )
        properties.messageID = id
        let publication = Publication(
            exchange: BusName.publishExchange,
            routingKey: "payment.credit-transfer.v1",
            properties: properties,
            body: Array(body.utf8)
        )
        _ = await broker.publisher().publish([publication])
    }

    /// Books the body, then fails if it says so.
    static let book: Worker.Handler = { message, database in
        let text = String(decoding: message.body, as: UTF8.self)
        try database.execute(sql: "INSERT INTO ledger(text) VALUES (?)", arguments: [text])
        switch text {
        case "message fault": throw Fault(.message, .schemaViolation, stage: .handle, reason: "Wrong.")
        case "transient fault": throw Fault(.transient, .storeUnavailable, stage: .handle, reason: "Down.")
        case "programmer fault": throw Fault(.programmer, .invariantBroken, stage: .handle, reason: "Broken.")
        case "foreign error": throw ForeignError()
        default: break
        }
    }

    func loop(
        _ consumer: any MessageConsumer,
        _ inbox: Inbox,
        publisher: (any MessagePublisher)? = nil,
        handler: @escaping Worker.Handler = book
    ) -> WorkerLoop {
        let patience = StorePatience(time: time.busTime, logger: Self.silent)
        return WorkerLoop(
            queue: Self.queue,
            scope: Self.scope,
            consumer: consumer,
            inbox: inbox,
            handler: handler,
            settler: Settler(
                scope: Self.scope,
                books: inbox.books,
                deadLetters: nil,
                publisher: publisher ?? broker.publisher(),
                returns: ReturnPublications(
                    queue: Self.queue,
                    retry: retry,
                    trust: .standard,
                    limits: .standard
                ),
                time: time.busTime,
                logger: Self.silent
            ),
            suspects: Suspects(scope: Self.scope, books: inbox.books, patience: patience),
            patience: patience,
            time: time.busTime
        )
    }

    /// Works on everything that is in the queue, as one process from start to end.
    func run(
        batchMax: Int = 100,
        publisher: (any MessagePublisher)? = nil,
        handler: @escaping Worker.Handler = book
    ) async throws {
        let inbox = try await Inbox(openDatabase())
        let consumer = try broker.consumer(Self.queue, prefetch: 1_000, batchMax: batchMax)
        await consumer.stop()
        do {
            try await loop(consumer, inbox, publisher: publisher, handler: handler).run()
        } catch {
            await consumer.close()
            await inbox.close()
            throw error
        }
        await consumer.close()
        await inbox.close()
    }

    func waitForRetries() {
        broker.advance(by: .seconds(2))
        time.advance(by: .seconds(2))
    }

    // MARK: - What came of it

    /// What is booked, in order.
    func booked() async throws -> [String] {
        try await openDatabase().read { try String.fetchAll($0, sql: "SELECT text FROM ledger ORDER BY rowid") }
    }

    func accounts() async throws -> [Account: Int] {
        try await Inbox(openDatabase()).books.totals(since: nil).first { $0.scope == Self.scope }?.units ?? [:]
    }

    func depth(_ queue: String) -> Int { broker.currentDepth(queue)?.total ?? 0 }

    /// Messages in the wait queues.
    var waiting: Int {
        retry.levels.flatMap(\.siblings).map { depth(BusName.waitQueue(RetryDelay.name(milliseconds: $0))) }
            .reduce(0, +)
    }

    /// The letters in `bus.dead-letters`.
    func letters() async throws -> [DeadLetter] {
        let consumer = try broker.consumer(BusName.deadLetterQueue, prefetch: 1_000)
        await consumer.stop()
        let deliveries = await consumer.nextBatch() ?? []
        await consumer.close()
        return deliveries.map { DeadLetterWire().letter(from: $0, at: time.now) }
    }
}
