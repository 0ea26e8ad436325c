import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite("Contract: consuming", .timeLimit(.minutes(2)))
struct ContractConsumingTests {
    @Test(arguments: ContractBroker.allCases)
    func `unsettled deliveries come again, in order and counted, when their channel ends`(
        kind: ContractBroker
    ) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox").with { $0.deliveryLimit = 50 }]))
            _ = try await broker.makePublisher().publish((1...4).map { .sample("m\($0)", to: "inbox") })
            let first = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
            let taken = await first.take(4)
            #expect(taken.map(\.text) == ["m1", "m2", "m3", "m4"])
            first.acknowledge([taken[1].tag])
            await first.close()
            let second = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
            let again = await second.take(3)
            #expect(again.map(\.text) == ["m1", "m3", "m4"])
            #expect(again.allSatisfy { $0.isRedelivered && $0.properties.header("x-delivery-count") == .integer(1) })
            second.acknowledge(again.map(\.tag))
            await second.close()
            #expect(try await broker.depth("inbox") { $0.total == 0 }.total == 0)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a consumer has no more unsettled deliveries than its prefetch`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            _ = try await broker.makePublisher().publish((1...5).map { .sample("m\($0)", to: "inbox") })
            let consumer = try await broker.makeConsumer("inbox", prefetch: 2, batchMax: 10)
            let taken = await consumer.take(2)
            #expect(taken.map(\.text) == ["m1", "m2"])
            let depth = try await broker.depth("inbox") { $0 == QueueDepth(ready: 3, unacknowledged: 2) }
            #expect(depth == QueueDepth(ready: 3, unacknowledged: 2))
            consumer.acknowledge(taken.map(\.tag))
            #expect(await consumer.take(2).map(\.text) == ["m3", "m4"])
            await consumer.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a batch has no more deliveries than its bound`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            _ = try await broker.makePublisher().publish((1...7).map { .sample("m\($0)", to: "inbox") })
            let consumer = try await broker.makeConsumer("inbox", prefetch: 100, batchMax: 3)
            var taken: [Delivery] = []
            while taken.count < 7, let batch = await consumer.nextBatch() {
                #expect((1...3).contains(batch.count))
                taken += batch
            }
            #expect(taken.map(\.text) == (1...7).map { "m\($0)" })
            await consumer.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a stopped consumer ends, and what it holds can still be settled`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox")]))
            let publisher = try await broker.makePublisher()
            _ = await publisher.publish([.sample("m1", to: "inbox")])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 1, batchMax: 10)
            let taken = await consumer.take(1)
            _ = await publisher.publish([.sample("m2", to: "inbox")])
            async let next = consumer.nextBatch()
            await consumer.stop()
            #expect(await next == nil)
            consumer.acknowledge(taken.map(\.tag))
            await consumer.close()
            #expect(try await broker.depth("inbox") { $0 == QueueDepth(ready: 1) } == QueueDepth(ready: 1))
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a single active consumer is followed by the next one when it closes`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let ordered = Queue("ordered")
                .with { queue in
                    queue.hasSingleActiveConsumer = true
                    queue.deliveryLimit = 50
                }
            try await broker.declare(Topology(queues: [ordered]))
            let first = try await broker.makeConsumer("ordered", prefetch: 2, batchMax: 10)
            let second = try await broker.makeConsumer("ordered", prefetch: 2, batchMax: 10)
            _ = try await broker.makePublisher().publish((1...3).map { .sample("m\($0)", to: "ordered") })
            let taken = await first.take(2)
            #expect(taken.map(\.text) == ["m1", "m2"])
            first.acknowledge([taken[0].tag])
            #expect(await first.take(1).map(\.text) == ["m3"])
            await first.close()
            #expect(await second.take(2).map(\.text) == ["m2", "m3"])
            await second.close()
        }
    }
}
