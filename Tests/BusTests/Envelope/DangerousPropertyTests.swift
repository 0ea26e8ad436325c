import BankBusTesting
import Bus
import Canonical
import Testing

/// What a sender puts on a message and the broker would act on: kept in the dead letter's record, never published again.
@Suite("Dangerous properties", .timeLimit(.minutes(1)))
struct DangerousPropertyTests {
    enum Way: String, CaseIterable {
        case retry
        case owner
        case deadLetter
        case replay
    }

    private static func delivery(_ headers: [Header], _ change: (inout MessageProperties) -> Void = { _ in })
        -> Delivery
    {
        .sample("k1|a", headers: [Header("harmless", .text("stays"))] + headers, change: change)
    }

    /// The publication by which a delivery goes back or away, and the record if there is one.
    private static func publication(_ way: Way, of delivery: Delivery) async throws -> (Publication, DeadLetter?) {
        let scene = try BusScene()
        let received = Received(delivery, queue: BusScene.queue, trust: .standard)
        let transient = Fault(.transient, .publishRejected, stage: .publish, reason: "Refused.")
        switch way {
        case .retry:
            guard case .retry(let publication) = scene.returns.afterTransient(transient, received, at: .epoch) else {
                throw transient
            }
            return (publication, nil)
        case .owner: return (scene.returns.waitingForOwner(received, at: .epoch), nil)
        case .deadLetter:
            guard
                case .deadLetter(let letter, let publication) = scene.returns.deadLetter(
                    transient,
                    received,
                    at: .epoch
                )
            else { throw transient }
            return (publication, letter)
        case .replay:
            guard case .deadLetter(let letter, _) = scene.returns.deadLetter(transient, received, at: .epoch) else {
                throw transient
            }
            try await scene.letters.file([letter])
            let publisher = RecordingPublisher()
            _ = try await Replayer(store: scene.letters, publisher: publisher, time: scene.time.busTime)
                .replay(letter.id)
            return (try #require(publisher.published.first), letter)
        }
    }

    private func check(_ headers: [Header], _ way: Way) async throws {
        let delivery = Self.delivery(headers)
        let (publication, letter) = try await Self.publication(way, of: delivery)
        for header in headers {
            #expect(!publication.properties.headers.contains { $0.name.lowercased() == header.name.lowercased() })
        }
        if way != .deadLetter { #expect(publication.properties.headers.contains(Header("harmless", .text("stays")))) }
        if let letter { #expect(letter.properties == delivery.properties) }
    }

    @Test(arguments: Way.allCases)
    func `x-death`(way: Way) async throws {
        try await check([DeadLetterWireTests.death(queue: "q", reason: "rejected")], way)
    }

    @Test(arguments: Way.allCases)
    func `x-anything`(way: Way) async throws {
        try await check([Header("x-delay", .integer(5)), Header("X-Match", .text("all"))], way)
    }

    @Test(arguments: Way.allCases)
    func `CC`(way: Way) async throws {
        try await check([Header("CC", .list([.text("elsewhere")]))], way)
    }

    @Test(arguments: Way.allCases)
    func `BCC`(way: Way) async throws {
        try await check([Header("BCC", .list([.text("elsewhere")]))], way)
    }

    /// Publishing takes no expiration, priority, user id or reply-to; what the record keeps is tested here.
    private func checkRecord(_ change: (inout MessageProperties) -> Void) async throws {
        let delivery = Self.delivery([], change)
        let (publication, letter) = try await Self.publication(.deadLetter, of: delivery)
        #expect(letter?.properties == delivery.properties)
        let names = Mirror(reflecting: publication.properties).children.compactMap(\.label)
        for name in ["expiration", "priority", "userID", "replyTo"] { #expect(!names.contains(name)) }
        #expect(publication.properties.headers.map(\.name) == [HeaderName.deadLetter])
    }

    @Test
    func `expiration`() async throws { try await checkRecord { $0.expiration = "1" } }

    @Test
    func `user-id`() async throws { try await checkRecord { $0.userID = "guest" } }

    @Test
    func `priority`() async throws { try await checkRecord { $0.priority = 255 } }

    @Test
    func `reply-to`() async throws { try await checkRecord { $0.replyTo = "amq.rabbitmq.reply-to" } }

    @Test(arguments: Way.allCases, IdempotencyTests.hostile)
    func `an outsider's control headers are left behind`(way: Way, header: Header) async throws {
        let (publication, _) = try await Self.publication(way, of: Self.delivery([header]))
        #expect(!publication.properties.headers.contains(header))
        let returned = publication.properties.headers.filter { $0.name == header.name }
        #expect(returned.count <= 1)
    }

    @Test(arguments: [Way.retry, .replay])
    func `the bus's own control headers come along, each once`(way: Way) async throws {
        let own = [
            Header(HeaderName.fingerprint, .text("aa")), Header(HeaderName.idempotencyKey, .text("key")),
            Header(HeaderName.generation, .text("g-1")), Header(HeaderName.causationID, .text("c-1")),
            Header(HeaderName.attempt, .integer(1)),
        ]
        var delivery = Self.delivery(own)
        delivery.exchange = BusName.publishExchange
        let (publication, _) = try await Self.publication(way, of: delivery)
        for header in own.dropLast() { #expect(publication.properties.headers.filter { $0 == header }.count == 1) }
        let attempts = publication.properties.headers.filter { $0.name == HeaderName.attempt }.map(\.value.integer)
        #expect(attempts == (way == .retry ? [2] : []))
    }
}
