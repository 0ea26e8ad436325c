import AMQP
import ArgumentParser
import Bus
import Canonical

/// `bankbus broker topology`.
struct TopologyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topology",
        abstract: "Declare, check or export the exchanges and queues of a configuration.",
        discussion: """
            --export prints RabbitMQ definitions (import them with `rabbitmqctl import_definitions`) with one user per \
            role and the least it needs; the users have no password until `rabbitmqctl change_password` gives them one.
            """
    )

    @OptionGroup var file: ConfigurationOption
    @Flag(help: "What to do.")
    var action: Action

    /// What to do with the topology.
    enum Action: String, EnumerableFlag {
        case declare
        case check
        case export
    }

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            let client = TopologyClient(settings: configuration.broker.settings)
            switch action {
            case .declare:
                try await client.declare(configuration.topology.topology)
                Console.print("declared")
            case .check:
                try await client.check(configuration.topology.topology)
                Console.print("everything is there")
            case .export:
                let virtualHost = configuration.broker.settings.addresses.first?.virtualHost ?? "/"
                let definitions = BrokerDefinitions(
                    topology: configuration.topology.topology,
                    virtualHost: virtualHost,
                    workerQueues: configuration.workers.map { ($0.name, $0.queue) }
                )
                Console.print(json: definitions.document)
            }
        }
    }
}
