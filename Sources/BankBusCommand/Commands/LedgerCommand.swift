import ArgumentParser
import BankBus
import Bus
import Canonical
import GRDB

/// `bankbus demo-ledger`: the consumer worker of the demo, a process of its own.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-ledger",
        abstract: "The demo's consumer worker: posts credit transfers to a double-entry ledger in its inbox database.",
        shouldDisplay: false
    )

    @OptionGroup var file: ConfigurationOption
    @OptionGroup var logging: LoggingOptions
    @Flag(name: .long, help: ArgumentHelp("Stop when standard input ends.", visibility: .hidden))
    var untilInputEnds = false
    @Option(name: .long, help: "The worker's name in the configuration.")
    var worker = "ledger"

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            guard let settings = configuration.workers.first(where: { $0.name == worker }) else {
                throw Fault(
                    .message,
                    .configurationInvalid,
                    stage: .setup,
                    reason: "The configuration has no worker \(worker)."
                )
            }
            let stop = StopSignal.trapping(endOfInput: untilInputEnds)
            let database = try await Inbox.openDatabase(path: settings.inbox)
            try await database.write { try Ledger.create(in: $0, knownAccounts: DemoAccounts().known) }
            var options = WorkerOptions()
            options.prefetch = configuration.broker.prefetch
            options.keepKeys = configuration.retention
            options.stopTimeout = configuration.stopTimeout
            options.setRetryDelays(configuration.retry.delays.map { .milliseconds($0.milliseconds) })
            let consumer = Worker(
                settings.name,
                queue: settings.queue,
                broker: Broker(settings: configuration.broker.settings),
                inbox: try await Inbox(database),
                options: options,
                logger: logging.logger()
            ) { message, database in try Ledger.post(message, in: database) }
            try await consumer.run(until: stop.wait)
        }
    }
}
