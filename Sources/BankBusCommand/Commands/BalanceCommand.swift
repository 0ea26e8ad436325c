import ArgumentParser
import Bus
import Canonical

/// `bankbus balance`.
struct BalanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "balance",
        abstract: "Draw the balance of the books: exit status 1, and the ids, when it does not add up.",
        discussion: """
            Confronts the rows of each route and worker with what senders say, with the dead letters and with the \
            broker's queues. A difference counts when it is still there after the broker has had time to count.
            """
    )

    @OptionGroup var file: ConfigurationOption
    @Option(name: .long, help: "Only this route or worker; may be repeated.")
    var route: [String] = []
    @Option(name: .long, help: "Only messages first seen at or after this time (RFC 3339).")
    var since: String?
    @Flag(name: .long, help: "Print JSON.")
    var json = false

    func validate() throws {
        if let since, Timestamp(rfc3339: since) == nil {
            throw ValidationError("--since is no time: write it like 2026-03-01T08:00:00Z.")
        }
    }

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            try check(route, in: configuration)
            let report = try await configuration.auditor()
                .audit(since: since.flatMap { Timestamp(rfc3339: $0) }, scopes: Set(route))
            if json { Console.print(json: report.document) } else { Console.print(report.text) }
            if !report.isBalanced { throw ExitCode.failure }
        }
    }

    private func check(_ names: [String], in configuration: BusConfiguration) throws(Fault) {
        let known = configuration.routes.map(\.name) + configuration.workers.map(\.name)
        for name in names where !known.contains(name) {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                reason: "There is no route or worker \(name).",
                advice: "There are: \(known.sorted().joined(separator: ", "))."
            )
        }
    }
}
