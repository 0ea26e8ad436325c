import Canonical

/// The sequences and entries of a message in one variant, by number.
struct MTMessageTree: Sendable {
    enum Item: Sendable {
        case entry(Int)
        case sequence(Int)
    }

    struct Sequence: Sendable {
        var definition: MTSequenceDefinition
        var items: [Item] = []
        /// The sequence around it; nil for the message.
        var parent: Int?
        /// Its place among the items of that sequence.
        var position = 0

        var isList: Bool { definition.max != 1 }
    }

    struct Entry: Sendable {
        /// Nil for 16R and 16S.
        var definition: MTEntryDefinition?
        var role: MTEntry.Role
        var sequence: Int
        var position: Int
        /// Whether the sequence cannot be without it.
        var isMandatory: Bool
        /// What it is called in findings.
        var label: String
    }

    /// The first is the message.
    private(set) var sequences: [Sequence] = []
    private(set) var entries: [Entry] = []

    init(_ definition: MTMessageDefinition, variant: String, file: String) throws(Fault) {
        try add(definition.root, parent: nil, variant: variant, file: file)
    }

    @discardableResult
    private mutating func add(
        _ definition: MTSequenceDefinition,
        parent: Int?,
        variant: String,
        file: String
    ) throws(Fault) -> Int {
        let number = sequences.count
        sequences.append(Sequence(definition: definition, parent: parent))
        if let block = definition.block { append(.blockStart, "16R:\(block)", to: number) }
        var names: Set<String> = []
        for item in definition.items {
            switch item {
            case .field(let entry) where entry.variants.contains(variant):
                guard names.insert(entry.name).inserted else { throw Self.twice(entry.word, file) }
                let position = sequences[number].items.count
                sequences[number].items.append(.entry(entries.count))
                entries.append(
                    Entry(
                        definition: entry,
                        role: .field,
                        sequence: number,
                        position: position,
                        isMandatory: entry.isMandatory,
                        label: entry.tag
                    )
                )
            case .sequence(let inner) where inner.variants.contains(variant):
                guard names.insert(inner.name).inserted else { throw Self.twice(inner.word, file) }
                let position = sequences[number].items.count
                let child = try add(inner, parent: number, variant: variant, file: file)
                sequences[child].position = position
                sequences[number].items.append(.sequence(child))
            default: break
            }
        }
        if let block = definition.block { append(.blockEnd, "16S:\(block)", to: number) }
        return number
    }

    private mutating func append(_ role: MTEntry.Role, _ label: String, to sequence: Int) {
        let position = sequences[sequence].items.count
        sequences[sequence].items.append(.entry(entries.count))
        entries.append(
            Entry(definition: nil, role: role, sequence: sequence, position: position, isMandatory: true, label: label)
        )
    }

    private static func twice(_ word: MTWord, _ file: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: word.line, path: file),
            reason: "Table \(file), line \(word.line), column \(word.column): the name stands twice in its sequence.",
            advice: "Give the entry a name with: as NAME."
        )
    }
}
