import AMQP
import ArgumentParser
import BankBusTesting
import Canonical
import Foundation

/// `bankbus broker`.
struct BrokerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "broker",
        abstract: "Run a private RabbitMQ node on this machine, or write what a shared one needs.",
        subcommands: [Start.self, Status.self, Stop.self, TopologyCommand.self]
    )

    /// The option that names a private broker.
    struct DataOption: ParsableArguments {
        @Option(name: .long, help: "The directory that holds everything of the broker.")
        var data = ".bankbus/broker"
    }

    /// `bankbus broker start`.
    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start a node on 127.0.0.1 and free ports, and print its URL.",
            discussion: "The administrator's password is in the file `password` of the directory."
        )

        @OptionGroup var place: DataOption
        @Flag(name: .long, help: "Print JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                var options = PrivateNodeOptions()
                options.isDetached = true
                let node = try await PrivateNode.start(directory: place.data, options: options)
                show(node, json: json)
            }
        }
    }

    /// `bankbus broker status`.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell whether the node runs: exit status 1 if it does not."
        )

        @OptionGroup var place: DataOption
        @Flag(name: .long, help: "Print JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                let node = try PrivateNode.attach(directory: place.data)
                show(node, json: json)
                if node.status != .running { throw ExitCode.failure }
            }
        }
    }

    /// `bankbus broker stop`.
    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop the node and everything that belongs to it.")

        @OptionGroup var place: DataOption

        func run() async throws {
            try await reporting {
                try await PrivateNode.attach(directory: place.data).stop()
                Console.print("stopped")
            }
        }
    }
}

private func show(_ node: PrivateNode, json: Bool) {
    guard json else {
        return Console.print(
            """
            broker       \(node.status.rawValue)
            url          \(node.displayURL)
            management   \(node.managementURL)
            user         \(node.user)
            password in  \(node.passwordPath)
            """
        )
    }
    Console.print(json: [
        "status": .text(node.status.rawValue),
        "url": .text(node.displayURL),
        "management": .text(node.managementURL),
        "user": .text(node.user),
        "passwordFile": .text(node.passwordPath),
    ])
}
