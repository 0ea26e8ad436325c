import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct SuspectModeTests {
    @Test(arguments: [false, true])
    func `messages that came back are handed out one by one, fresh ones in batches`(isOrdered: Bool) async throws {
        let scene = try await BrokerScene.shared()
        let queue = Queue("in")
            .with {
                $0.deliveryLimit = 50
                $0.hasSingleActiveConsumer = isOrdered
            }
        let publisher = try await scene.publisher(Topology(queues: [queue]))
        let texts = (0..<100).map { "\($0)" }
        _ = await publisher.publish(texts.map { BrokerScene.message($0, to: "in") })
        let crashed = try await scene.consumer("in") {
            $0.suspectMode = false
            $0.prefetch = 5
        }
        _ = await crashed.nextBatch(5)
        await crashed.close()

        let consumer = try await scene.consumer("in") { $0.isOrdered = isOrdered }
        var batches: [[Delivery]] = []
        while batches.joined().count < 100, let batch = await consumer.nextBatch() {
            if batch.first?.properties.header("x-delivery-count") != nil, batches.count < 5 {
                #expect(consumer.isSuspect && batch.count == 1)
            }
            batches.append(batch)
            consumer.acknowledge(batch.map(\.tag))
        }
        #expect(!consumer.isSuspect)
        #expect(batches.count < 90)
        #expect(Set(batches.joined().map(\.text)) == Set(texts))
        #expect(batches.prefix(5).joined().map(\.text) == ["0", "1", "2", "3", "4"])
        if isOrdered { #expect(batches.joined().map(\.text) == texts) }
        await consumer.close()
        await publisher.close()
        #expect(try await scene.client.depth(ofQueue: "in") == 0)
    }

    @Test func `messages without a count end the mode at once, also on a classic queue`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in", kind: .classic)]))
        _ = await publisher.publish((0..<50).map { BrokerScene.message("\($0)", to: "in") })
        let consumer = try await scene.consumer("in")
        #expect(await BrokerScene.take(50, from: consumer).count == 50)
        #expect(!consumer.isSuspect)
        await consumer.close()
        await publisher.close()
    }

    @Test func `a delivery that is never settled does not keep the others from flowing after the mode`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        _ = await publisher.publish((0..<20).map { BrokerScene.message("\($0)", to: "in") })
        let consumer = try await scene.consumer("in") { $0.batchCountMax = 1 }
        let held = try #require(await consumer.nextBatch())
        #expect(held.map(\.text) == ["0"])
        #expect(await BrokerScene.take(19, from: consumer).count == 19)
        consumer.acknowledge(held.map(\.tag))
        await consumer.close()
        #expect(try await scene.client.depth(ofQueue: "in") == 0)
        await publisher.close()
    }
}
