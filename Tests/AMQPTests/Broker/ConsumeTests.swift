import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ConsumeTests {
    @Test func `what is not settled comes again after the channel ends, what is settled does not`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        _ = await publisher.publish((0..<6).map { BrokerScene.message("\($0)", to: "in") })
        let first = try await scene.consumer("in") { $0.suspectMode = false }
        let deliveries = try #require(await first.nextBatch(6))
        first.acknowledge([deliveries[0], deliveries[1], deliveries[4]].map(\.tag))
        first.reject(deliveries[3].tag)
        await first.close()
        let second = try await scene.consumer("in")
        let again = await BrokerScene.take(2, from: second)
        #expect(again.map(\.text) == ["2", "5"])
        #expect(again.allSatisfy { $0.isRedelivered && $0.properties.header("x-delivery-count") == .integer(1) })
        await second.close()
        await publisher.close()
        #expect(try await scene.client.depth(ofQueue: "in") == 0)
    }

    @Test func `a batch is bounded by count and bytes, and may wait for more`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        _ = await publisher.publish((0..<10).map { BrokerScene.message("message \($0)", to: "in") })
        let byCount = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.batchCountMax = 4
            $0.batchWaitMax = .seconds(30)
        }
        #expect(await byCount.nextBatch()?.count == 4)
        #expect(await byCount.nextBatch()?.count == 4)
        await byCount.close()
        let byBytes = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.batchBytesMax = 20
            $0.batchWaitMax = .seconds(30)
        }
        #expect(await byBytes.nextBatch()?.count == 2)
        await byBytes.close()
        let byTime = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.batchWaitMax = .milliseconds(300)
        }
        #expect(await byTime.nextBatch()?.count == 10)
        await byTime.close()
        await publisher.close()
    }

    @Test func `prefetch bounds what is unsettled`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        _ = await publisher.publish((0..<10).map { BrokerScene.message("\($0)", to: "in") })
        let consumer = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.prefetch = 3
        }
        let held = try #require(await consumer.nextBatch(3))
        #expect(try await scene.client.depth(ofQueue: "in") == 7)
        consumer.acknowledge(held.map(\.tag))
        #expect(await BrokerScene.take(7, from: consumer).count == 7)
        await consumer.close()
        await publisher.close()
    }

    @Test func `a stopped consumer hands out what it has, then nil, and still settles`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        _ = await publisher.publish((0..<5).map { BrokerScene.message("\($0)", to: "in") })
        let consumer = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.batchCountMax = 1
        }
        var tags = try #require(await consumer.nextBatch()).map(\.tag)
        await consumer.stop()
        while let batch = await consumer.nextBatch() { tags += batch.map(\.tag) }
        consumer.acknowledge(tags)
        await consumer.close()
        _ = await publisher.publish([BrokerScene.message("later", to: "in")])
        #expect(await consumer.nextBatch() == nil)
        #expect(try await scene.client.depth(ofQueue: "in") == 6 - tags.count)
        await publisher.close()
    }

    @Test func `a cancelled task gets nil, the next one its batch`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        let consumer = try await scene.consumer("in")
        let waiting = Task { await consumer.nextBatch() }
        waiting.cancel()
        #expect(await waiting.value == nil)
        _ = await publisher.publish([BrokerScene.message("x", to: "in")])
        #expect(await BrokerScene.take(1, from: consumer).map(\.text) == ["x"])
        await consumer.close()
        await publisher.close()
    }

    @Test func `a deleted queue is declared and subscribed to again`() async throws {
        let scene = try await BrokerScene.shared()
        let topology = Topology(queues: [Queue("in")])
        let consumer = try await scene.consumer("in", topology: topology)
        let states = consumer.states
        try await scene.client.deleteQueue("in")
        await states.reaches(\.isRecovering)
        await states.reaches { $0 == .open }
        let publisher = try await scene.publisher()
        #expect(await publisher.publish([BrokerScene.message("x", to: "in")]) == [.confirmed])
        #expect(await BrokerScene.take(1, from: consumer).map(\.text) == ["x"])
        await consumer.close()
        await publisher.close()
    }

    @Test func `tags of an earlier channel settle nothing`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in"), Queue("doomed")]))
        _ = await publisher.publish([BrokerScene.message("x", to: "in")])
        let first = try await scene.consumer("in")
        let stale = try #require(await first.nextBatch())
        try await scene.closeConnections()
        let again = try #require(await first.nextBatch())
        #expect(again.first?.text == "x" && again.first?.tag.number == 1)
        first.acknowledge(stale.map(\.tag))
        first.reject(stale[0].tag)
        await first.close()
        let second = try await scene.consumer("in")
        #expect(await BrokerScene.take(1, from: second).map(\.text) == ["x"])
        await second.close()
        await publisher.close()
    }

    @Test func `a consumer of a missing queue does not start and says why`() async throws {
        let scene = try await BrokerScene.shared()
        let consumer = AMQPConsumer(settings: scene.settings, queue: "missing")
        let fault = await #expect(throws: Fault.self) { try await consumer.start() }
        #expect(fault?.code == .brokerTopology && fault?.reason.contains("no queue 'missing'") == true)
        #expect(await consumer.nextBatch() == nil)
    }

    @Test func `headers nested 18,000 deep are a defect of the delivery, and consuming goes on`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        try RawPublisher.publishNestedHeaders(depth: 18_000, queue: "in", settings: scene.settings)
        _ = await publisher.publish([BrokerScene.message("after", to: "in")])
        let consumer = try await scene.consumer("in")
        let deliveries = await BrokerScene.take(2, from: consumer)
        #expect(deliveries.map(\.text) == ["bomb", "after"])
        #expect(deliveries.first?.defect?.code == .formatLimit && deliveries.first?.defect?.family == .message)
        #expect(deliveries.first?.properties.headers == [] && deliveries.last?.defect == nil)
        await consumer.close()
        await publisher.close()
    }

    @Test func `a body over the limit is a defect, its bytes are left out, and consuming goes on`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        var large = BrokerScene.message("large", to: "in")
        large.body = [UInt8](repeating: 7, count: 300_000)
        _ = await publisher.publish([large, BrokerScene.message("after", to: "in")])
        let settings = scene.changing { $0.limits.bodyBytesMax = 200_000 }
        let consumer = AMQPConsumer(settings: settings, queue: "in")
        try await consumer.start()
        let deliveries = await BrokerScene.take(2, from: consumer)
        #expect(deliveries.map(\.text) == ["", "after"])
        #expect(deliveries.first?.defect?.code == .formatLimit && deliveries.first?.properties.messageID == "large")
        await consumer.close()
        await publisher.close()
    }

    @Test func `a body of many frames arrives whole`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        var large = BrokerScene.message("large", to: "in")
        large.body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(await publisher.publish([large]) == [.confirmed])
        let consumer = try await scene.consumer("in")
        #expect(await BrokerScene.take(1, from: consumer).first?.body == large.body)
        await consumer.close()
        await publisher.close()
    }
}
