import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite("Contract: dead-lettering", .timeLimit(.minutes(2)))
struct ContractDeadLetteringTests {
    /// A queue with a delivery limit whose dead letters go to the queue `dead`.
    private static let topology = Topology(
        exchanges: [Exchange("dead", kind: .fanout)],
        queues: [
            Queue("inbox")
                .with { queue in
                    queue.deliveryLimit = 2
                    queue.deadLetterExchange = "dead"
                    queue.deadLetterStrategy = .atLeastOnce
                    queue.overflow = .rejectPublish
                },
            Queue("dead"),
        ],
        bindings: [Binding(from: "dead", to: .queue("dead"))]
    )

    @Test(arguments: ContractBroker.allCases)
    func `a delivery limit of two allows three deliveries, then the message is a dead letter`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            try await broker.declare(Self.topology)
            _ = try await broker.makePublisher().publish([.sample("poison", to: "inbox")])
            for delivery in 0..<3 {
                let consumer = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
                let taken = try #require(await consumer.take(1).first)
                let count = taken.properties.header("x-delivery-count")
                #expect(count == (delivery == 0 ? nil : .integer(Int64(delivery))))
                await consumer.close()
            }
            let letter = try await deadLetter(broker)
            #expect(letter.properties.header("x-first-death-reason") == .text("delivery_limit"))
            #expect(letter.properties.header("x-first-death-queue") == .text("inbox"))
            #expect(letter.properties.header("x-delivery-count") == nil)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a rejected message is a dead letter with its address and its death`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Self.topology)
            _ = try await broker.makePublisher().publish([.sample("bad", to: "inbox"), .sample("good", to: "inbox")])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
            let taken = await consumer.take(2)
            consumer.reject(taken[0].tag)
            consumer.acknowledge([taken[1].tag])
            let letter = try await deadLetter(broker)
            #expect(letter.text == "bad")
            #expect(letter.exchange == "dead" && letter.routingKey == "inbox")
            guard case .list(let deaths) = letter.properties.header("x-death"), case .table(let death) = deaths.first
            else {
                Issue.record("There is no x-death.")
                return
            }
            let named = Dictionary(death.map { ($0.name, $0.value) }) { first, _ in first }
            #expect(named["reason"] == .text("rejected") && named["queue"] == .text("inbox"))
            #expect(named["count"] == .integer(1) && named["exchange"] == .text(""))
            #expect(named["routing-keys"] == .list([.text("inbox")]))
            await consumer.close()
            #expect(try await broker.depth("inbox") { $0.total == 0 }.total == 0)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a wait queue returns a message to the queue named by its routing key`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let wait = Queue("wait")
                .with { queue in
                    queue.messageTTL = .milliseconds(300)
                    queue.deadLetterExchange = ""
                    queue.deadLetterStrategy = .atLeastOnce
                    queue.overflow = .rejectPublish
                    queue.deliveryLimit = Queue.deliveryLimitUnreached
                }
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("retry", kind: .fanout)],
                    queues: [wait, Queue("inbox")],
                    bindings: [Binding(from: "retry", to: .queue("wait"))]
                )
            )
            let outcomes = try await broker.makePublisher().publish([.sample("later", to: "inbox", exchange: "retry")])
            #expect(outcomes == [.confirmed])
            await broker.advance(by: .milliseconds(299))
            await broker.advance(by: .milliseconds(1))
            #expect(try await broker.depth("inbox") { $0.ready == 1 }.ready == 1)
            #expect(try await broker.depth("wait") { $0.total == 0 }.total == 0)
            let consumer = try await broker.makeConsumer("inbox", prefetch: 1, batchMax: 1)
            let delivery = try #require(await consumer.take(1).first)
            #expect(delivery.exchange.isEmpty && delivery.routingKey == "inbox" && !delivery.isRedelivered)
            #expect(delivery.properties.header("x-first-death-reason") == .text("expired"))
            #expect(delivery.properties.header("sample-header") == .text("later"))
            await consumer.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a dead letter that no queue takes stays with an at-least-once queue`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            var topology = Self.topology
            topology.bindings = []
            try await broker.declare(topology)
            _ = try await broker.makePublisher().publish([.sample("kept", to: "inbox")])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 1, batchMax: 1)
            let taken = await consumer.take(1)
            consumer.reject(try #require(taken.first).tag)
            let held = QueueDepth(ready: 0, deadLettering: 1)
            #expect(try await broker.depth("inbox") { $0 == held } == held)
            await consumer.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a queue that drops its head sends the oldest message to the dead letters`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            let short = Queue("inbox")
                .with { queue in
                    queue.lengthMax = 1
                    queue.overflow = .dropHead
                    queue.deadLetterExchange = "dead"
                }
            var topology = Self.topology
            topology.queues[0] = short
            try await broker.declare(topology)
            let publisher = try await broker.makePublisher()
            for text in ["old", "new"] {
                #expect(await publisher.publish([.sample(text, to: "inbox")]) == [.confirmed])
            }
            let letter = try await deadLetter(broker)
            #expect(letter.text == "old")
            #expect(letter.properties.header("x-first-death-reason") == .text("maxlen"))
        }
    }

    private func deadLetter(_ broker: any BrokerUnderTest) async throws -> Delivery {
        let consumer = try await broker.makeConsumer("dead", prefetch: 1, batchMax: 1)
        let letter = try #require(await consumer.take(1).first)
        consumer.acknowledge([letter.tag])
        await consumer.close()
        return letter
    }
}
