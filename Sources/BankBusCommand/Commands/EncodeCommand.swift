import ArgumentParser
import Canonical
import Formats

/// `bankbus encode`.
struct EncodeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encode",
        abstract: "Write the messages that `decode` printed as JSON in their format again.",
        discussion: """
            `bankbus decode --format mt payment.fin | bankbus encode --format mt` prints the file as it was. With \
            --strict it is written by the standard, and refused where it breaks the format. Exit status 1 if a finding \
            is an error; what could be written is printed all the same.
            """
    )

    @Option(name: .long, help: "The format, as `formats list` names it.")
    var format: String
    @Flag(name: .long, help: "Write by the standard, and refuse what breaks the format.")
    var strict = false
    @OptionGroup var writing: FormatOptions
    @Argument(help: "The file with the JSON; - is standard input.")
    var file = "-"

    func run() async throws {
        try await reporting {
            let settings = try writing.settings()
            let target = try FormatKinds.kind(named: format).format(settings)
            var plain = settings
            plain.options = [:]
            plain.definition = []
            let json = try FormatKinds.kind(named: "json").format(plain)
            var writer = target.makeWriter(strict ? .strict : .faithful)
            var input = try MessageInput(file, limits: settings.limits)
            var output: [UInt8] = []
            var hasErrors = false
            try input.read(with: json, policy: Findings.Policy()) { document, found throws(Fault) in
                var written = Findings()
                if let document { try writer.write(document, into: &output, findings: &written) }
                hasErrors = hasErrors || found.hasErrors || written.hasErrors
                Console.note(found)
                Console.note(written)
                try Console.flush(&output)
            }
            var written = Findings()
            try writer.finish(into: &output, findings: &written)
            Console.note(written)
            try Console.flush(&output)
            if hasErrors || written.hasErrors { throw ExitCode.failure }
        }
    }
}
