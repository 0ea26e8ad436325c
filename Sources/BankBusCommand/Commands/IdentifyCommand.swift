import ArgumentParser
import Canonical
import Foundation
import Formats
import ReferenceData

/// `bankbus identify`.
struct IdentifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Check identifiers: IBAN, BIC, LEI and others, or codes of a list.",
        discussion: """
            `bankbus identify iban VALUE…`, or `-` for one value per line of standard input. `bankbus identify list` \
            names the kinds. Exit status 1 if a value is not valid.
            """
    )

    @Flag(name: .long, help: "One JSON object per value.")
    var json = false
    @Option(name: .long, help: "A file, or a folder of files, with code lists of your own. Repeatable.")
    var codes: [String] = []
    @Argument(help: "The kind, such as iban, or `list`.")
    var kind: String
    @Argument(help: "The values; - reads lines of standard input.")
    var values: [String] = []

    func run() async throws {
        try await reporting {
            let lists = try codeLists()
            guard kind != "list" else { return printKinds(lists) }
            let kind = try Identifiers.kind(kind, lists: lists)
            guard !values.isEmpty else {
                throw ValidationError("Give values after the kind, or - for lines of standard input.")
            }
            var isSound = true
            for value in values where value != "-" { isSound = report(kind, value) && isSound }
            if values.contains("-") {
                while let line = readLine() { isSound = report(kind, line) && isSound }
            }
            if !isSound { throw ExitCode.failure }
        }
    }

    /// The lists that come with the bus, and the user's.
    private func codeLists() throws(Fault) -> ExternalCodeLists {
        let library = SchemaFolder.find()
        var files: [DefinitionFile] = []
        for name in try library.files(in: "reference") where name.hasSuffix(".txt") {
            files.append(try library.file("reference/\(name)"))
        }
        for path in codes { files += try DefinitionFile.readAll(path) }
        var lists = ExternalCodeLists()
        for file in files { try lists.add(String(decoding: file.bytes, as: UTF8.self), file: file.name) }
        return lists
    }

    private func printKinds(_ lists: ExternalCodeLists) {
        var table = TextTable(heading: ["KIND", "WHAT IT IS"])
        for kind in Identifiers.kinds { table.add([kind.name, kind.summary]) }
        for name in lists.names { table.add([name, "A code of the list \(name)."]) }
        Console.print(table.text)
    }

    /// Prints the verdict on a value; whether it is valid.
    private func report(_ kind: IdentifierKind, _ value: String) -> Bool {
        let verdict = kind.check(value)
        if json {
            Console.print(json: verdict.document(of: value))
            return verdict.isValid
        }
        Console.print("\(value): \(verdict.isValid ? "valid" : "invalid")")
        if let form = verdict.normalForm { Console.print("    normal form: \(form)") }
        for part in verdict.parts { Console.print("    \(part.name): \(part.value)") }
        if let reason = verdict.reason { Console.print("    \(reason.code): \(reason.sentence)") }
        return verdict.isValid
    }
}

extension IdentifierVerdict {
    fileprivate func document(of value: String) -> DocumentValue {
        var object = DocumentObject()
        object["kind"] = .text(kind)
        object["value"] = .text(value)
        object["verdict"] = .text(isValid ? "valid" : "invalid")
        object["normalForm"] = normalForm.map { .text($0) }
        var parts = DocumentObject()
        for part in self.parts { parts[part.name] = .text(part.value) }
        object["parts"] = .object(parts)
        object["reason"] = reason.map { ["code": .text($0.code), "message": .text($0.sentence)] }
        return .object(object)
    }
}
