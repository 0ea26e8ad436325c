import AMQP
import BankBusTesting
import Bus
import Canonical
import Foundation
import GRDB
import Stores
import Testing

@testable import BankBusCommand

extension RunningBusTests {
    /// The books against what somebody does behind the bus's back, with the real program on a real broker.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct BalanceProofTests {
        @Test
        func `a message taken from a route's queue is named`() async throws {
            let site = try await BusSite()
            try await site.send(gatewayMessages(0..<5))
            #expect(try await site.command("balance").status == 0)
            let stolen = try #require(try await site.client.get(queue: "route.mt103", acknowledge: true))
            try await expectFinding("missing", naming: stolen.properties.messageID, at: site)
        }

        @Test
        func `a message taken from a worker's queue is named`() async throws {
            let site = try await BusSite()
            try site.routes.start()
            try await site.settle(5, until: .delivered)
            let stolen = try #require(try await site.client.get(queue: "ledger", acknowledge: true))
            try await expectFinding("missing", naming: stolen.properties.messageID, at: site)
            await site.close()
        }

        @Test
        func `a message taken from a wait queue is named`() async throws {
            let site = try await BusSite(delays: "[30s]")
            let ledger = try await site.ledger()
            try await ledger.write { try Ledger.setOut(true, in: $0) }
            try site.routes.start()
            try site.worker.start()
            try await site.settle(3, until: .delivered)
            try await until("all wait") { try await site.totals("ledger")?.units[.waiting] == 3 }
            var stolen: Delivery?
            for queue in ["wait.24s", "wait.30s", "wait.36s"] where stolen == nil {
                stolen = try await site.client.get(queue: queue, acknowledge: true)
            }
            try await expectFinding("missing-waiting", naming: stolen?.properties.messageID, at: site)
            await site.close()
        }

        @Test
        func `a dead letter taken before it is filed is named`() async throws {
            let site = try await BusSite()
            try site.routes.start()
            try await site.send(gatewayMessages(0..<1, isKnown: false))
            try await until("the route has passed it on") { try await site.totals("mt103")?.units[.delivered] == 1 }
            await site.routes.stop()
            // The worker's dead letter stays in the queue: nobody collects.
            try site.worker.start()
            try await until("it is dead-lettered") { try await site.totals("ledger")?.units[.deadLettered] == 1 }
            #expect(try await site.command("balance").status == 0)
            let stolen = try #require(try await site.client.get(queue: BusName.deadLetterQueue, acknowledge: true))
            try await expectFinding("missing-dead-letter", naming: stolen.properties.messageID, at: site)
            await site.close()
        }

        @Test(arguments: [
            ("bankbus.sqlite", "DELETE FROM bankbus_book WHERE id = (SELECT min(id) FROM bankbus_book)", "missing"),
            ("ledger.sqlite", "DELETE FROM bankbus_book WHERE id = (SELECT min(id) FROM bankbus_book)", "missing"),
            ("bankbus.sqlite", "DELETE FROM bankbus_sent WHERE id = (SELECT max(id) FROM bankbus_sent)", "unannounced"),
        ])
        func `a deleted row is named`(file: String, statement: String, kind: String) async throws {
            let site = try await settledSite()
            try await site.edit(file, statement)
            let report = try await site.balance()
            #expect(report.status == 1)
            #expect(report.findings.map(\.kind) == [kind])
            #expect(report.findings.first?.ids.isEmpty == false)
        }

        @Test(arguments: ["bankbus.sqlite", "ledger.sqlite"])
        func `a doubled row is named`(file: String) async throws {
            let site = try await settledSite()
            try await site.doubleLastRow(of: file)
            let report = try await site.balance()
            #expect(report.status == 1)
            #expect(report.findings.map(\.kind) == ["doubled"])
            #expect(report.findings.first?.ids.count == 1)
        }

        @Test
        func `messages of a type whose only subscriber is gone lie in bus.unroutable, and the balance says so`()
            async throws
        {
            let site = try await BusSite()
            try await site.client.deleteQueue("ledger")
            try site.routes.start()
            // The start declares the queue again; its only subscriber goes once the bus runs.
            try await until("the bus runs") { site.log.contains("the bus runs") }
            try await site.client.deleteQueue("ledger")
            try await site.settle(4, until: .delivered)
            #expect(try await site.client.depth(ofQueue: BusName.unroutable) == 4)
            let report = try await site.balance()
            #expect(report.status == 1)
            #expect(report.findings.contains { $0.kind == "unroutable" && $0.count == 4 })
            await site.close()
        }

        // MARK: -

        private func settledSite() async throws -> BusSite {
            let site = try await BusSite()
            try site.routes.start()
            try site.worker.start()
            try await site.settle(5, until: .delivered)
            try await until("all are posted") { try await site.totals("ledger")?.units[.delivered] == 5 }
            await site.routes.stop()
            await site.worker.stop()
            #expect(try await site.command("balance").status == 0)
            return site
        }

        private func expectFinding(_ kind: String, naming id: String?, at site: BusSite) async throws {
            let id = try #require(id)
            let report = try await site.balance()
            #expect(report.status == 1)
            #expect(report.findings.contains { $0.kind == kind && $0.ids.contains(id) && $0.count == 1 })
        }
    }
}

extension BusSite {
    /// What `bankbus balance --json` says.
    struct BalanceAnswer {
        struct Finding {
            var kind: String
            var count: Int
            var ids: [String]
        }

        var status: Int32
        var findings: [Finding]
    }

    func balance() async throws -> BalanceAnswer {
        let run = try await command("balance", "--json")
        let document = try DocumentValue(json: Array(run.output.trimmingCharacters(in: .whitespacesAndNewlines).utf8))
        let findings = (document["findings"]?.items ?? [])
            .map { finding in
                BalanceAnswer.Finding(
                    kind: finding["kind"]?.text ?? "",
                    count: Int(finding["count"]?.number?.coefficient ?? -1),
                    ids: finding["ids"]?.items?.compactMap(\.text) ?? []
                )
            }
        return BalanceAnswer(status: run.status, findings: findings)
    }

    /// Sends messages and waits until the route has them all in an account.
    func settle(_ count: Int, until account: Account) async throws {
        try await send(gatewayMessages(0..<count))
        try await BankBusCommandTests.until("the route has settled") {
            try await totals("mt103")?.units[account] == count
        }
    }

    /// Changes a store behind the bus's back.
    func edit(_ file: String, _ statement: String) async throws {
        let database = try DatabaseQueue(path: path + "/" + file)
        try await database.write { try $0.execute(sql: statement) }
        try database.close()
    }

    /// Copies the last row of the books under a new number.
    func doubleLastRow(of file: String) async throws {
        let database = try DatabaseQueue(path: path + "/" + file)
        try await database.write { database in
            let columns = try database.columns(in: "bankbus_book").map(\.name).filter { $0 != "id" }
                .joined(separator: ", ")
            try database.execute(
                sql: "INSERT INTO bankbus_book(\(columns)) SELECT \(columns) FROM bankbus_book ORDER BY id DESC LIMIT 1"
            )
        }
        try database.close()
    }
}
