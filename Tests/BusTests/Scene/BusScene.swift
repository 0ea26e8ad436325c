import AMQP
import BankBusTesting
import Bus
import Canonical
import Logging

/// A whole bus in memory: a broker with its topology, books, dead letters and a clock.
///
/// Routes run over what is in their queue and end by themselves, since their consumer is stopped beforehand.
struct BusScene {
    static let name = "payments"
    static let queue = BusName.queue(ofRoute: name)
    static let subscriber = "ledger"
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let broker = InMemoryBroker()
    let books = InMemoryBooks()
    let letters = InMemoryDeadLetterStore()
    let time = VirtualTime()
    let retry = RetryPolicy(delays: [RetryDelay(milliseconds: 1_000), RetryDelay(milliseconds: 5_000)])
    var identity = RouteDefinition.IdentityRule.business
    var limits = Limits.standard

    init() throws {
        let topology = BusTopology(
            routes: [.init(queue: Self.queue, bindings: ["in.#"])],
            subscribers: [.init(queue: Self.subscriber, bindings: [PlainMapping.type])],
            retry: retry,
            isArchiving: false
        )
        try broker.declare(topology.topology)
    }

    var definition: RouteDefinition {
        RouteDefinition(
            name: Self.name,
            bindings: ["in.#"],
            codec: PlainCodec(),
            mapping: PlainMapping(),
            identity: identity,
            limits: limits
        )
    }

    /// Publishes as a system outside the bus does.
    @discardableResult
    func send(
        _ body: String,
        id: String?,
        to exchange: String = BusName.ingressExchange,
        key: String = "in.test",
        headers: [Header] = []
    ) async -> PublishOutcome? {
        var properties = PublishProperties(headers: headers)
        properties.messageID = id
        return await broker.publisher()
            .publish([Publication(exchange: exchange, routingKey: key, properties: properties, body: Array(body.utf8))])
            .first
    }

    // MARK: - Parts of the bus

    func settler(
        _ store: any BookStore,
        publisher: (any MessagePublisher)? = nil,
        letters: (any DeadLetterStore)?,
        time: BusTime? = nil
    ) -> Settler {
        Settler(
            scope: Self.name,
            books: store,
            deadLetters: letters,
            publisher: publisher ?? broker.publisher(),
            returns: returns,
            time: time ?? self.time.busTime,
            logger: Self.silent
        )
    }

    var returns: ReturnPublications {
        ReturnPublications(queue: Self.queue, retry: retry, trust: .standard, limits: limits)
    }

    func route(
        _ consumer: any MessageConsumer,
        store: any BookStore,
        publisher: (any MessagePublisher)? = nil,
        letters: (any DeadLetterStore)? = nil,
        time: BusTime? = nil
    ) -> Route {
        Route(
            definition,
            consumer: consumer,
            books: store,
            settler: settler(store, publisher: publisher, letters: letters ?? self.letters, time: time),
            trust: .standard,
            time: time ?? self.time.busTime,
            logger: Self.silent
        )
    }

    /// Works on everything that is in the route's queue now.
    func run(
        store: (any BookStore)? = nil,
        publisher: (any MessagePublisher)? = nil,
        batchMax: Int = 100
    ) async throws {
        let consumer = try broker.consumer(Self.queue, prefetch: 1_000, batchMax: batchMax)
        await consumer.stop()
        try await route(consumer, store: store ?? books.open(), publisher: publisher).run()
        await consumer.close()
    }

    /// Files what lies in `bus.dead-letters`.
    func collect() async throws {
        let consumer = try broker.consumer(BusName.deadLetterQueue, prefetch: 1_000)
        await consumer.stop()
        try await Collector(consumer: consumer, store: letters, time: time.busTime, logger: Self.silent).run()
        await consumer.close()
    }

    // MARK: - What came of it

    /// Takes everything from a queue.
    func drain(_ queue: String) async throws -> [Delivery] {
        let consumer = try broker.consumer(queue, prefetch: 10_000, batchMax: 10_000)
        await consumer.stop()
        var all: [Delivery] = []
        while let batch = await consumer.nextBatch() { all += batch }
        consumer.acknowledge(all.map(\.tag))
        await consumer.close()
        return all
    }

    /// Looks at everything in a queue and puts it back.
    func peek(_ queue: String) async throws -> [Delivery] {
        let consumer = try broker.consumer(queue, prefetch: 10_000, batchMax: 10_000)
        await consumer.stop()
        let all = await consumer.nextBatch() ?? []
        await consumer.close()
        return all
    }

    /// How many messages a queue has, with those that are not settled.
    func depth(_ queue: String) -> Int { broker.currentDepth(queue)?.total ?? 0 }

    /// How many units stand in each account.
    func accounts() async throws -> [Account: Int] {
        try await books.open().totals(since: nil).first { $0.scope == Self.name }?.units ?? [:]
    }

    /// Further deliveries of units that had been seen.
    func copies() async throws -> Int {
        try await books.open().totals(since: nil).first { $0.scope == Self.name }?.copies ?? 0
    }

    /// Every letter that is filed.
    func filed() async throws -> [DeadLetter] {
        var filter = DeadLetterFilter()
        filter.state = nil
        var found: [DeadLetter] = []
        for summary in try await letters.letters(matching: filter) {
            if let letter = try await letters.letter(summary.id) { found.append(letter) }
        }
        return found
    }

    /// The delays of all wait queues pass.
    func waitForRetries() {
        broker.advance(by: .seconds(6))
        time.advance(by: .seconds(6))
    }

    /// Messages in all wait queues.
    var waiting: Int {
        retry.delays.flatMap(\.siblings).map { depth(BusName.waitQueue(RetryDelay.name(milliseconds: $0))) }
            .reduce(0, +)
    }

    /// The balance of the route and of the dead letters, by what the broker has.
    func balance() async throws -> BalanceReport {
        let auditor = Auditor(
            receivers: [
                .init(
                    scope: Self.name,
                    queue: Self.queue,
                    exchange: BusName.ingressExchange,
                    bindings: ["in.#"],
                    books: books.open()
                )
            ],
            senders: [books.open()],
            deadLetters: letters,
            isUpstreamClosed: false,
            time: time.busTime,
            count: { Auditor.BrokerCount(depths: depths, mayLag: false) }
        )
        return try await auditor.audit()
    }

    private var depths: [String: Int] {
        let waits = retry.delays.flatMap(\.siblings).map { BusName.waitQueue(RetryDelay.name(milliseconds: $0)) }
        let names = waits + [Self.queue, Self.subscriber, BusName.deadLetterQueue, BusName.unroutable]
        return Dictionary(uniqueKeysWithValues: Set(names).map { ($0, depth($0)) })
    }
}
