import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("Idempotency of a route", .timeLimit(.minutes(1)))
struct IdempotencyTests {
    /// In one batch, in two batches of one run, and in two runs.
    static let batching = [100, 1, 0]

    /// Sends two messages and lets the route work on both.
    private func work(_ scene: BusScene, _ first: (String, String), _ second: (String, String), batching: Int)
        async throws
    {
        let store = scene.books.open()
        await scene.send(first.0, id: first.1)
        if batching == 0 { try await scene.run(store: store) }
        await scene.send(second.0, id: second.1)
        try await scene.run(store: store, batchMax: max(1, batching))
        #expect(scene.depth(BusScene.queue) == 0)
    }

    @Test(arguments: batching)
    func `the same message again is a copy: acknowledged and counted`(batching: Int) async throws {
        let scene = try BusScene()
        try await work(scene, ("k1|a", "m-1"), ("k1|a", "m-1"), batching: batching)
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1])
        #expect(try await scene.copies() == 1)
    }

    @Test(arguments: batching)
    func `the same key and content under another message id is suppressed`(batching: Int) async throws {
        let scene = try BusScene()
        try await work(scene, ("k1|a", "m-1"), ("k1|a", "m-2"), batching: batching)
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1, .suppressed: 1])
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
    }

    @Test(arguments: batching)
    func `the same key with other content is a conflict and a dead letter`(batching: Int) async throws {
        let scene = try BusScene()
        try await work(scene, ("k1|a", "m-1"), ("k1|b", "m-2"), batching: batching)
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1, .deadLettered: 1])
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.fault.code == .idempotencyConflict)
        #expect(letter.properties.messageID == "m-2")
        #expect(letter.body == Array("k1|b".utf8))
    }

    @Test(arguments: batching)
    func `the same message id with another key is another message`(batching: Int) async throws {
        let scene = try BusScene()
        try await work(scene, ("k1|a", "m-1"), ("k2|a", "m-1"), batching: batching)
        #expect(scene.depth(BusScene.subscriber) == 2)
        #expect(try await scene.accounts() == [.delivered: 2])
    }

    @Test(arguments: batching)
    func `a second message takes over where the first of its key fails`(batching: Int) async throws {
        let scene = try BusScene()
        try await work(scene, ("k1|wrong", "m-1"), ("k1|a", "m-2"), batching: batching)
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.deadLettered: 1, .delivered: 1])
    }

    @Test
    func `many deliveries of few keys are all settled, each key once`() async throws {
        let scene = try BusScene()
        for number in 0..<200 { await scene.send("k\(number % 7)|a", id: "m-\(number % 11)") }
        try await scene.run(batchMax: 9)
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(scene.depth(BusScene.subscriber) == 7)
        let accounts = try await scene.accounts()
        #expect(accounts == [.delivered: 7, .suppressed: 70])
        #expect(try await scene.copies() == 200 - 77)
    }

    /// Headers by which an outsider might pass for another message, or exhaust its retries.
    static let hostile: [Header] = [
        Header(HeaderName.fingerprint, .text(String(repeating: "0", count: 64))),
        Header(HeaderName.idempotencyKey, .text("another key")),
        Header(HeaderName.generation, .text("another run")),
        Header(HeaderName.replayID, .text("a replay")),
        Header(HeaderName.attempt, .integer(40)),
        Header(HeaderName.firstSeen, .text("1999-01-01T00:00:00Z")),
        Header(HeaderName.causationID, .text("somebody else")),
    ]

    @Test(arguments: hostile)
    func `a control header from outside changes nothing`(header: Header) async throws {
        var scene = try BusScene()
        scene.identity = .messageID
        await scene.send("k1|a", id: "m-1")
        await scene.send("k1|a", id: "m-1", headers: [header])
        await scene.send("k1|b", id: "m-1", headers: [header])
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.accounts() == [.delivered: 1, .deadLettered: 1])
        #expect(try await scene.copies() == 1)
        let out = try #require(try await scene.drain(BusScene.subscriber).first)
        let envelope = ReceivedEnvelope(out, trust: .standard)
        #expect(envelope.causationID == "m-1")
        #expect(envelope.generation == "0")
        #expect(envelope.replayID == nil)
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.fault.code == .idempotencyConflict)
        #expect(letter.attempts.map(\.number) == [1])
        #expect(letter.firstSeen == scene.time.now)
    }

    @Test
    func `an outsider's attempt header does not shorten the retries`() async throws {
        let scene = try BusScene()
        scene.broker.deleteQueue(BusName.unroutable)
        scene.broker.deleteQueue(BusScene.subscriber)
        await scene.send("k1|a", id: "m-1", headers: [Header(HeaderName.attempt, .integer(40))])
        try await scene.run()
        #expect(scene.waiting == 1)
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
    }
}
