import ArgumentParser
import Canonical
import Formats

/// `bankbus schema`.
struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "List, check or compare the canonical types.",
        subcommands: [List.self, Check.self, Diff.self]
    )

    /// `bankbus schema list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "List the canonical types."
        )

        @Flag(name: .long, help: "One JSON object per type.")
        var json = false

        func run() async throws {
            try await reporting {
                let types = try CanonicalTypes(SchemaFolder.find())
                var table = TextTable(heading: ["TYPE", "CLASS", "WHAT IT IS"])
                for name in types.names {
                    let type = try types.description(ofType: name)
                    if json {
                        Console.print(json: type.listing)
                    } else {
                        table.add([name, type.dataClass?.rawValue ?? "-", type.summary])
                    }
                }
                if !json { Console.print(table.text) }
            }
        }
    }

    /// `bankbus schema check`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "Check that types can be used, and that each member says what it means.",
            discussion: """
                Each schema is compiled with all that it refers to. Without names, the newest version of each type is \
                checked.
                """
        )

        @Argument(help: "Types or schema files.")
        var types: [String] = []

        func run() async throws {
            try await reporting {
                let shipped = try CanonicalTypes(SchemaFolder.find())
                var isSound = true
                let newest = shipped.names.filter { shipped.successor(of: $0) == nil }
                for name in types.isEmpty ? newest : types {
                    let named = try NamedSchema(name, among: shipped)
                    _ = try named.types.schema(ofType: named.name)
                    let findings = CanonicalReview.review(try named.types.description(ofType: named.name))
                    for finding in findings.all {
                        Console.print("\(named.name): \(finding.place) \(finding.code): \(finding.message)")
                    }
                    if findings.hasErrors { isSound = false } else { Console.print("\(named.name): ok") }
                }
                guard isSound else { throw ExitCode.failure }
            }
        }
    }

    /// `bankbus schema diff`.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff",
            abstract: "Compare two versions of a type, and say who can read whose documents.",
            discussion: """
                backward: who knows the new version reads documents of the old one. forward: who knows the old version \
                reads documents of the new one. full: both. none: neither. Each reason against a direction is listed.

                Exit status: 0 full or backward, 1 forward or none.
                """
        )

        @Flag(name: .long, help: "One JSON object with the verdict and the changes.")
        var json = false
        @Argument(help: "The old version: a type or a schema file.")
        var old: String
        @Argument(help: "The new version: a type or a schema file.")
        var new: String

        func run() async throws {
            try await reporting {
                let shipped = try CanonicalTypes(SchemaFolder.find())
                let diff = SchemaDiff(
                    from: try NamedSchema(old, among: shipped).description(),
                    to: try NamedSchema(new, among: shipped).description()
                )
                if json { Console.print(json: diff.document) } else { Console.print(diff.text) }
                guard diff.compatibility.isBackward else { throw ExitCode.failure }
            }
        }
    }
}

/// A type as the command line names it: by its name, or as a file.
private struct NamedSchema {
    /// The types with the file among them.
    let types: CanonicalTypes
    /// The type's name.
    let name: String

    /// Takes a type by its name; otherwise a file, with the files of shared components that lie beside it.
    init(_ argument: String, among shipped: CanonicalTypes) throws(Fault) {
        if shipped.names.contains(argument) {
            (types, name) = (shipped, argument)
            return
        }
        guard argument.contains("/") || argument.hasSuffix(".json") else {
            // Throws with the names there are.
            _ = try shipped.document(ofType: argument)
            (types, name) = (shipped, argument)
            return
        }
        let file = try DefinitionFile.readAll(argument)
        let folder = argument.lastIndex(of: "/").map { String(argument[..<$0]) } ?? "."
        let parts = try DefinitionFile.readAll(folder.isEmpty ? "/" : folder).filter { $0.name.hasPrefix("parts.") }
        types = try shipped.adding(parts + file)
        name = CanonicalTypes.typeName(file.first?.name ?? argument)
    }

    func description() throws(Fault) -> DocumentDescription {
        try types.description(ofType: name)
    }
}

extension DocumentDescription {
    /// The type for `schema list --json`.
    fileprivate var listing: DocumentValue {
        ["type": .text(name), "dataClass": dataClass.map { .text($0.rawValue) } ?? .null, "summary": .text(summary)]
    }
}

extension SchemaDiff {
    /// The verdict and the changes for people.
    fileprivate var text: String {
        guard !changes.isEmpty else { return "\(compatibility.rawValue): the two are equal" }
        var table = TextTable(heading: ["PATH", "BREAKS", "CHANGE"])
        for change in changes { table.add([change.path, change.breaks, change.summary]) }
        return "\(compatibility.rawValue)\n\n\(table.text)"
    }

    /// The verdict and the changes as JSON.
    fileprivate var document: DocumentValue {
        let changes: [DocumentValue] = changes.map { change in
            [
                "path": .text(change.path), "change": .text(change.summary),
                "breaksBackward": .boolean(change.breaksBackward), "breaksForward": .boolean(change.breaksForward),
            ]
        }
        return ["compatibility": .text(compatibility.rawValue), "changes": .list(changes)]
    }
}

extension SchemaChange {
    /// The directions that it breaks.
    fileprivate var breaks: String {
        switch (breaksBackward, breaksForward) {
        case (true, true): "both"
        case (true, false): "backward"
        case (false, true): "forward"
        case (false, false): "-"
        }
    }
}
