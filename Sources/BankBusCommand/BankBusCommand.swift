import ArgumentParser

/// The command line of BankBus.
@main
struct BankBusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bankbus",
        abstract: "The integration bus for banks: nothing lost, nothing applied twice, every message accounted for.",
        discussion: """
            Start with `bankbus demo`: it runs a private broker, sends payments through two routes into a ledger, makes \
            trouble on the way, and prints the books at the end.

            Exit status: 0 done, 1 a finding or a fault (one line on standard error), 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self, DemoCommand.self, BrokerCommand.self, PublishCommand.self, DeadLettersCommand.self,
            ReplayCommand.self, BalanceCommand.self, StatusCommand.self, ConfigCommand.self, RoutesCommand.self,
            DecodeCommand.self,
            EncodeCommand.self, ValidateCommand.self, FormatsCommand.self, SchemaCommand.self, MapCommand.self,
            ConvertCommand.self, IdentifyCommand.self, LedgerCommand.self,
        ]
    )
}
