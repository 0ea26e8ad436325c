import ArgumentParser
import Canonical
import Foundation
import Logging

/// The option that names the configuration.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .long, help: "The configuration file (YAML).")
    var config: String

    func read() throws(Fault) -> BusConfiguration {
        try ConfigurationReader.read(config)
    }
}

/// The options of commands that run for long.
struct LoggingOptions: ParsableArguments {
    @Option(name: .long, help: "What to log: debug, info, notice, warning or error.")
    var logLevel = "notice"

    func validate() throws {
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("There is no log level \(logLevel): use debug, info, notice, warning or error.")
        }
    }

    func logger() -> Logger {
        var logger = Logger(label: "bankbus") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .notice
        return logger
    }
}

/// Ends a command whose work threw: one line on standard error, exit status 1.
func reporting(_ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch let fault as Fault {
        Console.note("bankbus: \(fault)")
        throw ExitCode.failure
    }
}
