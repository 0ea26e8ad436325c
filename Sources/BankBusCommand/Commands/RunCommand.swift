import ArgumentParser
import Bus
import Canonical
import Logging
import Stores

/// `bankbus run`.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the routes and the dead-letter collector of a configuration until SIGTERM or SIGINT.",
        discussion: """
            Declares the exchanges and queues, waits for a broker that is away, and stops gracefully: takes no more, \
            settles what is in flight, closes. What is not settled in time (`stop.timeout`) goes back to the broker.
            """
    )

    @OptionGroup var file: ConfigurationOption
    @OptionGroup var logging: LoggingOptions
    @Flag(name: .long, help: ArgumentHelp("Stop when standard input ends.", visibility: .hidden))
    var untilInputEnds = false

    func run() async throws {
        try await reporting {
            let configuration = try file.read()
            let logger = logging.logger()
            let stop = StopSignal.trapping(endOfInput: untilInputEnds)
            let store = try await SQLiteStore.open(path: configuration.store)
            let host = BusHost(
                configuration.plan,
                books: store.books,
                deadLetters: store.deadLetters,
                logger: logger
            )
            let keeping = BookKeeping(
                store.books,
                retention: configuration.retention,
                time: .system,
                logger: logger
            )
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await keeping.run() }
                group.addTask { await StopDeadline(timeout: configuration.stopTimeout, logger: logger).watch(stop) }
                defer { group.cancelAll() }
                try await host.run(until: stop.wait)
            }
            await store.close()
            logger.notice("stopped")
        }
    }
}
