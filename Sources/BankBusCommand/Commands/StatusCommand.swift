import ArgumentParser
import Bus
import Canonical

/// `bankbus status`.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show the broker's connections and, per route and worker, state, rate and what is open.",
        discussion: "Exit status 1 if the broker cannot be asked or blocks publishers."
    )

    @OptionGroup var file: ConfigurationOption
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let status = try await BusStatus.read(try file.read(), time: .system)
            if json { Console.print(json: status.document) } else { Console.print(status.text) }
            if status.isTroubled { throw ExitCode.failure }
        }
    }
}
