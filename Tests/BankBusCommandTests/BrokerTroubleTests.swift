import AMQP
import BankBusTesting
import Bus
import Canonical
import Foundation
import Testing

@testable import BankBusCommand

extension RunningBusTests {
    /// What the running program says and does when the broker is not as it should be.
    @Suite(.serialized, .timeLimit(.minutes(5)))
    struct BrokerTroubleTests {
        @Test
        func `a broker that is down at the start is waited for, and the bus works once it is there`() async throws {
            let node = try await privateNode()
            let site = try await BusSite(node: node)
            try await node.stop()
            try site.routes.start()
            try await until("it says that it waits") { site.log.contains("waiting for the broker") }
            try await node.restart()
            try await site.settle(3, until: .delivered)
            await site.close()
            try await node.stop()
        }

        @Test
        func `a broker that is killed under load comes back, and nothing is missing`() async throws {
            let node = try await privateNode()
            let site = try await BusSite(node: node)
            try site.routes.start()
            try site.worker.start()
            try await site.settle(20, until: .delivered)
            let load = Load(site: site)
            async let sending = load.run()
            // RabbitMQ 3.10 forgets a quorum queue that was declared a few seconds before the machine dies.
            try await BusTimePause.milliseconds(8_000)
            try await until("messages flow") { (try await site.totals("mt103")?.opened ?? 0) > 20 }
            try await node.kill()
            try await until("the log says so") { site.log.contains("the broker is away") }
            try await node.restart()
            load.stop()
            let sent = try await sending
            try await until("all are posted") { try await site.totals("ledger")?.units[.delivered] == max(20, sent) }
            #expect(try await site.postings().values.allSatisfy { $0 == 1 })
            #expect(try await site.command("balance").status == 0)
            await site.close()
            try await node.stop()
        }

        @Test
        func `a wrong password ends the start with one line that does not show it`() async throws {
            let site = try await BusSite()
            let file = site.path + "/wrong.yaml"
            let text = try String(contentsOfFile: site.configuration.file, encoding: .utf8)
                .replacingOccurrences(of: "{file: \(site.node.passwordPath)}", with: "falsches-passwort")
            try Data(text.utf8).write(to: URL(filePath: file))
            let run = try await CommandRun.run(
                executable: BusSite.program,
                arguments: ["run", "--config", file],
                environment: ProcessInfo.processInfo.environment,
                deadline: .seconds(60)
            )
            #expect(run.status == 1)
            #expect(run.output.contains("broker.refused"))
            #expect(!run.output.contains("falsches-passwort"))
            #expect(run.output.split(separator: "\n").filter { $0.hasPrefix("bankbus:") }.count == 1)
        }

        @Test
        func `a missing exchange holds the messages, says which one, and is declared again`() async throws {
            let site = try await BusSite()
            try site.routes.start()
            try await site.settle(2, until: .delivered)
            try await site.client.deleteExchange(BusName.publishExchange)
            try await site.send(gatewayMessages(2..<6))
            try await until("the log names the exchange") { site.log.contains("bus.publish") }
            #expect(try await site.totals("mt103")?.units[.deadLettered] == nil)
            try await until("they are delivered") { try await site.totals("mt103")?.units[.delivered] == 6 }
            await site.close()
        }

        @Test
        func `a memory alarm blocks publishers; status says so, and all goes on when it is over`() async throws {
            let node = try await privateNode()
            let site = try await BusSite(node: node)
            try site.routes.start()
            try await site.settle(2, until: .delivered)
            await site.routes.stop()
            try await site.send(gatewayMessages(2..<10))
            try await node.control(["set_vm_memory_high_watermark", "0.00001"])
            try site.routes.start()
            try await until("the log says so") { site.log.contains("blocked") }
            let status = try await site.command("status")
            #expect(status.status == 1)
            #expect(status.output.contains("ALARM"))
            try await node.control(["set_vm_memory_high_watermark", "0.4"])
            try await until("they are delivered") { try await site.totals("mt103")?.units[.delivered] == 10 }
            await site.close()
            try await node.stop()
        }

        private func privateNode() async throws -> PrivateNode {
            var options = PrivateNodeOptions()
            options.isTemporary = true
            let folder = FileManager.default.temporaryDirectory.appending(path: "bankbus-node-\(UUID().uuidString)")
                .path
            return try await PrivateNode.start(directory: folder, options: options)
        }
    }
}
