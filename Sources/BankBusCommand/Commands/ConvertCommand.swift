import ArgumentParser
import Canonical
import Formats
import Mapping

/// `bankbus convert`.
struct ConvertCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert messages of any format to another, by the mappings; findings go to standard error.",
        discussion: """
            `bankbus convert --to iso20022/pacs.008.001.08 payment.fin`. The way leads through a canonical type; \
            `--via` names a mapping where there are several ways. What is written is read again and checked by its \
            format.

            Exit status 1 if a message cannot be converted or what came of it has an error; the other messages are \
            converted all the same. With --output nothing is written then.
            """
    )

    @Option(name: .long, help: "The target, as FORMAT/TYPE: mt/103, mt/202COV, iso20022/pacs.008.001.08, canonical/…")
    var to: String
    @Option(name: .long, help: "The type of messages that do not say it themselves, as in JSON.")
    var from: String?
    @Option(name: .long, help: "A mapping that the way leads through: its name, or a file. Repeatable.")
    var via: [String] = []
    @OptionGroup var supplied: GivenOptions
    @Option(
        name: .long,
        help: "A loss that is a fault: cut, dropped, defaulted, transliterated, generated, split. Repeatable."
    )
    var refuse: [LossCode] = []
    @Option(name: .long, help: "The file to write, under a temporary name until everything is there.")
    var output: String?
    @Option(name: .long, help: "A rule set that what is written is checked by, such as network or cbpr+. Repeatable.")
    var rules: [String] = []
    @Option(name: .long, help: "The greatest size of one message in bytes.")
    var messageBytes = Limits.standard.bodyBytesMax
    @Argument(help: "The files; - is standard input.")
    var files: [String] = ["-"]

    func validate() throws {
        guard (1...Limits.brokerBodyBytesMax).contains(messageBytes) else {
            throw ValidationError("--message-bytes takes 1 to \(Limits.brokerBodyBytesMax).")
        }
    }

    func run() async throws {
        try await reporting {
            var limits = Limits.standard
            limits.bodyBytesMax = messageBytes
            let folder = try MappingFolder(via)
            var conversion = try FileConversion(self, folder, limits)
            var isComplete = true
            do throws(Fault) {
                for file in files { isComplete = try conversion.convert(file) && isComplete }
            } catch {
                try conversion.abandon()
                throw error
            }
            guard try conversion.finish(isComplete: isComplete) else { throw ExitCode.failure }
        }
    }
}

extension LossCode: ExpressibleByArgument {}
