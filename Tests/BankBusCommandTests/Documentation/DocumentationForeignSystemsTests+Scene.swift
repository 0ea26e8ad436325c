import AMQP
import BankBus
import BankBusTesting
import Bus
import Canonical
import GRDB
import Testing

@testable import BankBusCommand

extension DocumentationForeignSystemsTests {
    /// A bus with one route and one foreign subscriber, and the programs of the page.
    struct Scene {
        static let transfer =
            #"{"transactions":[{"instructionId":"P-1","settlementAmount":{"currency":"EUR","value":"5.00"}}]}"#

        let url: String
        private let folder: TemporaryFolder
        private let configurationPath: String
        private let settings: BrokerSettings

        init(virtualHost: SharedNode.VirtualHost) async throws {
            url = virtualHost.amqpURL
            folder = try TemporaryFolder()
            configurationPath = try folder.write(
                """
                broker:
                  addresses: \(virtualHost.amqpURL)
                store:
                  path: bankbus.sqlite
                routes:
                  - name: mt103
                    bind: swift.mt103
                    format: mt
                    mapping: mt103-to-credit-transfer
                subscribers:
                  - queue: screening
                    bind: payment.credit-transfer.v2

                """,
                to: "bankbus.yaml"
            )
            let configuration = try ConfigurationReader.read(configurationPath)
            settings = configuration.broker.settings
            try await TopologyClient(settings: settings).declare(configuration.topology.topology)
        }

        /// Runs one program of the page with the tests' own Python.
        func run(_ name: String, _ environment: [String: String]) async throws -> Program.Ended {
            let blocks = try Page("docs/foreign-systems.md").blocks(in: "python")
            let block = try #require(blocks.first { $0.lines.first == "# " + name })
            var python = Program.python
            python.environment = environment
            return try await python.run([try folder.write(block.text, to: name)], in: folder)
        }

        /// Lets the consumer of the page take so many deliveries.
        func consume(_ count: Int) async throws -> Program.Ended {
            try await run(
                "consume_transfers.py",
                ["BANKBUS_URL": url, "MESSAGES_MAX": String(count), "DATABASE": folder.path("screening.sqlite")]
            )
        }

        /// Starts `bankbus run`; it ends with this process at the latest.
        func startBus() throws -> ChildProcess {
            let arguments = ["run", "--config", configurationPath, "--until-input-ends"]
            return try Program.bankbus().start(arguments, log: folder.path("run.log"), lifeline: lifeline)
        }

        private let lifeline = try? Lifeline()

        /// Publishes a canonical message, as a service of the bank would.
        func publish(id: String, body: String) async throws {
            let publisher = try await Publisher("core", broker: Broker(url))
            try await publisher.start()
            let envelope = Envelope(id: id, type: "payment.credit-transfer.v2", source: "core", time: .epoch)
            try await publisher.publish(Message(envelope: envelope, body: Array(body.utf8)))
            await publisher.close()
        }

        /// What the consumer of the page has applied.
        func transfers() throws -> [String] {
            let queue = try DatabaseQueue(path: folder.path("screening.sqlite"))
            let sql = "SELECT payment || ' ' || currency || ' ' || amount FROM transfer ORDER BY payment"
            return try queue.read { try String.fetchAll($0, sql: sql) }
        }

        /// The next message of `bus.dead-letters`, read as the collector reads it.
        func nextDeadLetter() async throws -> (code: FaultCode, queue: String, messageID: String?) {
            let consumer = AMQPConsumer(settings: settings, queue: "bus.dead-letters", options: ConsumerOptions())
            try await consumer.start()
            let delivery = try #require(await consumer.nextBatch()?.first)
            await consumer.close()
            let letter = DeadLetterWire().letter(from: delivery, at: .epoch)
            return (letter.fault.code, letter.queue, letter.properties.messageID)
        }
    }
}
