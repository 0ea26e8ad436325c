import ArgumentParser
import Canonical
import Foundation
import Mapping

/// `bankbus map test`.
struct MapTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the examples beside mappings, show what differs, and count target fields without an example.",
        discussion: "Exit status 1 if a mapping does not check or an example does not come out as it says."
    )

    @Flag(name: .long, help: "One JSON object for each example.")
    var json = false
    @Flag(name: .long, help: "List the target fields that no example covers.")
    var uncovered = false
    @Flag(name: .long, help: "Write what comes out over the output files of the examples; then look at them.")
    var write = false
    @Argument(help: "Mappings or files; none for all that come with the bus.")
    var names: [String] = []

    func run() async throws {
        try await reporting {
            let folder = try MappingFolder(names)
            let formats = try folder.formats()
            var failed = 0
            var count = 0
            for name in folder.names {
                guard try isSound(name, folder) else {
                    failed += 1
                    continue
                }
                let examples = MappingExamples(
                    folder.library,
                    formats: formats
                ) { file throws(Fault) in try folder.example(file, of: name) }
                let results = try examples.run(name)
                for result in results {
                    if write { try self.write(result, examples, folder) }
                    show(result)
                    failed += result.differences.isEmpty || write ? 0 : 1
                }
                count += results.count
                if !results.isEmpty { showCoverage(of: results, folder.library) }
            }
            if !json { Console.print("\(count) examples, \(failed) failed") }
            guard failed == 0 else { throw ExitCode.failure }
        }
    }

    private func isSound(_ name: String, _ folder: MappingFolder) throws(Fault) -> Bool {
        let problems = try folder.library.check(name).problems
        for problem in problems { Console.note("\(problem)") }
        return problems.isEmpty
    }

    private func show(_ result: MappingExamples.Result) {
        guard !json else {
            Console.print(
                json: [
                    "mapping": .text(result.mapping), "example": .text(result.example.name.text),
                    "passed": .boolean(result.differences.isEmpty),
                    "differences": .list(result.differences.map { .text($0) }),
                ]
            )
            return
        }
        let verdict = result.differences.isEmpty ? "ok" : "FAILED"
        Console.print("\(result.mapping): \(result.example.name.text): \(verdict)")
        for line in result.differences { Console.print("    \(line)") }
    }

    private func write(
        _ result: MappingExamples.Result,
        _ examples: MappingExamples,
        _ folder: MappingFolder
    ) throws {
        guard case .outputs(let names) = result.example.outcome, let leg = result.leg,
            names.count == result.targets.count
        else { return }
        for (name, target) in zip(names, result.targets) {
            var bytes = try examples.bytes(of: target, ofType: leg.target)
            if name.text.hasSuffix(".json") { bytes = target.indentedJSONBytes() + [UInt8(ascii: "\n")] }
            let path = folder.examplePath(name.text, of: result.mapping)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        }
    }

    private func showCoverage(of results: [MappingExamples.Result], _ library: MappingLibrary) {
        var covered: Set<String> = []
        var fields: Set<String> = []
        for (leg, results) in Dictionary(grouping: results, by: \.leg) {
            // What does not compile has failed already, and has no fields.
            guard let leg, let mapping = try? library.compiled(leg) else { continue }
            let lineage = MappingLineage(mapping.checked)
            fields.formUnion(lineage.entries.map(\.path))
            let values = MappingExplanation(lineage, inputs: [], targets: results.flatMap(\.targets)) { _, _ in "" }
            covered.formUnion(values.entries.map(\.path))
        }
        let open = fields.subtracting(covered).sorted()
        guard !json, !open.isEmpty else { return }
        Console.print("\(results[0].mapping): \(open.count) of \(fields.count) target fields are in no example")
        if uncovered { for path in open { Console.print("    \(path)") } }
    }
}
