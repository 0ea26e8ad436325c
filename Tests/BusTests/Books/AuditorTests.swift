import BankBusTesting
@testable import Bus
import Canonical
import Synchronization
import Testing

@Suite("Auditor", .timeLimit(.minutes(1)))
struct AuditorTests {
    /// A worker's books and a queue; what the broker counts is up to the test.
    private struct Scene {
        let books = InMemoryBooks()
        let letters = InMemoryDeadLetterStore()
        let time = VirtualTime()

        func sent(_ id: String) async throws {
            let message = SentMessage(
                edge: BalanceScene.edge(id),
                messageID: id,
                exchange: BusName.publishExchange,
                routingKey: PlainMapping.type
            )
            try await books.open().recordSent([message], sender: "gateway", at: time.now)
        }

        /// Claims a message and works on it still.
        @discardableResult
        func take(_ id: String, _ store: InMemoryBookStore? = nil) async throws -> [ClaimDecision] {
            let request = ClaimRequest(
                unit: BalanceScene.unit(id, BalanceScene.worker),
                edge: BalanceScene.edge(id),
                messageID: id,
                key: nil,
                fingerprint: []
            )
            return try await (store ?? books.open()).claim([request], scope: BalanceScene.worker, at: time.now)
        }

        func receive(_ id: String) async throws {
            let store = books.open()
            for decision in try await take(id, store) {
                guard case .claimed(let claim) = decision else { continue }
                _ = try await store.complete(
                    [Completion(claim: claim, account: .delivered)],
                    scope: BalanceScene.worker,
                    at: time.now
                )
            }
        }

        func audit(
            since: Timestamp? = nil,
            _ count: @escaping @Sendable () async -> Auditor.BrokerCount?
        ) async throws -> BalanceReport {
            try await Auditor(
                receivers: [
                    .init(
                        scope: BalanceScene.worker,
                        queue: "ledger",
                        exchange: BusName.canonicalExchange,
                        bindings: [PlainMapping.type],
                        books: books.open()
                    )
                ],
                senders: [books.open()],
                deadLetters: letters,
                isUpstreamClosed: true,
                time: time.busTime,
                count: count
            )
            .audit(since: since)
        }
    }

    private static func count(_ depth: Int, mayLag: Bool = false) -> Auditor.BrokerCount {
        Auditor.BrokerCount(depths: ["ledger": depth], mayLag: mayLag)
    }

    @Test
    func `books that balance are read once`() async throws {
        let scene = Scene()
        try await scene.sent("m-1")
        #expect(try await scene.audit { Self.count(1) }.isBalanced)
        #expect(scene.time.sleeps.isEmpty)
    }

    @Test
    func `a difference counts when it shows again`() async throws {
        let scene = Scene()
        try await scene.sent("m-1")
        let report = try await scene.audit { Self.count(0) }
        #expect(report.findings.map(\.kind) == [.missing])
        #expect(report.findings.map(\.ids) == [["m-1"]])
        #expect(scene.time.sleeps == [Auditor.lagMax])
    }

    @Test
    func `a difference that goes away does not count`() async throws {
        let scene = Scene()
        try await scene.sent("m-1")
        scene.time.onSleep { _ in }
        let readings = Mutex(0)
        let report = try await scene.audit {
            Self.count(
                readings.withLock { readings in
                    readings += 1
                    return readings == 1 ? 0 : 1
                }
            )
        }
        #expect(report.isBalanced)
        #expect(scene.time.sleeps.count == 1)
    }

    @Test
    func `statistics that may lag are read again before they are believed`() async throws {
        let scene = Scene()
        try await scene.sent("m-1")
        let readings = Mutex(0)
        let report = try await scene.audit {
            let number = readings.withLock { readings in
                readings += 1
                return readings
            }
            return number == 1 ? Self.count(1, mayLag: true) : Self.count(0)
        }
        #expect(report.findings.map(\.ids) == [["m-1"]])
        #expect(readings.withLock { $0 } == 3)
    }

    @Test
    func `statistics that always lag are believed at last`() async throws {
        let scene = Scene()
        #expect(try await scene.audit { Self.count(0, mayLag: true) }.isBalanced)
        #expect(scene.time.sleeps.count == 2)
    }

    @Test
    func `differences that are others each time are messages under way`() async throws {
        let scene = Scene()
        let readings = Mutex(0)
        let report = try await scene.audit {
            let number = readings.withLock { readings in
                readings += 1
                return readings
            }
            // Sent before this reading, received after it, never in the queue when it was counted.
            try? await scene.sent("m-\(number)")
            if number > 1 { try? await scene.receive("m-\(number - 1)") }
            return Self.count(0)
        }
        #expect(report.isBalanced)
        #expect(scene.time.sleeps.count <= 3)
    }

    @Test
    func `a missing message is not hidden by hundreds that are under way`() async throws {
        let scene = Scene()
        try await scene.sent("z-missing")
        for number in 0..<300 { try await scene.sent("a-\(number)") }
        let readings = Mutex(0)
        let report = try await scene.audit {
            let number = readings.withLock { readings in
                readings += 1
                return readings
            }
            guard number > 1 else { return Self.count(300) }
            // Since then the first ones were received, and others came.
            for old in 0..<300 { try? await scene.receive("a-\(old)") }
            for new in 0..<300 { try? await scene.sent("b-\(number)-\(new)") }
            return Self.count(0)
        }
        #expect(report.findings.map(\.kind) == [.missing])
        #expect(report.findings.first?.ids == ["z-missing"])
    }

    @Test
    func `a queue that is being emptied balances at every moment`() async throws {
        let scene = Scene()
        for number in 0..<50 { try await scene.sent("m-\(number)") }
        let taken = Mutex(0)
        let report = try await scene.audit {
            // Counted, and then some are received before the rows are read.
            let before = taken.withLock { $0 }
            for number in before..<before + 5 { try? await scene.receive("m-\(number)") }
            taken.withLock { $0 = before + 5 }
            return Self.count(50 - before)
        }
        #expect(report.isBalanced)
        #expect(scene.time.sleeps.isEmpty)
    }

    @Test
    func `what is sent or taken up after the broker was asked is not missed`() async throws {
        let scene = Scene()
        let report = try await scene.audit {
            scene.time.advance(by: .milliseconds(1))
            try? await scene.sent("m-1")
            try? await scene.sent("m-2")
            _ = try? await scene.take("m-2")
            return Self.count(0)
        }
        #expect(report.isBalanced)
        #expect(scene.time.sleeps.isEmpty)
    }

    @Test
    func `a message whose two sides lie before and after the instant asked for is not missed`() async throws {
        let scene = Scene()
        try await scene.sent("sent-before")
        try await scene.receive("received-before")
        try await scene.sent("lost long ago")
        scene.time.advance(by: .seconds(1))
        let since = scene.time.now
        try await scene.sent("received-before")
        try await scene.receive("sent-before")
        #expect(try await scene.audit(since: since) { Self.count(0) }.isBalanced)
        try await scene.sent("lost")
        try await scene.receive("foreign")
        let findings = try await scene.audit(since: since) { Self.count(0) }.findings
        #expect(findings.map(\.kind) == [.unannounced, .missing])
        #expect(findings.map(\.ids) == [["foreign"], ["lost"]])
    }

    @Test
    func `a broker that cannot be asked makes the balance incomplete`() async throws {
        let scene = Scene()
        let report = try await scene.audit { nil }
        #expect(report.findings.map(\.kind) == [.incomplete])
        #expect(!report.isBalanced)
    }

    @Test
    func `a report names at most a hundred ids`() async throws {
        let scene = Scene()
        for number in 0..<250 { try await scene.sent("m-\(number)") }
        let report = try await scene.audit { Self.count(0) }
        #expect(report.findings.map(\.count) == [250])
        #expect(report.findings.map(\.ids.count) == [BalanceReport.Finding.idsMax])
    }

    @Test
    func `confirming keeps the smaller count and the common ids, per kind and scope`() {
        func report(_ kind: BalanceReport.Kind, _ scope: String, _ count: Int, _ ids: [String]) -> BalanceReport {
            BalanceReport(lines: [], findings: [.init(kind: kind, scope: scope, count: count, ids: ids, sentence: "")])
        }
        let earlier = report(.missing, "a", 3, ["1", "2", "3"])
        #expect(report(.missing, "a", 2, ["2", "3", "4"]).confirmed(by: earlier).findings.first?.ids == ["2", "3"])
        #expect(report(.missing, "a", 5, ["2"]).confirmed(by: earlier).findings.first?.count == 3)
        #expect(report(.missing, "b", 2, ["2"]).confirmed(by: earlier).isBalanced)
        #expect(report(.doubled, "a", 2, ["2"]).confirmed(by: earlier).isBalanced)
        #expect(report(.missing, "a", 2, ["9"]).confirmed(by: earlier).isBalanced)
        let unroutable = report(.unroutable, "u", 1, [])
        #expect(report(.unroutable, "u", 2, []).confirmed(by: unroutable).findings.count == 1)
    }
}
