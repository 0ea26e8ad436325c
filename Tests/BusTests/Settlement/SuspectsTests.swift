import BankBusTesting
import Bus
import Canonical
import Testing

@Suite("A message that ends processes", .timeLimit(.minutes(1)))
struct SuspectsTests {
    private static let returned = Header("x-delivery-count", .integer(1))

    @Test
    func `after five sessions have died over it alone, it is a dead letter before it is decoded`() async throws {
        let scene = try BusScene()
        for number in 1...Suspects.deathsMax + 1 {
            let store = scene.books.open()
            let consumer = ListConsumer([[.sample("k1|a", headers: [Self.returned])]])
            if number <= Suspects.deathsMax {
                // Claimed, and then the process is gone.
                let crash = CrashSwitch(after: 2)
                let crashing = CrashingStore(base: store, crash: crash)
                try? await scene.route(
                    CrashingConsumer(base: consumer, crash: crash),
                    store: crashing,
                    publisher: CrashingPublisher(base: scene.broker.publisher(), crash: crash)
                )
                .run()
                store.crash()
                #expect(consumer.acknowledged.isEmpty)
            } else {
                try await scene.route(consumer, store: store).run()
                #expect(consumer.acknowledged.count == 1)
            }
        }
        try await scene.collect()
        let letter = try #require(try await scene.filed().first)
        #expect(letter.fault.code == .deliveryPoison)
        #expect(letter.body == Array("k1|a".utf8))
        #expect(try await scene.accounts() == [.deadLettered: 1])
        #expect(scene.depth(BusScene.subscriber) == 0)
    }

    @Test
    func `one death fewer, and it is worked on`() async throws {
        let scene = try BusScene()
        let received = Received(.sample("k1|a"), queue: BusScene.queue, trust: .standard)
        for _ in 1..<Suspects.deathsMax {
            let store = scene.books.open()
            _ = try await store.noteAlone(received.unit, scope: BusScene.name)
            store.crash()
        }
        try await scene.route(ListConsumer([[.sample("k1|a", headers: [Self.returned])]]), store: scene.books.open())
            .run()
        #expect(try await scene.accounts() == [.delivered: 1])
    }

    @Test
    func `neighbours that died in the same batch, and sessions that ended in order, do not count against it`()
        async throws
    {
        let scene = try BusScene()
        let deliveries = [Delivery.sample("k1|a", headers: [Self.returned]), .sample("k2|a", number: 2, id: "m-2")]
        for number in 0..<8 {
            let store = scene.books.open()
            let crash = CrashSwitch(after: number.isMultiple(of: 2) ? 1 : 0)
            try? await scene.route(ListConsumer([deliveries]), store: CrashingStore(base: store, crash: crash)).run()
            if number.isMultiple(of: 4) { store.crash() } else { await store.close() }
        }
        for delivery in deliveries {
            try await scene.route(ListConsumer([[delivery]]), store: scene.books.open()).run()
        }
        #expect(try await scene.accounts() == [.delivered: 2])
        #expect(scene.depth(BusName.deadLetterQueue) == 0)
    }

    @Test
    func `a delivery that the broker has not returned is not asked about`() async throws {
        let scene = try BusScene()
        let broken = Fault(.programmer, .storeUnusable, stage: .claim, reason: "Damaged.")
        let suspects = Suspects(
            scope: "s",
            books: CrashingStore(base: scene.books.open(), crash: CrashSwitch(after: 0)),
            patience: StorePatience(time: scene.time.busTime, logger: BusScene.silent)
        )
        let fresh = Received(.sample("k1|a"), queue: BusScene.queue, trust: .standard)
        guard case .harmless = try await suspects.verdict(on: fresh) else { throw broken }
    }
}
