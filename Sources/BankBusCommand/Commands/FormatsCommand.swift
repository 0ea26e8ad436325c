import ArgumentParser
import Canonical
import Formats

/// `bankbus formats`.
struct FormatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "formats",
        abstract: "List the formats, or describe one.",
        subcommands: [List.self, Describe.self]
    )

    /// `bankbus formats list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the formats that the bus can read and write."
        )

        @Flag(name: .long, help: "One JSON object per format.")
        var json = false

        func run() async throws {
            var table = TextTable(heading: ["FORMAT", "WHAT IT IS"])
            for kind in FormatKinds.all {
                if json {
                    Console.print(json: kind.document)
                } else {
                    table.add([kind.name, kind.summary])
                }
            }
            if !json { Console.print(table.text) }
        }
    }

    /// `bankbus formats describe`.
    struct Describe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "describe",
            abstract: "Print what documents of a format look like, as JSON Schema, with the format's options.",
            discussion: """
                `x-options`, `x-rule-sets` and `x-types` name what the format takes and knows. What `decode` prints for \
                a message without errors is valid under the schema.
                """
        )

        @Option(name: .long, help: "The type of document, such as mt.103 or pacs.008.001.08.")
        var type: String?
        @Flag(name: .long, help: "Print the options and types as text instead.")
        var text = false
        @OptionGroup var making: FormatOptions
        @Argument(help: "The format's name.")
        var format: String

        func run() async throws {
            try await reporting {
                let kind = try FormatKinds.kind(named: format)
                guard !text else {
                    Console.print(kind.sheet)
                    return
                }
                let made = try kind.format(try making.settings())
                let schema = try made.description(ofType: type).jsonSchema()
                Console.print(Document(schema.with(kind.document, types: made.documentTypes)), isPretty: true)
            }
        }
    }
}

extension FormatKind {
    /// The kind as JSON.
    fileprivate var document: DocumentValue {
        let options: [DocumentValue] = self.options.map { option in
            [
                "name": .text(option.name), "values": .text(option.values), "default": .text(option.standard),
                "summary": .text(option.summary),
            ]
        }
        return [
            "name": .text(name), "summary": .text(summary), "options": .list(options),
            "ruleSets": .list(ruleSets.map { .text($0) }),
        ]
    }

    /// The kind's options and rule sets for people.
    fileprivate var sheet: String {
        var table = TextTable(heading: ["OPTION", "VALUES", "DEFAULT", "WHAT IT DOES"])
        for option in options { table.add([option.name, option.values, option.standard, option.summary]) }
        let rules = ruleSets.isEmpty ? "none" : ruleSets.joined(separator: ", ")
        return "\(name): \(summary)\n\n\(options.isEmpty ? "It has no options." : table.text)\n\nRule sets: \(rules)"
    }
}

extension DocumentValue {
    /// The schema with what the format takes and knows.
    fileprivate func with(_ kind: DocumentValue, types: [String]) -> DocumentValue {
        guard case .object(var schema) = self else { return self }
        schema["x-options"] = kind["options"]
        schema["x-rule-sets"] = kind["ruleSets"]
        schema["x-types"] = .list(types.map { .text($0) })
        return .object(schema)
    }
}
