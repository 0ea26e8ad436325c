import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct OrderedPublishTests {
    @Test func `a key's publications arrive in order, others between them`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        let batch = (0..<60)
            .map { BrokerScene.message("\($0)", to: "in", orderKey: $0 % 3 == 0 ? nil : "key \($0 % 3)") }
        #expect(await publisher.publish(batch).allSatisfy(\.isConfirmed))
        let consumer = try await scene.consumer("in")
        let numbers = await BrokerScene.take(60, from: consumer).compactMap { Int($0.text) }
        for key in 1...2 {
            let ofKey = numbers.filter { $0 % 3 == key }
            #expect(ofKey == ofKey.sorted() && ofKey.count == 20)
        }
        await consumer.close()
        await publisher.close()
    }

    @Test func `after a failure the rest of the key in the batch is not sent, other keys are`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        let batch = [
            BrokerScene.message("a1", to: "in", orderKey: "a"), BrokerScene.message("a2", to: "nowhere", orderKey: "a"),
            BrokerScene.message("a3", to: "in", orderKey: "a"), BrokerScene.message("b1", to: "in", orderKey: "b"),
        ]
        let outcomes = await publisher.publish(batch)
        #expect(outcomes[0] == .confirmed && outcomes[3] == .confirmed)
        #expect(outcomes[1] == .returned(code: 312, text: "NO_ROUTE"))
        guard case .unknown(let fault) = outcomes[2] else {
            Issue.record("expected that a3 is not sent, got \(outcomes[2])")
            return
        }
        #expect(fault.reason.contains("order key"))
        #expect(try await scene.client.depth(ofQueue: "in") == 2)
        await publisher.close()
    }
}
