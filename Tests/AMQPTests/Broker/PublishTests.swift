import AMQP
import Canonical
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PublishTests {
    @Test func `a batch is confirmed and consumed in order`() async throws {
        let scene = try await BrokerScene.shared()
        let topology = Topology(queues: [Queue("in")])
        let publisher = try await scene.publisher(topology)
        let texts = (0..<1_000).map { "message \($0)" }
        let outcomes = await publisher.publish(texts.map { BrokerScene.message($0, to: "in") })
        #expect(outcomes.count == 1_000 && outcomes.allSatisfy(\.isConfirmed))
        let consumer = try await scene.consumer("in")
        #expect(await BrokerScene.take(1_000, from: consumer).map(\.text) == texts)
        await consumer.close()
        await publisher.close()
        #expect(try await scene.client.depth(ofQueue: "in") == 0)
        #expect(publisher.state == .closed && consumer.state == .closed)
    }

    @Test func `what no queue takes is returned with the broker's code, also twice the same id in a batch`()
        async throws
    {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("here")]))
        let batch = ["here", "nowhere", "here", "nowhere"].map { queue in BrokerScene.message("same", to: queue) }
        let outcomes = await publisher.publish(batch)
        let returned = PublishOutcome.returned(code: 312, text: "NO_ROUTE")
        #expect(outcomes == [.confirmed, returned, .confirmed, returned])
        await publisher.close()
    }

    @Test func `a missing exchange fails what is outstanding, once, and the publisher goes on`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = try await scene.publisher(Topology(queues: [Queue("in")]))
        let lost = await publisher.publish([BrokerScene.publication("lost", exchange: "missing", key: "k")])
        guard case .unknown(let fault) = lost.first else {
            Issue.record("expected an unknown outcome, got \(lost)")
            return
        }
        #expect(fault.code == .brokerTopology && fault.reason.contains("no exchange 'missing'"))
        #expect(publisher.state == .open)
        #expect(await publisher.publish([BrokerScene.message("kept", to: "in")]) == [.confirmed])
        await publisher.close()
    }

    @Test func `a full queue that rejects is told as rejected`() async throws {
        let scene = try await BrokerScene.shared()
        let queue = Queue("full")
            .with {
                $0.lengthMax = 1
                $0.overflow = .rejectPublish
            }
        let publisher = try await scene.publisher(Topology(queues: [queue]))
        var outcomes: [PublishOutcome] = []
        for index in 0..<10 { outcomes += await publisher.publish([BrokerScene.message("\(index)", to: "full")]) }
        #expect(outcomes.first == .confirmed && outcomes.last == .rejected)
        await publisher.close()
    }

    @Test func `what is over a limit is refused before it is sent, its neighbours are not`() async throws {
        let scene = try await BrokerScene.shared()
        let settings = scene.changing { $0.limits.bodyBytesMax = 10 }
        let publisher = AMQPPublisher(settings: settings, topology: Topology(queues: [Queue("in")]))
        try await publisher.start()
        var large = BrokerScene.message("small", to: "in")
        large.properties = PublishProperties(headers: [Header("h", .text(String(repeating: "x", count: 20_481)))])
        let batch = [
            BrokerScene.message("small", to: "in"), BrokerScene.message("longer than ten", to: "in"), large,
            BrokerScene.message("a key", to: String(repeating: "k", count: 256)),
        ]
        let outcomes = await publisher.publish(batch)
        #expect(outcomes.first == .confirmed)
        for outcome in outcomes.dropFirst() {
            guard case .unknown(let fault) = outcome else { continue }
            #expect(fault.family == .message && fault.code == .formatLimit)
        }
        #expect(outcomes.count(where: \.isConfirmed) == 1)
        await publisher.close()
    }

    @Test func `a publisher that is not running refuses at once`() async throws {
        let scene = try await BrokerScene.shared()
        let publisher = AMQPPublisher(settings: scene.settings)
        let outcomes = await publisher.publish([BrokerScene.message("x", to: "in")])
        guard case .unknown(let fault) = outcomes.first else {
            Issue.record("expected an unknown outcome, got \(outcomes)")
            return
        }
        #expect(fault.code == .publishUnknown)
    }
}
