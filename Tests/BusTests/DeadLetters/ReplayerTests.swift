import AMQP
import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("Replayer", .timeLimit(.minutes(1)))
struct ReplayerTests {
    /// A scene with a conflict that is dead-lettered and filed.
    private func sceneWithLetter(_ bodies: [String] = ["k1|wrong"]) async throws -> (BusScene, DeadLetter) {
        let scene = try BusScene()
        for (number, body) in bodies.enumerated() { await scene.send(body, id: "m-\(number)") }
        try await scene.run()
        try await scene.collect()
        return (scene, try #require(try await scene.filed().first))
    }

    private func replayer(_ scene: BusScene, _ publisher: (any MessagePublisher)? = nil) -> Replayer {
        Replayer(
            store: scene.letters,
            publisher: publisher ?? scene.broker.publisher(),
            time: scene.time.busTime
        )
    }

    @Test
    func `a replay goes to the queue that it failed on and to no other`() async throws {
        let (scene, letter) = try await sceneWithLetter()
        try scene.broker.declare(
            Topology(
                queues: [Queue("second")],
                bindings: [Binding(from: BusName.ingressExchange, to: .queue("second"), key: "#")]
            )
        )
        guard case .replayed(let replayID) = try await replayer(scene).replay(letter.id) else {
            Issue.record("not replayed")
            return
        }
        #expect(scene.depth("second") == 0)
        let delivery = try #require(try await scene.peek(BusScene.queue).first)
        #expect(delivery.body == letter.body)
        #expect(delivery.properties.messageID == "m-0")
        #expect(delivery.properties.header(HeaderName.replayID)?.text == replayID)
        #expect(delivery.properties.header(HeaderName.originExchange)?.text == BusName.ingressExchange)
        #expect(delivery.properties.header(HeaderName.attempt) == nil)
        #expect(try await scene.letters.letter(letter.id)?.state == .replayed)
    }

    @Test
    func `a replayed message is worked on again, once`() async throws {
        let (scene, letter) = try await sceneWithLetter(["k1|wrong"])
        let publisher = RecordingPublisher()
        _ = try await replayer(scene, publisher).replay(letter.id)
        let publication = try #require(publisher.published.first)
        // The broker has it twice, as after a lost confirm.
        _ = await scene.broker.publisher().publish([publication, publication])
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(try await scene.accounts() == [.deadLettered: 1])
        #expect(try await scene.copies() == 1)
    }

    @Test
    func `a conflict that is replayed after the other failed for good goes through`() async throws {
        let (scene, letter) = try await sceneWithLetter(["k1|a", "k1|b"])
        #expect(letter.fault.code == .idempotencyConflict)
        _ = try await replayer(scene).replay(letter.id)
        try await scene.run()
        #expect(try await scene.accounts() == [.delivered: 1, .deadLettered: 1])
        #expect(scene.depth(BusScene.subscriber) == 1)
    }

    @Test
    func `failing again opens the same record with one more attempt`() async throws {
        let (scene, letter) = try await sceneWithLetter()
        for attempts in 2...4 {
            scene.time.advance(by: .seconds(1))
            _ = try await replayer(scene).replay(letter.id)
            try await scene.run()
            try await scene.collect()
            let letters = try await scene.filed()
            #expect(letters.map(\.id) == [letter.id])
            #expect(letters.first?.state == .open)
            #expect(letters.first?.attempts.count == attempts)
        }
        #expect(try await scene.accounts() == [.deadLettered: 1])
        #expect(try await scene.balance().isBalanced)
    }

    @Test
    func `a rejected message that is replayed and rejected in the same second is open again`() async throws {
        let scene = try BusScene()
        await scene.send("k1|a", id: "m-1")
        try await scene.run()
        for attempts in 1...3 {
            let foreign = try scene.broker.consumer(BusScene.subscriber)
            let delivery = try #require(await foreign.nextBatch()?.first)
            foreign.reject(delivery.tag)
            await foreign.close()
            try await scene.collect()
            let letter = try #require(try await scene.filed().first)
            #expect(letter.state == .open)
            #expect(letter.attempts.count == attempts)
            _ = try await replayer(scene).replay(letter.id)
            #expect(scene.depth(BusScene.subscriber) == 1)
        }
        #expect(try await scene.filed().count == 1)
    }

    @Test
    func `of two operators one replays`() async throws {
        let (scene, letter) = try await sceneWithLetter()
        let replayer = replayer(scene)
        async let one = replayer.replay(letter.id)
        async let other = replayer.replay(letter.id)
        let results = try await [one, other]
        #expect(results.count { $0 == .notOpen } == 1)
        #expect(scene.depth(BusScene.queue) == 1)
    }

    @Test
    func `an unknown letter is not found, a replayed one not open`() async throws {
        let (scene, letter) = try await sceneWithLetter()
        #expect(try await replayer(scene).replay(Digest128(high: 1, low: 1)) == .notFound)
        _ = try await replayer(scene).replay(letter.id)
        #expect(try await replayer(scene).replay(letter.id) == .notOpen)
    }

    @Test(arguments: [InjectedFault.loseConfirm, .loseMessage])
    func `an unknown outcome leaves the letter open, and a second replay is done once`(fault: InjectedFault)
        async throws
    {
        let (scene, letter) = try await sceneWithLetter()
        scene.broker.inject([fault])
        guard case .unknown = try await replayer(scene).replay(letter.id) else {
            Issue.record("not unknown")
            return
        }
        #expect(try await scene.letters.letter(letter.id)?.state == .open)
        scene.time.advance(by: .seconds(1))
        _ = try await replayer(scene).replay(letter.id)
        #expect(scene.depth(BusScene.queue) == (fault == .loseConfirm ? 2 : 1))
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(try await scene.accounts() == [.deadLettered: 1])
    }

    @Test
    func `a refusal and a missing queue leave the letter open`() async throws {
        let (scene, letter) = try await sceneWithLetter()
        scene.broker.inject([.reject])
        guard case .failed = try await replayer(scene).replay(letter.id) else {
            Issue.record("not failed")
            return
        }
        #expect(try await scene.letters.letter(letter.id)?.state == .open)
        scene.broker.deleteQueue(BusScene.queue)
        guard case .failed(let fault) = try await replayer(scene).replay(letter.id) else {
            Issue.record("not failed")
            return
        }
        #expect(fault.reason.contains(BusScene.queue))
        #expect(try await scene.letters.letter(letter.id)?.state == .open)
    }
}
