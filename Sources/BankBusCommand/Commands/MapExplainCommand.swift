import ArgumentParser
import Bus
import Canonical
import Formats
import Mapping

/// `bankbus map explain`.
struct MapExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print each target field with the source fields, functions and tables behind it.",
        discussion: """
            Computed from the mapping as it runs. With --message the values are shown too, masked by their data class \
            unless --reveal is given.
            """
    )

    @Option(name: .long, help: "The type of the message, where the mapping takes several.")
    var from: String?
    @Option(name: .long, help: "The target type, where the mapping has several.")
    var to: String?
    @Option(name: .long, help: "A message: only fields that it leads to are shown, with their values.")
    var message: String?
    @OptionGroup var supplied: GivenOptions
    @Flag(name: .long, help: "Show values as they are.")
    var reveal = false
    @Flag(name: .long, help: "Print JSON, for a catalogue.")
    var json = false
    @Argument(help: "The mapping or file.")
    var name: String

    func run() async throws {
        try await reporting {
            let folder = try MappingFolder([name])
            let formats = try folder.formats()
            let input = try message.map { path throws(Fault) in try TypedMessage(path, formats, type: from) }
            let source = try from.map { name throws(Fault) in try formats.type(named: name) }
            let leg = try leg(folder, formats, input?.type ?? source)
            let mapping = try folder.library.compiled(leg)
            let lineage = MappingLineage(mapping.checked)
            guard let input else {
                show(lineage, mapping)
                return
            }
            var run = mapping.makeRun()
            let others = try supplied.inputs(formats)
            let documents = [input.document] + mapping.checked.inputs.dropFirst().map { others[$0.name] }
            let givens = try supplied.givens(for: [mapping])
            let outcome = try mapping.map(
                documents,
                givens: mapping.checked.givens.map { givens[$0.name] },
                identity: supplied.identity(of: input.document),
                run: &run
            )
            let named = zip(mapping.checked.inputs, documents)
                .compactMap { input, document in
                    document.map { (name: input.name, document: $0) }
                }
            let masking = FieldMasking(mapping.checked, isRevealed: reveal)
            show(MappingExplanation(lineage, inputs: named, targets: outcome.targets, shown: masking.shown))
        }
    }

    private func leg(_ folder: MappingFolder, _ formats: DocumentFormats, _ source: String?) throws(Fault) -> MappingLeg
    {
        let target = try to.map { name throws(Fault) in try formats.type(named: name) }
        let all = folder.library.legs.filter { $0.mapping == folder.names[0] }
        let fitting = all.filter { leg in
            (source == nil || leg.sources[0] == source) && (target == nil || leg.target == target)
        }
        if let leg = fitting.first { return leg }
        _ = try folder.library.file(folder.names[0])
        throw Fault(
            .programmer,
            .referenceUnknown,
            stage: .setup,
            reason: "The mapping does not lead from \(source ?? "any type") to \(target ?? "any type").",
            advice: "`bankbus map list \(name)` shows its types."
        )
    }

    // MARK: - Output

    private func show(_ lineage: MappingLineage, _ mapping: CompiledMapping) {
        if json {
            Console.print(
                json: [
                    "mapping": .text(mapping.name), "version": .number(Number(Int64(mapping.version))),
                    "from": .list(mapping.sourceTypes.map { .text($0) }), "to": .text(mapping.targetType),
                    "fields": lineage.document,
                ]
            )
            return
        }
        let sources = mapping.sourceTypes.joined(separator: ", ")
        Console.print("\(mapping.name) version \(mapping.version): \(sources) to \(mapping.targetType)\n")
        var table = TextTable(heading: ["TARGET", "FROM"])
        for entry in lineage.entries {
            table.add([entry.path + (entry.isWhole ? "/…" : ""), entry.sources.map(\.label).joined(separator: ", ")])
        }
        Console.print(table.text)
    }

    private func show(_ explanation: MappingExplanation) {
        if json {
            for entry in explanation.entries { Console.print(json: entry.document) }
            return
        }
        var table = TextTable(heading: ["TARGET", "VALUE", "FROM"])
        for entry in explanation.entries {
            table.add([
                entry.path, entry.values.joined(separator: ", "),
                entry.sources
                    .map { source in
                        source.source.label + (source.values.map { " = " + $0.joined(separator: ", ") } ?? "")
                    }
                    .joined(separator: "; "),
            ])
        }
        Console.print(table.text)
    }
}

extension MappingExplanation.Entry {
    /// The field as JSON.
    fileprivate var document: DocumentValue {
        let sources: [DocumentValue] = sources.map { source in
            var object = DocumentObject()
            object["kind"] = .text(source.source.kind)
            object["name"] = .text(source.source.label)
            object["values"] = source.values.map { .list($0.map { .text($0) }) }
            return .object(object)
        }
        return ["target": .text(path), "values": .list(values.map { .text($0) }), "sources": .list(sources)]
    }
}
