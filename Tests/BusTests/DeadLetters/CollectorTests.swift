import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("Collector", .timeLimit(.minutes(1)))
struct CollectorTests {
    @Test
    func `a crash before the acknowledgement files one record with one attempt`() async throws {
        let scene = try BusScene()
        await scene.send("bad", id: "m-1")
        try await scene.run()
        let consumer = try scene.broker.consumer(BusName.deadLetterQueue)
        await consumer.stop()
        let mute = CrashingConsumer(base: consumer, crash: CrashSwitch(after: 0))
        try await Collector(consumer: mute, store: scene.letters, time: scene.time.busTime, logger: BusScene.silent)
            .run()
        await consumer.close()
        #expect(scene.depth(BusName.deadLetterQueue) == 1)
        #expect(try await scene.filed().count == 1)
        scene.time.advance(by: .seconds(60))
        try await scene.collect()
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
        let letters = try await scene.filed()
        #expect(letters.count == 1)
        #expect(letters.first?.attempts.count == 1)
    }

    @Test
    func `what the broker dead-lettered is filed once too, whatever time it is collected at`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        try await scene.run()
        let foreign = try scene.broker.consumer(BusScene.subscriber)
        let delivery = try #require(await foreign.nextBatch()?.first)
        foreign.reject(delivery.tag)
        await foreign.close()
        let consumer = try scene.broker.consumer(BusName.deadLetterQueue)
        await consumer.stop()
        let mute = CrashingConsumer(base: consumer, crash: CrashSwitch(after: 0))
        try await Collector(consumer: mute, store: scene.letters, time: scene.time.busTime, logger: BusScene.silent)
            .run()
        await consumer.close()
        scene.time.advance(by: .seconds(60))
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.attempts.count == 1)
        #expect(letter.fault.code.name == "delivery.rejected")
        #expect(letter.queue == BusScene.subscriber)
    }

    @Test
    func `a store that is busy delays, and nothing is acknowledged before`() async throws {
        let scene = try BusScene()
        await scene.send("bad", id: "m-1")
        try await scene.run()
        let busy = Fault(.transient, .storeUnavailable, stage: .settle, reason: "Locked.")
        scene.letters.failFilings(with: [busy, busy])
        scene.time.onSleep { _ in #expect(scene.depth(BusName.deadLetterQueue) == 1) }
        try await scene.collect()
        #expect(scene.time.sleeps.count == 2)
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
        #expect(try await scene.filed().count == 1)
    }

    @Test
    func `a store that is unusable ends it without acknowledging`() async throws {
        let scene = try BusScene()
        await scene.send("bad", id: "m-1")
        try await scene.run()
        let broken = Fault(.programmer, .storeUnusable, stage: .settle, reason: "Damaged.")
        scene.letters.failFilings(with: [broken])
        await #expect(throws: broken) { try await scene.collect() }
        #expect(scene.depth(BusName.deadLetterQueue) == 1)
    }
}
