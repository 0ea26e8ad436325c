import Bus
import Canonical
import Testing

@Suite("Balance")
struct BalanceTests {
    @Test
    func `books with something in every account and every queue balance`() {
        let report = BalanceScene.balanced.report
        #expect(report.findings == [])
        #expect(report.lines.map(\.notSeen) == [1, 1])
        #expect(report.lines.map(\.atBroker) == [2, 2])
        #expect(report.lines.map(\.unproven) == [0, 0])
    }

    @Test
    func `empty books balance`() {
        #expect(BalanceScene().report.isBalanced)
    }

    @Test(arguments: [
        ("route.payments", BalanceReport.Kind.missing, "payments", ["in-queue", "in-flight"]),
        ("ledger", .missing, "ledger", ["out-queue", "out-replayed"]),
        ("wait.1s", .missingWaiting, "wait queues", ["in-waiting"]),
        (BusName.deadLetterQueue, .missingDeadLetter, BusName.deadLetterQueue, ["in-unfiled"]),
    ])
    func `a message that is taken from a queue is missed`(
        queue: String,
        kind: BalanceReport.Kind,
        scope: String,
        ids: [String]
    ) {
        var scene = BalanceScene.balanced
        scene.depths?[queue, default: 0] -= 1
        let findings = scene.report.findings
        #expect(findings.map(\.kind) == [kind])
        #expect(findings.map(\.scope) == [scope])
        #expect(findings.map(\.count) == [1])
        #expect(findings.first?.ids == ids)
        #expect(findings.first?.sentence.hasPrefix("messages: 1, which ") == true)
    }

    @Test
    func `a queue that does not exist any more is missed with all it had`() {
        var scene = BalanceScene.balanced
        scene.depths?["ledger"] = nil
        #expect(scene.report.findings.map(\.count) == [2])
    }

    @Test
    func `what no queue took is a finding, and not one of the receivers as well`() {
        var scene = BalanceScene.balanced
        scene.depths?["ledger"] = 1
        scene.depths?[BusName.unroutable] = 1
        #expect(scene.report.findings.map(\.kind) == [.unroutable])
    }

    @Test
    func `a waiting row that is deleted is not missed while its message waits: that opens it again`() {
        var scene = BalanceScene.balanced
        scene.rows[BalanceScene.route]?.removeAll { $0.messageID == "in-waiting" }
        #expect(scene.report.isBalanced)
        scene.depths?["wait.1s"] = 0
        #expect(scene.report.findings.first?.ids.contains("in-waiting") == true)
    }

    @Test(arguments: ["in-done", "in-filtered", "in-suppressed"])
    func `a row that is deleted at a route is missed by its id`(id: String) {
        var scene = BalanceScene.balanced
        scene.rows[BalanceScene.route]?.removeAll { $0.messageID == id }
        let report = scene.report
        #expect(report.findings.map(\.kind) == [.missing])
        #expect(report.findings.first?.ids.contains(id) == true)
    }

    @Test
    func `a row that is deleted at a worker is missed by its id`() {
        var scene = BalanceScene.balanced
        scene.rows[BalanceScene.worker]?.removeAll { $0.messageID == "out-done" }
        let report = scene.report
        #expect(report.findings.map(\.kind) == [.missing])
        #expect(report.findings.first?.ids.contains("out-done") == true)
    }

    @Test
    func `a dead letter that is deleted is missed by its id`() {
        var scene = BalanceScene.balanced
        scene.letters.removeAll { $0.messageID == "in-dead" }
        let report = scene.report
        #expect(report.findings.map(\.kind) == [.missingDeadLetter])
        #expect(report.findings.first?.ids.contains("in-dead") == true)
    }

    @Test(arguments: [true, false])
    func `a sent message that is deleted is unannounced, where every publisher keeps books`(isClosed: Bool) {
        var scene = BalanceScene.balanced
        scene.isUpstreamClosed = isClosed
        scene.rows[BalanceScene.route]?.removeAll { $0.account == .inFlight }
        scene.depths?["route.payments"] = 1
        scene.sent.removeAll { ["in-done", "in-flight"].contains($0.message.messageID) }
        let report = scene.report
        #expect(report.findings.map(\.kind) == (isClosed ? [.unannounced] : []))
        #expect(report.findings.first?.ids == (isClosed ? ["in-done"] : nil))
        #expect(report.lines.first?.unproven == 1)
    }

    @Test
    func `a receiver that is ahead of a sender which died before its row is no finding`() {
        var scene = BalanceScene.balanced
        // The route published, and is gone before it completed its own row: that stays in flight.
        scene.receive("out-early", .delivered, at: BalanceScene.worker)
        #expect(scene.report.isBalanced)
        scene.receive("out-foreign", .delivered, at: BalanceScene.worker)
        #expect(scene.report.findings.map(\.kind) == [.unannounced])
    }

    @Test(arguments: [BalanceScene.route, BalanceScene.worker])
    func `a doubled row is found by its id`(scope: String) {
        var scene = BalanceScene.balanced
        let first = scene.rows[scope]?.first
        scene.rows[scope]? += first.map { [$0] } ?? []
        let report = scene.report
        #expect(report.findings.map(\.kind) == [.doubled])
        #expect(report.findings.first?.scope == scope)
        #expect(report.findings.first?.ids == [first?.messageID ?? ""])
    }

    @Test
    func `without the broker the balance is incomplete, and what the rows show is shown`() {
        var scene = BalanceScene.balanced
        scene.depths = nil
        let row = scene.rows[BalanceScene.route]?.first
        scene.rows[BalanceScene.route]? += row.map { [$0] } ?? []
        #expect(scene.report.findings.map(\.kind) == [.doubled, .incomplete])
        #expect(scene.report.lines.map(\.atBroker) == [nil, nil])
    }

    @Test
    func `a replay that got lost is missed`() {
        var scene = BalanceScene.balanced
        scene.depths?["ledger"] = 1
        scene.sent.removeAll { $0.message.messageID == "out-queue" }
        #expect(scene.report.isBalanced)
        scene.depths?["ledger"] = 0
        #expect(scene.report.findings.map(\.ids) == [["out-replayed"]])
    }

    @Test
    func `what the broker dead-lettered while a dead process had it is in the dead letters`() {
        var scene = BalanceScene.balanced
        scene.depths?["route.payments"] = 1
        scene.file("in-flight", .open, at: BalanceScene.route)
        #expect(scene.report.isBalanced)
    }

    @Test
    func `what was sent elsewhere is nobody's`() {
        var scene = BalanceScene.balanced
        scene.send("elsewhere", to: BalanceScene.worker, key: "another.type.v1")
        scene.send("far away", to: BalanceScene.route, exchange: "foreign")
        #expect(scene.report.isBalanced)
    }

    @Test
    func `a message that came back from its wait queue is not missed`() {
        var scene = BalanceScene.balanced
        scene.depths?["wait.1s"] = 0
        scene.depths?["route.payments"] = 3
        #expect(scene.report.isBalanced)
    }
}
