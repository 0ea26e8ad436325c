import ArgumentParser
import Canonical
import Formats
import Foundation
import Mapping

/// `bankbus map`.
struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "List, check, test or explain mappings.",
        discussion: """
            A mapping is named as `map list` shows it, or is a file NAME.map; beside a file, the other files of its \
            folder are known, and it takes the place of a shipped mapping of its name. `docs/mapping.md` describes the \
            language.
            """,
        subcommands: [
            List.self, Check.self, MapTestCommand.self, MapExplainCommand.self, Functions.self, Format.self,
        ]
    )

    /// `bankbus map list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "List the mappings.")

        @Flag(name: .long, help: "One JSON object for each mapping.")
        var json = false
        @Argument(help: "Mappings or files; none for all that come with the bus.")
        var names: [String] = []

        func run() async throws {
            try await reporting {
                let folder = try MappingFolder(names)
                let legs = Dictionary(grouping: folder.library.legs) { $0.mapping }
                var table = TextTable(heading: ["MAPPING", "VERSION", "FROM", "TO", "WHAT IT IS"])
                for name in folder.names {
                    let file: MappingFile
                    do throws(Fault) {
                        file = try folder.library.file(name)
                    } catch {
                        guard names.isEmpty else { throw error }
                        Console.note("\(error)")
                        continue
                    }
                    if json { Console.print(json: file.listing(legs[name] ?? [])) }
                    table.add(file.row)
                }
                if !json { Console.print(table.text) }
            }
        }
    }

    /// `bankbus map check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check mappings against the types that they name; print everything that is wrong.",
            discussion: "Exit status 1 if something is wrong."
        )

        @Flag(name: .long, help: "One JSON object for each problem.")
        var json = false
        @Argument(help: "Mappings or files; none for all that come with the bus.")
        var names: [String] = []

        func run() async throws {
            try await reporting {
                let folder = try MappingFolder(names)
                var isSound = true
                for name in folder.names {
                    let check = try folder.library.check(name)
                    for problem in check.problems {
                        if json { Console.print(json: problem.document) } else { Console.print("\(problem)") }
                    }
                    isSound = isSound && check.problems.isEmpty
                    if check.problems.isEmpty, !json {
                        let count = check.mappings.count
                        Console.print("\(name): ok" + (count > 1 ? ", \(count) pairs of types" : ""))
                    }
                }
                guard isSound else { throw ExitCode.failure }
            }
        }
    }

    /// `bankbus map functions`.
    struct Functions: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "functions",
            abstract: "List the functions that mappings can call, or describe some."
        )

        @Flag(name: .long, help: "One JSON object for each function.")
        var json = false
        @Argument(help: "Functions to describe with their examples.")
        var names: [String] = []

        func run() async throws {
            try await reporting {
                var table = TextTable(heading: ["FUNCTION", "WHAT IT DOES"])
                for function in MappingFunctions.all where names.isEmpty || names.contains(function.name) {
                    if json {
                        Console.print(json: function.document)
                    } else if !names.isEmpty {
                        Console.print(function.page)
                    } else {
                        table.add([function.call, function.summary])
                    }
                }
                for name in names where MappingFunctions.named(name) == nil { throw Self.unknown(name) }
                if !json, names.isEmpty { Console.print(table.text) }
            }
        }

        private static func unknown(_ name: String) -> Fault {
            Fault(
                .programmer,
                .referenceUnknown,
                stage: .setup,
                reason: "There is no function \(name).",
                advice: NearestName.suggestion(for: name, in: MappingFunctions.all.map(\.name))
            )
        }
    }

    /// `bankbus map format`.
    struct Format: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "format",
            abstract: "Write mapping files in the usual layout.",
            discussion: "Exit status 1 with --check if a file would change."
        )

        @Flag(name: .long, help: "Change nothing; name the files that would change.")
        var check = false
        @Argument(help: "The files.")
        var files: [String]

        func run() async throws {
            try await reporting {
                var isAsItShould = true
                for path in files {
                    let file = try DefinitionFile.readAll(path)[0]
                    let (parsed, problems) = MappingParser.parse(file.bytes, file: path)
                    for problem in problems { Console.print("\(problem)") }
                    guard let parsed, problems.isEmpty else {
                        isAsItShould = false
                        continue
                    }
                    let text = MappingPrinter.print(parsed)
                    guard Array(text.utf8) != file.bytes else { continue }
                    Console.print(path)
                    guard !check else {
                        isAsItShould = false
                        continue
                    }
                    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
                }
                guard isAsItShould else { throw ExitCode.failure }
            }
        }
    }
}

extension MappingFile {
    /// The row of `map list`.
    fileprivate var row: [String] {
        let from = inputs.map(\.type.text).joined(separator: ", ")
        let arrow = isTwoWay ? "<-> " : ""
        return [
            name.text, String(version), kind == .library ? "(library)" : from, arrow + (target?.type.text ?? ""),
            summary,
        ]
    }

    /// The object of `map list --json`.
    fileprivate func listing(_ legs: [MappingLeg]) -> DocumentValue {
        [
            "name": .text(name.text), "version": .number(Number(Int64(version))), "kind": .text(kind.rawValue),
            "summary": .text(summary),
            "legs": .list(
                legs.map { ["from": .list($0.sources.map { .text($0) }), "to": .text($0.target)] }
            ),
        ]
    }
}

extension MappingProblem {
    /// The object of `map check --json`.
    fileprivate var document: DocumentValue {
        [
            "file": .text(position.file), "line": .number(Number(Int64(position.line))),
            "column": .number(Number(Int64(position.column))), "length": .number(Number(Int64(length))),
            "message": .text(message), "suggestion": suggestion.map { .text($0) } ?? .null,
        ]
    }
}

extension MappingFunction {
    /// `name(a, b, word: c)`.
    fileprivate var call: String {
        let parameters = parameters.map { $0.isOptional ? "[\($0.name):]" : $0.name }
        return "\(name)(\(parameters.joined(separator: ", ")))"
    }

    /// The function with its examples, for reading.
    fileprivate var page: String {
        let losses = losses.isEmpty ? "" : "\n    can report: \(losses.map(\.rawValue).joined(separator: ", "))"
        let examples = CleansingFunctions.all.first { $0.mappingName == name }?.page
        return "\(call)\n    \(summary)\(losses)" + (examples.map { "\n\n\($0)" } ?? "") + "\n"
    }

    /// The object of `map functions --json`.
    fileprivate var document: DocumentValue {
        let parameters: [DocumentValue] = parameters.map {
            ["name": .text($0.name), "optional": .boolean($0.isOptional), "constant": .boolean($0.isConstant)]
        }
        return [
            "name": .text(name), "summary": .text(summary), "parameters": .list(parameters),
            "losses": .list(losses.map { .text($0.rawValue) }),
        ]
    }
}
