import AMQP
import BankBusTesting
import Canonical
import Foundation
import Synchronization
import Testing

/// What needs a node of its own, because the test breaks it.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct RecoveryTests {
    /// Runs a test on a node that no one else uses.
    private func withNode(
        _ configuration: [String] = [],
        _ test: (BrokerScene, PrivateNode) async throws -> Void
    ) async throws {
        let directory = FileManager.default.currentDirectoryPath + "/.bankbus/amqp-\(UInt32.random(in: 0...99_999))"
        var options = PrivateNodeOptions()
        options.isTemporary = true
        options.extraConfiguration = configuration
        let node = try await PrivateNode.start(directory: directory, options: options)
        do {
            try await test(try BrokerScene(node: node, url: node.amqpURL), node)
        } catch {
            try await node.kill()
            throw error
        }
        try await node.kill()
    }

    @Test func `a broker killed and restarted under load loses nothing that was confirmed`() async throws {
        try await withNode { scene, node in
            let topology = Topology(queues: [Queue("in").with { $0.deliveryLimit = 50 }])
            let publisher = try await scene.publisher(topology)
            let consumer = try await scene.consumer("in")
            async let confirmed = Self.publish(through: publisher, untilRestartOf: node)
            async let early = Self.receive(["last"], from: consumer)
            var ids = try await confirmed
            #expect(await publisher.publish([BrokerScene.message("last", to: "in")]) == [.confirmed])
            ids.subtract(await early)
            // What the kill returned to the queue may come after the last one.
            ids.subtract(await Self.receive(ids, from: consumer))
            #expect(ids.isEmpty, "\(ids.count) confirmed messages are missing")
            await consumer.close()
            await publisher.close()
        }
    }

    /// A quorum queue declared less than about 4 s before the node is killed comes back empty and without a leader:
    /// Ra 2.2 (RabbitMQ 3.10) writes its directory of queues with that delay.
    private static let queueIsKnownAfter: Duration = .seconds(6)

    /// Publishes while the broker is killed and comes back; the ids that it confirmed.
    private static func publish(
        through publisher: AMQPPublisher,
        untilRestartOf node: PrivateNode
    ) async throws -> Set<String> {
        var confirmed: Set<String> = []
        var round = 0
        func publishRound() async -> Bool {
            round += 1
            let ids = (0..<50).map { "\(round)-\($0)" }
            let outcomes = await publisher.publish(ids.map { BrokerScene.message($0, to: "in") })
            confirmed.formUnion(zip(ids, outcomes).filter { $0.1.isConfirmed }.map(\.0))
            return outcomes.allSatisfy(\.isConfirmed)
        }
        let start = ContinuousClock.now
        while start.duration(to: .now) < queueIsKnownAfter { _ = await publishRound() }
        let isBack = Atomic(false)
        async let restart: Void = { () async throws in
            defer { isBack.store(true, ordering: .relaxed) }
            try await node.kill()
            try await node.restart()
        }()
        while !isBack.load(ordering: .relaxed), !Task.isCancelled { _ = await publishRound() }
        try await restart
        var goodRounds = 0
        while goodRounds < 20, !Task.isCancelled { goodRounds += await publishRound() ? 1 : 0 }
        return confirmed
    }

    /// Receives and acknowledges until everything of `wanted` was seen.
    private static func receive(_ wanted: Set<String>, from consumer: AMQPConsumer) async -> Set<String> {
        var seen: Set<String> = []
        while !seen.isSuperset(of: wanted), let batch = await consumer.nextBatch() {
            seen.formUnion(batch.map(\.text))
            consumer.acknowledge(batch.map(\.tag))
        }
        return seen
    }

    @Test func `a broker that is down at start is waited for`() async throws {
        try await withNode { scene, node in
            try await node.kill()
            let publisher = AMQPPublisher(settings: scene.settings, topology: Topology(queues: [Queue("in")]))
            let fault = await #expect(throws: Fault.self) { try await publisher.start() }
            #expect(fault?.code == .brokerUnavailable)
            async let started: Void = publisher.start(waitForBroker: true)
            try await node.restart()
            try await started
            #expect(await publisher.publish([BrokerScene.message("x", to: "in")]) == [.confirmed])
            await publisher.close()
        }
    }

    @Test func `a memory alarm blocks publishing, not consuming, and is a state and a fault, not a hang`() async throws
    {
        try await withNode { scene, node in
            let settings = scene.changing { $0.publishTimeout = .seconds(3) }
            let publisher = AMQPPublisher(settings: settings, topology: Topology(queues: [Queue("in")]))
            try await publisher.start()
            _ = await publisher.publish((0..<10).map { BrokerScene.message("\($0)", to: "in") })
            let states = publisher.states
            try await node.control(["set_vm_memory_high_watermark", "0.00001"])
            let outcomes = await publisher.publish([BrokerScene.message("blocked", to: "in")])
            await states.reaches(\.isBlocked)
            guard case .unknown(let fault) = outcomes.first else {
                Issue.record("expected an unknown outcome, got \(outcomes)")
                return
            }
            #expect(fault.code == .brokerBlocked && fault.isRetriable)
            let consumer = try await scene.consumer("in")
            #expect(await BrokerScene.take(10, from: consumer).count == 10)
            try await node.control(["set_vm_memory_high_watermark", "0.4"])
            await states.reaches { $0 == .open }
            #expect(await publisher.publish([BrokerScene.message("after", to: "in")]) == [.confirmed])
            await consumer.close()
            await publisher.close()
        }
    }

    @Test func `heartbeats keep an idle connection and a held-back one`() async throws {
        try await withNode { scene, _ in
            let settings = scene.changing { $0.heartbeat = .seconds(1) }
            let publisher = AMQPPublisher(settings: settings, topology: Topology(queues: [Queue("in")]))
            try await publisher.start()
            var options = ConsumerOptions()
            options.bufferedBytesMax = 1_000
            options.suspectMode = false
            let consumer = AMQPConsumer(settings: settings, queue: "in", options: options)
            try await consumer.start()
            var message = BrokerScene.message("x", to: "in")
            message.body = [UInt8](repeating: 1, count: 2_000)
            _ = await publisher.publish(Array(repeating: message, count: 50))
            let quiet = await Self.isQuiet([publisher.states, consumer.states], for: .seconds(5))
            #expect(quiet && publisher.state == .open && consumer.state == .open)
            #expect(await BrokerScene.take(50, from: consumer).count == 50)
            #expect(await publisher.publish([message]) == [.confirmed])
            await consumer.close()
            await publisher.close()
        }
    }

    /// Whether no connection leaves the state that it is in; the one place that has to wait for a real clock.
    private static func isQuiet(_ streams: [AsyncStream<ConnectionState>], for duration: Duration) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            for stream in streams {
                group.addTask {
                    for await state in stream where state != .open { return false }
                    return true
                }
            }
            group.addTask {
                try? await ContinuousClock().sleep(for: duration)
                return true
            }
            defer { group.cancelAll() }
            return await group.next() ?? true
        }
    }
}
