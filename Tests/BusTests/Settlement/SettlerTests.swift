@testable import Bus
import BankBusTesting
import Canonical
import Testing

@Suite("Settler", .timeLimit(.minutes(1)))
struct SettlerTests {
    private static let refused = PublishOutcome.rejected
    private static let transient = Fault(.transient, .storeUnavailable, stage: .handle, reason: "Locked.")
    private static let bad = Fault(.message, .formatSyntax, stage: .decode, reason: "No bar.")

    /// A scene, its store and a claimed delivery for each body.
    private struct Batch {
        let scene: BusScene
        let store: InMemoryBookStore
        var received: [Received] = []
        var claims: [Claim] = []

        init(_ count: Int) async throws {
            scene = try BusScene()
            store = scene.books.open()
            for number in 0..<count {
                let delivery = Delivery.sample("k|\(number)", number: UInt64(number + 1), id: "m-\(number)")
                received.append(Received(delivery, queue: BusScene.queue, trust: .standard))
            }
            let requests = received.map { $0.claimRequest(key: nil, fingerprint: []) }
            for decision in try await store.claim(requests, scope: BusScene.name, at: scene.time.now) {
                guard case .claimed(let claim) = decision else { continue }
                claims.append(claim)
            }
        }

        func forward(_ index: Int, _ count: Int = 1) -> PlannedDelivery {
            let publications = (0..<count)
                .map { number in
                    var properties = PublishProperties()
                    properties.messageID = "out-\(index)-\(number)"
                    return Publication(
                        exchange: BusName.publishExchange,
                        routingKey: PlainMapping.type,
                        properties: properties,
                        body: []
                    )
                }
            let sent = publications.map { SentMessage($0, fingerprint: nil) }
            return PlannedDelivery(received[index], .forward(claims[index], publications, sent: sent))
        }

        func settle(
            _ planned: [PlannedDelivery],
            _ publisher: RecordingPublisher,
            letters: InMemoryDeadLetterStore? = nil
        ) async throws -> [UInt64] {
            try await scene.settler(store, publisher: publisher, letters: letters).settle(planned).map(\.number)
        }

        func account(_ index: Int) async throws -> Account? {
            try await store.rows(scope: BusScene.name, since: nil).first { $0.unit == received[index].unit }?.account
        }
    }

    @Test
    func `what is forwarded is acknowledged and entered as sent`() async throws {
        let batch = try await Batch(2)
        let tags = try await batch.settle([batch.forward(0), batch.forward(1, 3)], RecordingPublisher())
        #expect(tags == [1, 2])
        #expect(
            try await batch.store.sent(since: nil).map(\.message.messageID) == [
                "out-0-0", "out-1-0", "out-1-1", "out-1-2",
            ]
        )
    }

    @Test
    func `all outputs are confirmed before the parent is settled, under the same ids`() async throws {
        let batch = try await Batch(1)
        let publisher = RecordingPublisher()
        publisher.answer([.confirmed, RecordingPublisher.lost, RecordingPublisher.lost, .confirmed, Self.refused])
        #expect(try await batch.settle([batch.forward(0, 3)], publisher) == [1])
        let ids = publisher.published.compactMap(\.properties.messageID)
        #expect(ids == ["out-0-0", "out-0-1", "out-0-2", "out-0-1", "out-0-2", "out-0-2"])
        #expect(try await batch.account(0) == .delivered)
    }

    @Test
    func `an output that is refused twice sends the whole delivery to a wait queue`() async throws {
        let batch = try await Batch(2)
        let publisher = RecordingPublisher { publication in
            publication.properties.messageID == "out-0-1" ? Self.refused : nil
        }
        #expect(try await batch.settle([batch.forward(0, 2), batch.forward(1)], publisher) == [1, 2])
        #expect(publisher.published.last?.exchange.hasPrefix("bus.retry.") == true)
        #expect(publisher.published.last?.routingKey == BusScene.queue)
        #expect(try await batch.account(0) == .waiting)
        #expect(try await batch.account(1) == .delivered)
        // What its receivers have is entered as sent all the same.
        #expect(try await batch.store.sent(since: nil).map(\.message.messageID) == ["out-0-0", "out-1-0"])
    }

    @Test
    func `an output that can never be published is a dead letter at once`() async throws {
        let batch = try await Batch(2)
        let publisher = RecordingPublisher { publication in
            publication.properties.messageID == "out-0-0" ? RecordingPublisher.tooLarge : nil
        }
        #expect(try await batch.settle([batch.forward(0), batch.forward(1)], publisher) == [1, 2])
        #expect(publisher.published.map(\.exchange).last == BusName.deadExchange)
        #expect(publisher.published.allSatisfy { !$0.exchange.hasPrefix("bus.retry.") })
        #expect(try await batch.account(0) == .deadLettered)
    }

    @Test
    func `a wait queue that refuses is asked until it takes the message`() async throws {
        let batch = try await Batch(1)
        let publisher = RecordingPublisher()
        publisher.answer([PublishOutcome](repeating: Self.refused, count: 5))
        #expect(
            try await batch.settle(
                [PlannedDelivery(batch.received[0], .retry(batch.claims[0], Self.transient))],
                publisher
            ) == [1]
        )
        #expect(publisher.published.count == 6)
        #expect(batch.scene.time.sleeps == [100, 200, 400].map { .milliseconds($0) })
        #expect(try await batch.account(0) == .waiting)
    }

    @Test
    func `a retry that is too large for the way becomes a dead letter instead of blocking its neighbours`()
        async throws
    {
        let batch = try await Batch(2)
        let publisher = RecordingPublisher { publication in
            publication.exchange.hasPrefix("bus.retry.") ? RecordingPublisher.tooLarge : nil
        }
        let retry = PlannedDelivery(batch.received[0], .retry(batch.claims[0], Self.transient))
        #expect(try await batch.settle([retry, batch.forward(1)], publisher) == [1, 2])
        #expect(try await batch.account(0) == .deadLettered)
        #expect(batch.scene.time.sleeps.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a dead letter that is too large is filed, or left with the broker where nobody can file it`(canFile: Bool)
        async throws
    {
        let batch = try await Batch(2)
        let publisher = RecordingPublisher { publication in
            publication.exchange == BusName.deadExchange ? RecordingPublisher.tooLarge : nil
        }
        let dead = PlannedDelivery(batch.received[0], .deadLetter(batch.claims[0], Self.bad))
        let letters = canFile ? batch.scene.letters : nil
        let tags = try await batch.settle([dead, batch.forward(1)], publisher, letters: letters)
        #expect(tags == (canFile ? [1, 2] : [2]))
        #expect(try await batch.account(0) == (canFile ? .deadLettered : .inFlight))
        #expect(try await batch.scene.filed().count == (canFile ? 1 : 0))
        // Released: whoever gets it next may work on it.
        let again = try await batch.scene.books.open()
            .claim([batch.received[0].claimRequest(key: nil, fingerprint: [])], scope: BusScene.name, at: .epoch)
        if !canFile { #expect(again.contains { if case .claimed = $0 { true } else { false } }) }
    }

    @Test
    func `a wait for another owner that is too large stays with the broker`() async throws {
        let batch = try await Batch(1)
        let publisher = RecordingPublisher { _ in RecordingPublisher.tooLarge }
        #expect(try await batch.settle([PlannedDelivery(batch.received[0], .wait)], publisher) == [])
        #expect(batch.scene.time.sleeps.isEmpty)
    }

    @Test
    func `a wait for another owner is no attempt`() async throws {
        let batch = try await Batch(1)
        let publisher = RecordingPublisher()
        #expect(try await batch.settle([PlannedDelivery(batch.received[0], .wait)], publisher) == [1])
        let properties = try #require(publisher.published.first?.properties)
        #expect(!properties.headers.contains { $0.name == HeaderName.attempt })
        #expect(try await batch.account(0) == .inFlight)
    }

    @Test
    func `a cancelled task publishes nothing twice and acknowledges only what is safe`() async throws {
        let batch = try await Batch(3)
        let publisher = RecordingPublisher { publication in
            switch publication.properties.messageID {
            case "out-0-0": RecordingPublisher.lost
            case "out-1-0": Self.refused
            default: nil
            }
        }
        let planned = [batch.forward(0), batch.forward(1), batch.forward(2)]
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await batch.settle(planned, publisher)
        }
        #expect(try await task.value == [2, 3])
        #expect(try await batch.account(0) == .inFlight)
        #expect(try await batch.account(1) == .waiting)
        #expect(try await batch.account(2) == .delivered)
    }

    @Test
    func `a claim that another owner took over is acknowledged, and what was sent is entered`() async throws {
        let batch = try await Batch(1)
        batch.store.crash()
        _ = try await batch.scene.books.open()
            .claim([batch.received[0].claimRequest(key: nil, fingerprint: [])], scope: BusScene.name, at: .epoch)
        #expect(try await batch.settle([batch.forward(0)], RecordingPublisher()) == [1])
        #expect(try await batch.account(0) == .inFlight)
        #expect(try await batch.store.sent(since: nil).count == 1)
    }
}
