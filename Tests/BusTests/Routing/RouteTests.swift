import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("Route", .timeLimit(.minutes(1)))
struct RouteTests {
    @Test
    func `a good message goes out in the envelope of the bus and is delivered`() async throws {
        let scene = try BusScene()
        await scene.send("k1|hello", id: "m-1")
        try await scene.run()
        let delivery = try #require(try await scene.drain(BusScene.subscriber).first)
        let envelope = ReceivedEnvelope(delivery, trust: .standard)
        #expect(delivery.exchange == BusName.publishExchange || delivery.exchange == BusName.canonicalExchange)
        #expect(delivery.routingKey == PlainMapping.type)
        let id = try #require(delivery.properties.messageID)
        #expect(Digest128(hexadecimal: id) != nil)
        #expect(delivery.properties.header("cloudEvents:specversion")?.text == "1.0")
        #expect(delivery.properties.header("cloudEvents:id")?.text == id)
        #expect(delivery.properties.header("cloudEvents:type")?.text == PlainMapping.type)
        #expect(delivery.properties.header("cloudEvents:source")?.text == "bankbus/route/payments")
        #expect(delivery.properties.header("cloudEvents:subject")?.text == "account-1")
        #expect(delivery.properties.header("cloudEvents:time")?.text == scene.time.now.description)
        #expect(delivery.properties.header("cloudEvents:dataschema")?.text?.hasSuffix(PlainMapping.type) == true)
        #expect(delivery.properties.type == PlainMapping.type)
        #expect(delivery.properties.appID == "bankbus/route/payments")
        #expect(delivery.properties.contentType == "application/json")
        #expect(delivery.properties.timestamp == UInt64(scene.time.now.seconds))
        #expect(envelope.correlationID == "m-1")
        #expect(envelope.causationID == "m-1")
        #expect(envelope.idempotencyKey == id)
        #expect(envelope.fingerprint?.utf8.count == 64)
        #expect(envelope.generation == "0")
        #expect(try await scene.accounts() == [.delivered: 1])
        #expect(scene.depth(BusScene.queue) == 0)
    }

    @Test
    func `a mapping without result filters, one with two sends two under different ids`() async throws {
        let scene = try BusScene()
        await scene.send("k1|nothing", id: "m-1")
        await scene.send("k2|twice", id: "m-2")
        try await scene.run()
        let ids = try await scene.drain(BusScene.subscriber).compactMap(\.properties.messageID)
        #expect(ids.count == 2)
        #expect(Set(ids).count == 2)
        #expect(try await scene.accounts() == [.filtered: 1, .delivered: 1])
    }

    @Test
    func `the id of an output depends neither on message id nor on time`() async throws {
        let first = try BusScene()
        await first.send("k1|hello", id: "m-1")
        try await first.run()
        let second = try BusScene()
        second.time.advance(by: .seconds(1_000))
        await second.send("k1|hello", id: "m-2")
        try await second.run()
        let one = try await first.drain(BusScene.subscriber).map(\.properties.messageID)
        let other = try await second.drain(BusScene.subscriber).map(\.properties.messageID)
        #expect(one == other)
    }

    @Test(arguments: [("no bar here", FaultCode.formatSyntax, Stage.decode), ("k|wrong", .schemaViolation, .validate)])
    func `a bad message is dead-lettered with its bytes and its fault and never retried`(
        body: String,
        code: FaultCode,
        stage: Stage
    ) async throws {
        let scene = try BusScene()
        await scene.send(body, id: "m-1")
        try await scene.run()
        #expect(scene.depth(BusScene.queue) == 0)
        #expect(scene.waiting == 0)
        #expect(scene.depth(BusScene.subscriber) == 0)
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.body == Array(body.utf8))
        #expect(letter.fault.code == code)
        #expect(letter.fault.stage == stage)
        #expect(letter.fault.place != nil)
        #expect(letter.queue == BusScene.queue)
        #expect(letter.exchange == BusName.ingressExchange)
        #expect(letter.routingKey == "in.test")
        #expect(letter.properties.messageID == "m-1")
        #expect(letter.attempts.map(\.number) == [1])
        #expect(letter.firstSeen != nil)
        #expect(try await scene.accounts() == [.deadLettered: 1])
    }

    @Test
    func `a bad message does not stop its neighbours`() async throws {
        let scene = try BusScene()
        for number in 0..<50 {
            await scene.send(number % 10 == 3 ? "bad" : "k\(number)|hello", id: "m-\(number)")
        }
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 45)
        #expect(scene.depth(BusName.deadLetterQueue) == 5)
        #expect(try await scene.accounts() == [.delivered: 45, .deadLettered: 5])
    }

    @Test
    func `a message over the route's limit keeps its bytes as a dead letter`() async throws {
        var scene = try BusScene()
        scene.limits.bodyBytesMax = 10
        await scene.send("k1|longer than ten", id: "m-1")
        try await scene.run()
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.fault.code == .formatLimit)
        #expect(letter.body == Array("k1|longer than ten".utf8))
    }

    @Test
    func `a delivery with a defect is a dead letter with that defect`() async throws {
        let scene = try BusScene()
        var delivery = Delivery.sample("k1|hello")
        delivery.defect = Fault(.message, .formatLimit, stage: .envelope, reason: "Nested too deep.")
        let consumer = ListConsumer([[delivery]])
        try await scene.route(consumer, store: scene.books.open()).run()
        try await scene.collect()
        #expect(try await scene.filed().first?.fault.code == .formatLimit)
        #expect(consumer.acknowledged == [delivery.tag])
    }

    @Test
    func `what has no key, no key header and no message id is a message fault, unless content is its identity`()
        async throws
    {
        var scene = try BusScene()
        await scene.send("|hello", id: nil)
        try await scene.run()
        try await scene.collect()
        #expect(try await scene.filed().first?.fault.code == .identityMissing)

        scene = try BusScene()
        scene.identity = .content
        for _ in 0..<2 { await scene.send("|hello", id: nil) }
        try await scene.run()
        #expect(scene.depth(BusScene.subscriber) == 1)
        #expect(try await scene.copies() == 1)
    }

    @Test
    func `a large batch is prepared in parallel and keeps its order`() async throws {
        let scene = try BusScene()
        let keys = (0..<99).map { "key-\($0)" }
        for key in keys { await scene.send("\(key)|hello", id: key) }
        try await scene.run()
        let deliveries = try await scene.drain(BusScene.subscriber)
        #expect(deliveries.map { ReceivedEnvelope($0, trust: .standard).causationID } == keys)
    }
}
