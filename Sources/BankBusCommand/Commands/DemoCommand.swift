import ArgumentParser
import Canonical
import Foundation

/// `bankbus demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Tell the story: payments through two routes into a ledger, with trouble on the way, and the books.",
        discussion: """
            Starts a private broker, the routes and a ledger worker as processes of their own, sends what the seed says, \
            duplicates and broken messages among it, takes the ledger out of service, kills each process and the broker, \
            repairs and replays one kind of dead letter, and prints the books. Exit status 0 only if every line balances.
            """
    )

    @Option(name: .long, help: "How many messages to send.")
    var messages = 2_000
    @Option(name: .long, help: "The seed: the same seed tells the same story.")
    var seed: UInt64 = 1
    @Option(name: .long, help: "The directory for everything that the demo makes; emptied first.")
    var data = ".bankbus/demo"
    @Option(name: .long, help: ArgumentHelp("Spoil the books behind the bus's back.", visibility: .hidden))
    var sabotage: DemoSabotage?

    func validate() throws {
        guard (100...1_000_000).contains(messages) else {
            throw ValidationError("--messages must be from 100 to 1000000.")
        }
    }

    func run() async throws {
        try await reporting {
            let demo = try Demo(
                script: DemoScript(count: messages, seed: seed),
                directory: URL(filePath: data).absoluteURL.path,
                sabotage: sabotage
            )
            guard try await demo.run() else { throw ExitCode.failure }
        }
    }
}

/// Ways to spoil the books, for the test that the demo notices.
enum DemoSabotage: String, ExpressibleByArgument, Sendable {
    /// Takes one message from a queue, as a careless consumer with automatic acknowledgement would.
    case removeMessage = "remove-message"
    /// Posts one payment a second time.
    case doublePosting = "double-posting"
}
