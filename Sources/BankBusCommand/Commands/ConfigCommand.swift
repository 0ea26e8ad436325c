import AMQP
import ArgumentParser
import Bus
import Canonical

/// `bankbus config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Look at a configuration.",
        subcommands: [Check.self]
    )

    /// `bankbus config check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a configuration, without a broker: exit status 1 and the line if something is wrong."
        )

        @OptionGroup var file: ConfigurationOption
        @Flag(name: .long, help: "Print JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                let configuration = try file.read()
                let topology = configuration.topology.topology
                if json {
                    Console.print(json: [
                        "valid": .boolean(true),
                        "routes": .list(configuration.routes.map { .text($0.name) }),
                        "workers": .list(configuration.workers.map { .text($0.name) }),
                        "exchanges": .integer(topology.exchanges.count),
                        "queues": .integer(topology.queues.count),
                    ])
                } else {
                    Console.print(
                        "\(configuration.file): \(configuration.routes.count) routes, \(configuration.workers.count) "
                            + "workers, \(topology.exchanges.count) exchanges, \(topology.queues.count) queues: good."
                    )
                }
            }
        }

    }
}
