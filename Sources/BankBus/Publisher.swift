import AMQP
package import Bus
public import Canonical
package import Logging
package import Stores

/// Publishes canonical messages to the bus: confirmed, and entered in the books if it keeps them.
///
///     let publisher = try Publisher("core-banking", broker: Broker("amqp://127.0.0.1"), books: "books.sqlite")
///     try await publisher.start()
///     try await publisher.publish(message)
///     await publisher.close()
///
/// Publishing a message again under the same id is safe: receivers apply it once. So what is not confirmed is published
/// again by the caller, whenever it likes.
public final class Publisher: Sendable {
    private let name: String
    private let client: AMQPPublisher
    private let store: SQLiteStore?
    private let patience: StorePatience
    private let time: BusTime

    /// Makes a publisher.
    ///
    /// - Parameters:
    ///   - name: the sender's name in the books.
    ///   - broker: where the broker is.
    ///   - books: the SQLite file in which it enters what was confirmed, usually the bus's own store; nil keeps none, and
    ///     the balance then reports what it sent as unproven.
    /// - Throws: the store's fault, if the books cannot be opened.
    public convenience init(_ name: String, broker: Broker, books: String? = nil) async throws(Fault) {
        var store: SQLiteStore?
        if let books { store = try await SQLiteStore.open(path: books) }
        self.init(name, broker: broker, store: store, logger: Logger(label: "bankbus"))
    }

    package init(
        _ name: String,
        broker: Broker,
        store: SQLiteStore?,
        time: BusTime = .system,
        logger: Logger
    ) {
        self.name = name
        self.client = AMQPPublisher(settings: broker.settings(for: "publisher \(name)"))
        self.store = store
        self.patience = StorePatience(time: time, logger: logger)
        self.time = time
    }

    /// Connects.
    ///
    /// Throws `broker.unavailable` or `broker.refused`; may be called again then.
    public func start() async throws(Fault) {
        try await client.start()
    }

    /// Publishes one message to its subscribers and waits for the confirm; throws where there is none.
    public func publish(_ message: Message) async throws(Fault) {
        switch try await publish([message]).first {
        case .confirmed: return
        case .returned(let code, let text):
            throw Fault(
                .transient,
                .publishUnroutable,
                stage: .publish,
                reason: "No queue takes the message: the broker returned it (\(code) \(text)).",
                advice: "Check that the bus has declared its exchanges."
            )
        case .rejected, nil:
            throw Fault(
                .transient,
                .publishRejected,
                stage: .publish,
                reason: "The broker refused the message.",
                advice: "Publish it again under the same id."
            )
        case .unknown(let fault): throw fault
        }
    }

    /// Publishes a batch, pipelined.
    ///
    /// - Returns: for each message, in order, what became of it.
    public func publish(_ messages: [Message]) async throws(Fault) -> [PublishOutcome] {
        try await send(
            messages.map { message in
                Publication(
                    exchange: BusName.publishExchange,
                    routingKey: message.envelope.type,
                    properties: message.envelope.publishProperties,
                    body: message.body
                )
            },
            fingerprints: messages.map(\.envelope.fingerprint)
        )
    }

    /// Ends the connection; outstanding confirms are waited for.
    public func close() async {
        await client.close()
        await store?.books.close()
    }

    /// Publishes whatever it is given and enters what was confirmed.
    package func send(
        _ publications: [Publication],
        fingerprints: [String?]
    ) async throws(Fault) -> [PublishOutcome] {
        let outcomes = await client.publish(publications)
        guard let books = store?.books else { return outcomes }
        let sent = zip(zip(publications, fingerprints), outcomes)
            .compactMap { item, outcome in
                outcome.isConfirmed ? SentMessage(item.0, fingerprint: item.1) : nil
            }
        let now = time.now()
        let entered: Void? = try await patience.insist { () async throws(Fault) in
            try await books.recordSent(sent, sender: name, at: now)
        }
        guard entered != nil else {
            throw Fault(
                .transient,
                .storeUnavailable,
                stage: .publish,
                reason: "The task was cancelled before the books could say what was sent.",
                advice: "Publish it again under the same id."
            )
        }
        return outcomes
    }
}
