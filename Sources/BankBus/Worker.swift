import AMQP
import Bus
public import Canonical
public import GRDB
public import Logging

/// Applies the messages of a queue once each, by a handler whose effect commits together with the message's key.
///
///     let worker = try await Worker("ledger", queue: "ledger", broker: broker, inbox: inbox) { message, database in
///         try database.execute(sql: "INSERT INTO …")
///     }
///     try await worker.run()
///
/// What the handler throws decides: a ``Fault`` of the message is a dead letter, a transient one is tried again at once,
/// then after each delay, and any other error counts as transient. Its effect is rolled back in each case.
public final class Worker: Sendable {
    /// Applies one message inside the inbox's transaction, which it must not end; called again after a rollback.
    public typealias Handler = @Sendable (Message, Database) throws -> Void

    private let name: String
    private let queue: String
    private let broker: Broker
    private let inbox: Inbox
    private let options: WorkerOptions
    private let handler: Handler
    private let logger: Logger
    private let time = BusTime.system

    /// Makes a worker.
    ///
    /// - Parameters:
    ///   - name: its name in the configuration and the books; the scope of its keys.
    ///   - queue: the queue that it takes from, declared by the bus.
    ///   - broker: where the broker is.
    ///   - inbox: its keys, in the database that the handler writes to.
    ///   - options: sizes and times.
    ///   - logger: where it tells about outages.
    ///   - handler: applies one message.
    public init(
        _ name: String,
        queue: String,
        broker: Broker,
        inbox: Inbox,
        options: WorkerOptions = WorkerOptions(),
        logger: Logger = Logger(label: "bankbus"),
        handler: @escaping Handler
    ) {
        self.name = name
        self.queue = queue
        self.broker = broker
        self.inbox = inbox
        self.options = options
        self.handler = handler
        self.logger = logger
    }

    /// Works until `stopRequested` returns (never, if it is not given) and what was taken is settled.
    ///
    /// Waits for a broker that is away. Throws what cannot pass by itself.
    public func run(until stopRequested: @escaping @Sendable () async -> Void = Worker.never) async throws {
        let publisher = AMQPPublisher(settings: broker.settings(for: "worker \(name)"))
        var consuming = ConsumerOptions()
        consuming.prefetch = options.prefetch
        consuming.batchCountMax = max(1, options.prefetch / 4)
        let consumer = AMQPConsumer(settings: broker.settings(for: queue), queue: queue, options: consuming)
        do {
            let isStarted = try await StartRace.start(unless: stopRequested) {
                try await publisher.start(waitForBroker: true)
                try await consumer.start(waitForBroker: true)
            }
            if isStarted {
                logger.notice("the worker runs", metadata: ["worker": "\(name)", "queue": "\(queue)"])
                let loop = loop(publisher: publisher, consumer: consumer)
                let connections = [("publisher", publisher.states), (queue, consumer.states)]
                try await ConnectionLog(logger: logger)
                    .follow(connections) {
                        try await keepingBooks {
                            try await DrainingStop(timeout: options.stopTimeout, time: time)
                                .run(consumers: [consumer], until: stopRequested) { try await loop.run() }
                        }
                    }
            }
        } catch {
            await close(consumer, publisher)
            throw error
        }
        await close(consumer, publisher)
    }

    /// Returns when the task is cancelled.
    @Sendable
    public static func never() async {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        defer { continuation.finish() }
        for await _ in stream {}
    }

    /// Keeps the inbox in order for as long as `work` runs.
    private func keepingBooks(while work: @Sendable () async throws -> Void) async throws {
        let keeping = BookKeeping(inbox.books, retention: options.keepKeys, time: time, logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await keeping.run() }
            defer { group.cancelAll() }
            try await work()
        }
    }

    private func close(_ consumer: AMQPConsumer, _ publisher: AMQPPublisher) async {
        await consumer.close()
        await publisher.close()
        await inbox.close()
    }

    private func loop(publisher: AMQPPublisher, consumer: AMQPConsumer) -> WorkerLoop {
        let patience = StorePatience(time: time, logger: logger)
        return WorkerLoop(
            queue: queue,
            scope: name,
            consumer: consumer,
            inbox: inbox,
            handler: handler,
            settler: Settler(
                scope: name,
                books: inbox.books,
                deadLetters: nil,
                publisher: publisher,
                returns: ReturnPublications(
                    queue: queue,
                    retry: options.retry,
                    trust: .standard,
                    limits: broker.settings.limits
                ),
                time: time,
                logger: logger
            ),
            suspects: Suspects(scope: name, books: inbox.books, patience: patience),
            patience: patience,
            time: time
        )
    }
}
