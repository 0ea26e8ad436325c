import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite("Contract: publishing", .timeLimit(.minutes(2)))
struct ContractPublishingTests {
    @Test(arguments: ContractBroker.allCases)
    func `a confirmed message arrives with its body, properties and address`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            let outcomes = try await broker.makePublisher().publish([.sample("one", to: "inbox")])
            #expect(outcomes == [.confirmed])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
            let delivery = try #require(await consumer.take(1).first)
            #expect(delivery.text == "one")
            #expect(delivery.exchange.isEmpty && delivery.routingKey == "inbox")
            #expect(delivery.properties.messageID == "one" && delivery.properties.type == "sample.v1")
            #expect(delivery.properties.deliveryMode == 2)
            #expect(delivery.properties.header("sample-header") == .text("one"))
            #expect(delivery.properties.header("x-delivery-count") == nil)
            #expect(!delivery.isRedelivered)
            consumer.acknowledge([delivery.tag])
            await consumer.close()
            #expect(try await broker.depth("inbox") { $0.total == 0 }.total == 0)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `each message of a batch has its own outcome, in order`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            let outcomes = try await broker.makePublisher()
                .publish([
                    .sample("one", to: "inbox"), .sample("two", to: "nowhere"), .sample("three", to: "inbox"),
                ])
            #expect(outcomes == [.confirmed, .returned(code: 312, text: "NO_ROUTE"), .confirmed])
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a missing exchange fails what was published to it, and the publisher recovers`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            let publisher = try await broker.makePublisher()
            let outcomes = await publisher.publish([.sample("lost", to: "inbox", exchange: "missing")])
            guard case .unknown = try #require(outcomes.first) else {
                Issue.record("The outcome is \(outcomes), not unknown.")
                return
            }
            #expect(await publisher.publish([.sample("kept", to: "inbox")]) == [.confirmed])
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `what follows a failed message of the same order key is not sent`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            let outcomes = try await broker.makePublisher()
                .publish([
                    .sample("a1", to: "inbox", orderKey: "a"), .sample("a2", to: "nowhere", orderKey: "a"),
                    .sample("a3", to: "inbox", orderKey: "a"), .sample("b1", to: "inbox", orderKey: "b"),
                ])
            #expect(outcomes.map(\.isConfirmed) == [true, false, false, true])
            #expect(try await broker.depth("inbox") { $0.ready == 2 }.ready == 2)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a full queue that rejects refuses messages and takes them again when it has room`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            let full = Queue("full")
                .with { queue in
                    queue.lengthMax = 2
                    queue.overflow = .rejectPublish
                }
            try await broker.declare(Topology(queues: [full]))
            let publisher = try await broker.makePublisher()
            var outcomes: [PublishOutcome] = []
            // One by one, because RabbitMQ tells publishers a moment after the queue is full.
            for number in 0..<50 where outcomes.last != .rejected {
                outcomes += await publisher.publish([.sample("m\(number)", to: "full")])
            }
            #expect(outcomes.last == .rejected)
            #expect(outcomes.dropLast().allSatisfy { $0.isConfirmed })
            let consumer = try await broker.makeConsumer("full", prefetch: 50, batchMax: 50)
            let taken = await consumer.take(outcomes.count - 1)
            consumer.acknowledge(taken.map(\.tag))
            #expect(try await broker.depth("full") { $0.total == 0 }.total == 0)
            var again: [PublishOutcome] = []
            for _ in 0..<50 where again.last != .confirmed {
                again += await publisher.publish([.sample("again", to: "full")])
            }
            #expect(again.last == .confirmed)
            await consumer.close()
        }
    }
}
