import AMQP
import BankBusTesting
import Canonical
import Testing

/// What is easily forgotten in a twin, and decides how the bus is built.
@Suite("Contract: details", .timeLimit(.minutes(2)))
struct ContractDetailTests {
    @Test(arguments: ContractBroker.allCases)
    func `a classic queue puts unsettled deliveries back in place, without a count`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox", kind: .classic)]))
            _ = try await broker.makePublisher().publish((1...3).map { .sample("m\($0)", to: "inbox") })
            let first = try await broker.makeConsumer("inbox", prefetch: 2, batchMax: 10)
            _ = await first.take(2)
            await first.close()
            let second = try await broker.makeConsumer("inbox", prefetch: 10, batchMax: 10)
            let taken = await second.take(3)
            #expect(taken.map(\.text) == ["m1", "m2", "m3"])
            #expect(taken.map(\.isRedelivered) == [true, true, false])
            #expect(taken.allSatisfy { $0.properties.header("x-delivery-count") == nil })
            await second.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `one full queue of two refuses the message, although the other has it`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let full = Queue("full", kind: .classic)
                .with { queue in
                    queue.lengthMax = 1
                    queue.overflow = .rejectPublish
                }
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("fan", kind: .fanout)],
                    queues: [full, Queue("open")],
                    bindings: ["full", "open"].map { Binding(from: "fan", to: .queue($0)) }
                )
            )
            let publisher = try await broker.makePublisher()
            #expect(await publisher.publish([.sample("m1", to: "", exchange: "fan")]) == [.confirmed])
            #expect(await publisher.publish([.sample("m2", to: "", exchange: "fan")]) == [.rejected])
            #expect(try await broker.depth("full") { $0.ready == 1 }.ready == 1)
            #expect(try await broker.depth("open") { $0.ready == 2 }.ready == 2)
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a dead letter takes the routing key of its queue, and each death counts`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let inbox = Queue("inbox")
                .with { queue in
                    queue.deliveryLimit = 50
                    queue.deadLetterExchange = "deaths"
                    queue.deadLetterRoutingKey = "from.inbox"
                }
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("deaths", kind: .topic)],
                    queues: [inbox, Queue("dead")],
                    bindings: [Binding(from: "deaths", to: .queue("dead"), key: "from.*")]
                )
            )
            _ = try await broker.makePublisher().publish([.sample("m", to: "inbox")])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 1, batchMax: 1)
            for delivery in await consumer.take(1) { consumer.reject(delivery.tag) }
            await consumer.close()
            let reader = try await broker.makeConsumer("dead", prefetch: 1, batchMax: 1)
            let letter = try #require(await reader.take(1).first)
            #expect(letter.exchange == "deaths" && letter.routingKey == "from.inbox")
            #expect(letter.properties.header("x-first-death-exchange") == .text(""))
            #expect(letter.properties.messageID == "m" && !letter.isRedelivered)
            await reader.close()
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `a consistent hash keeps each key on one queue`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            let names = (0..<3).map { "partition-\($0)" }
            try await broker.declare(
                Topology(
                    exchanges: [Exchange("hash", kind: .consistentHash, hashHeader: "sample-header")],
                    queues: names.map { Queue($0) },
                    bindings: names.map { Binding(from: "hash", to: .queue($0), key: "1") }
                )
            )
            let batch = (0..<60).map { Publication.sample("key-\($0 % 20)", to: "ignored", exchange: "hash") }
            #expect(try await broker.makePublisher().publish(batch).allSatisfy { $0.isConfirmed })
            var keys: [String] = []
            for name in names {
                let count = try await broker.depth(name) { $0.ready > 0 }.ready
                #expect(count % 3 == 0)
                let consumer = try await broker.makeConsumer(name, prefetch: 60, batchMax: 60)
                keys += Set(await consumer.take(count).map(\.text))
                await consumer.close()
            }
            #expect(keys.sorted() == Set(batch.map { String(decoding: $0.body, as: UTF8.self) }).sorted())
        }
    }

    @Test(arguments: ContractBroker.allCases)
    func `headers that the broker acts on are not published`(kind: ContractBroker) async throws {
        try await kind.with { broker in
            try await broker.declare(Topology(queues: [Queue("inbox"), Queue("copy")]))
            var publication = Publication.sample("m", to: "inbox")
            publication.properties = PublishProperties(headers: [
                Header("CC", .list([.text("copy")])), Header("x-death", .list([])), Header("kept", .integer(-7)),
            ])
            #expect(try await broker.makePublisher().publish([publication]) == [.confirmed])
            let consumer = try await broker.makeConsumer("inbox", prefetch: 1, batchMax: 1)
            let delivery = try #require(await consumer.take(1).first)
            #expect(delivery.properties.header("CC") == nil && delivery.properties.header("x-death") == nil)
            #expect(delivery.properties.header("kept") == .integer(-7))
            #expect(try await broker.depth("copy").ready == 0)
            await consumer.close()
        }
    }
}
