import ArgumentParser
import Bus
import Canonical
import Formats
import Mapping

/// `bankbus routes`.
struct RoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: "Look at the routes of a configuration.",
        subcommands: [Check.self]
    )

    /// `bankbus routes check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check the routes of a configuration with their mappings and examples, without a broker.",
            discussion:
                "Exit status 1 if a mapping does not check, or one of its examples does not come out as it says."
        )

        @Flag(name: .long, help: "One JSON object for each route.")
        var json = false
        @Argument(help: "The configuration file (YAML).")
        var config: String

        func run() async throws {
            try await reporting {
                let configuration = try ConfigurationReader.read(config)
                let folder = try MappingFolder(beside: configuration.mappingFolder)
                var table = TextTable(heading: ["ROUTE", "FORMAT", "MAPPING", "TAKES", "MAKES", "EXAMPLES"])
                var failures: [String] = []
                for route in configuration.routes {
                    guard let mapping = route.mapping as? RouteMapping else { continue }
                    let results = try examples(of: mapping, folder)
                    failures += results.flatMap { result in
                        result.differences.map { "\(mapping.name): \(result.example.name.text): \($0)" }
                    }
                    let takes = mapping.sourceTypes.joined(separator: ", ")
                    if json { Console.print(json: route.listing(mapping, results)) }
                    table.add([
                        route.name, route.codec.formatName, mapping.name, takes, mapping.targetType,
                        "\(results.filter(\.differences.isEmpty).count)/\(results.count)",
                    ])
                }
                if !json { Console.print(table.text) }
                for failure in failures { Console.note(failure) }
                guard failures.isEmpty else { throw ExitCode.failure }
            }
        }

        private func examples(
            of mapping: RouteMapping,
            _ folder: MappingFolder
        ) throws(Fault) -> [MappingExamples.Result] {
            try MappingExamples(
                folder.library,
                formats: try folder.formats()
            ) { file throws(Fault) in try folder.example(file, of: mapping.name) }
            .run(mapping.name)
        }
    }
}

extension RouteDefinition {
    /// The object of `routes check --json`.
    fileprivate func listing(_ mapping: RouteMapping, _ results: [MappingExamples.Result]) -> DocumentValue {
        [
            "route": .text(name), "format": .text(codec.formatName), "mapping": .text(mapping.name),
            "takes": .list(mapping.sourceTypes.map { .text($0) }), "makes": .text(mapping.targetType),
            "examples": .number(Number(Int64(results.count))),
            "failed": .number(Number(Int64(results.filter { !$0.differences.isEmpty }.count))),
        ]
    }
}
