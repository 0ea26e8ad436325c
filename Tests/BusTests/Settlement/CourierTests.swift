import Bus
import Canonical
import Testing

@Suite("Courier and patience", .timeLimit(.minutes(1)))
struct CourierTests {
    private func publications(_ count: Int) -> [Publication] {
        (0..<count)
            .map { number in
                var properties = PublishProperties()
                properties.messageID = "m-\(number)"
                return Publication(exchange: "", routingKey: "q", properties: properties, body: [])
            }
    }

    @Test
    func `it publishes again only what is unknown, with growing pauses up to five seconds`() async throws {
        let time = VirtualTime()
        let publisher = RecordingPublisher()
        publisher.answer([.confirmed] + .init(repeating: RecordingPublisher.lost, count: 10) + [.rejected])
        let courier = Courier(publisher: publisher, time: time.busTime, logger: BusScene.silent)
        let fates = await courier.publish(publications(2))
        #expect(fates.first == .confirmed)
        guard case .refused(let fault) = try #require(fates.last) else {
            Issue.record("not refused")
            return
        }
        #expect(fault.code == .publishRejected)
        #expect(fault.isRetriable)
        #expect(publisher.published.count { $0.properties.messageID == "m-0" } == 1)
        #expect(time.sleeps == [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000].map { .milliseconds($0) })
    }

    @Test
    func `it gives up only when it is cancelled`() async {
        let time = VirtualTime()
        let publisher = RecordingPublisher { _ in RecordingPublisher.lost }
        let courier = Courier(publisher: publisher, time: time.busTime, logger: BusScene.silent)
        #expect(await courier.publish(publications(3)) == [.abandoned, .abandoned, .abandoned])
        #expect(time.sleeps.count == VirtualTime.sleepsMax + 1)
    }

    @Test
    func `no publications are no work`() async {
        let publisher = RecordingPublisher()
        let courier = Courier(publisher: publisher, time: VirtualTime().busTime, logger: BusScene.silent)
        #expect(await courier.publish([]).isEmpty)
    }

    @Test
    func `patience repeats what is transient and passes on what is not`() async throws {
        let time = VirtualTime()
        let patience = StorePatience(time: time.busTime, logger: BusScene.silent)
        let busy = Fault(.transient, .storeUnavailable, stage: .claim, reason: "Locked.")
        var calls = 0
        let result = try await patience.insist { () async throws(Fault) -> Int in
            calls += 1
            if calls < 10 { throw busy }
            return calls
        }
        #expect(result == 10)
        #expect(time.sleeps.last == .seconds(5))
        let broken = Fault(.programmer, .storeUnusable, stage: .claim, reason: "Damaged.")
        await #expect(throws: broken) {
            _ = try await patience.insist { () async throws(Fault) -> Int in throw broken }
        }
        let given = try await patience.insist { () async throws(Fault) -> Int in throw busy }
        #expect(given == nil)
    }
}
