import ArgumentParser
import Canonical
import Formats

/// `bankbus validate`.
struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Tell for each file whether it is valid, and list everything that is wrong with it.",
        discussion: """
            Without --rules only the format's own schema counts. Verdicts: valid, invalid, or unknown where there is no \
            definition. Exit status 0 only if every file is valid.
            """
    )

    @Option(name: .long, help: "The format, as `formats list` names it; recognised where it is not given.")
    var format: String?
    @Flag(name: .long, help: "One JSON object per file.")
    var json = false
    @OptionGroup var reading: FormatOptions
    @OptionGroup var findings: FindingOptions
    @Argument(help: "The files; - is standard input.")
    var files: [String]

    func run() async throws {
        try await reporting {
            let settings = try reading.settings(ruleSets: findings.rules)
            let validation = try FileValidation(settings: settings, format: format, policy: findings.policy)
            var isSound = true
            for file in files {
                let report = validation.report(on: file)
                isSound = isSound && report.verdict == .valid
                if json {
                    Console.print(json: report.document)
                } else {
                    Console.print("\(file): \(report.verdict.rawValue)")
                    for finding in report.findings { Console.print("    \(finding.line)") }
                    if report.dropped > 0 { Console.print("    … and \(report.dropped) more") }
                }
            }
            if !isSound { throw ExitCode.failure }
        }
    }
}
