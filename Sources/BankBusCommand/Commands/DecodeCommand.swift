import ArgumentParser
import Canonical
import Formats

/// `bankbus decode`.
struct DecodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decode",
        abstract: "Read a file of any format and print its messages as JSON; findings go to standard error.",
        discussion: """
            `bankbus decode --format mt payment.fin`. `bankbus encode` makes the same bytes from that JSON. Exit status \
            1 if a finding is an error; what could be read is printed all the same.
            """
    )

    @Option(name: .long, help: "The format, as `formats list` names it; recognised where it is not given.")
    var format: String?
    @Flag(name: .long, help: "One message per line.")
    var lines = false
    @OptionGroup var reading: FormatOptions
    @OptionGroup var findings: FindingOptions
    @Argument(help: "The file; - is standard input.")
    var file = "-"

    func run() async throws {
        try await reporting {
            let settings = try reading.settings(ruleSets: findings.rules)
            var input = try MessageInput(file, limits: settings.limits)
            let format = try self.format.map { name throws(Fault) in
                try FormatKinds.kind(named: name).format(settings)
            }
            let used = try format ?? recognised(try input.beginning(), settings)
            var hasErrors = false
            try input.read(with: used, policy: findings.policy) { document, found throws(Fault) in
                if let document { Console.print(document, isPretty: !lines) }
                Console.note(found)
                hasErrors = hasErrors || found.hasErrors
            }
            if hasErrors { throw ExitCode.failure }
        }
    }

    private func recognised(_ beginning: [UInt8], _ settings: FormatSettings) throws(Fault) -> any Format {
        if let format = try FormatRecogniser(settings).format(of: beginning) { return format }
        throw Fault(
            .message,
            .formatUnrecognised,
            stage: .decode,
            place: Place(path: file),
            reason: "No format recognises the input.",
            advice: "Name it with --format; `bankbus formats list` shows the names."
        )
    }
}
