import Canonical

/// Works out, for each entry of a message and each tag, which entry comes next.
struct MTMessageCompiler {
    /// One way on from an entry.
    private struct Candidate {
        var entry: Int
        /// The sequence that begins again, if one does.
        var loop: Int?
        /// The mandatory entries passed over.
        var skipped: [String]
    }

    let tree: MTMessageTree
    private(set) var entries: [MTEntry] = []
    private(set) var narrowings: [MTNarrowing] = []
    private(set) var columns = [UInt8](repeating: 0, count: MTTag.keysMax)
    private(set) var blocks: [(code: [UInt8], start: Int, end: Int)] = []
    private(set) var columnsCount = 1
    private(set) var transitions: [MTTransition] = []
    private(set) var begins: [MTContainer] = []
    private(set) var missing: [String] = []
    private(set) var openings: [UInt8] = []
    private(set) var missingAtEnd: [Range<Int32>] = []
    /// For each column of a tag, a tag that has it.
    private var tags: [(column: Int, tag: MTTag)] = []
    private let names: DocumentNames
    private let file: String

    init(_ tree: MTMessageTree, names: DocumentNames, fields: inout MTFieldCompiler, file: String) throws(Fault) {
        self.tree = tree
        self.names = names
        self.file = file
        try addEntries(&fields)
        try addColumns()
        addTransitions()
    }

    private mutating func addEntries(_ fields: inout MTFieldCompiler) throws(Fault) {
        for entry in tree.entries {
            guard let definition = entry.definition else {
                entries.append(
                    MTEntry(
                        name: .none,
                        role: entry.role,
                        isList: false,
                        hasOption: false,
                        max: 1,
                        letters: 1,
                        narrowings: 0..<0
                    )
                )
                continue
            }
            let start = Int32(narrowings.count)
            for narrowing in definition.narrowings {
                guard let component = names[narrowing.component] else {
                    throw fault(definition.word, "no field has a component \(narrowing.component)")
                }
                let specification = MTComponentSpecification(
                    name: narrowing.component,
                    kind: .code,
                    word: definition.word
                )
                let codes = try fields.add(narrowing.codes, specification, file)
                narrowings.append(
                    MTNarrowing(component: component, codes: codes, errorCode: narrowing.errorCode)
                )
            }
            entries.append(
                MTEntry(
                    name: definition.isList ? .none : names.name(definition.name),
                    role: .field,
                    isList: definition.isList,
                    hasOption: definition.hasOption,
                    max: Int32(clamping: definition.max ?? 0),
                    letters: definition.letters,
                    narrowings: start..<Int32(narrowings.count)
                )
            )
        }
    }

    // MARK: - Columns

    /// A column for each tag that some entry takes, and one for all other options of a number with an `a` entry, so
    /// that a wrong option is found at its place.
    private mutating func addColumns() throws(Fault) {
        for entry in tree.entries {
            guard let definition = entry.definition else { continue }
            var other: UInt8?
            for letter in 0...26 {
                let tag = MTTag(number: definition.number, letter: letter)
                guard columns[tag.key] == 0 else { continue }
                if isTaken(tag) {
                    columns[tag.key] = try addColumn(tag, definition)
                } else if definition.hasOption {
                    if other == nil { other = try addColumn(tag, definition) }
                    columns[tag.key] = other ?? 0
                }
            }
        }
        for sequence in tree.sequences {
            guard let block = sequence.definition.block else { continue }
            guard !blocks.contains(where: { $0.code == Array(block.utf8) }) else { continue }
            blocks.append((Array(block.utf8), columnsCount, columnsCount + 1))
            columnsCount += 2
        }
    }

    private mutating func addColumn(_ tag: MTTag, _ definition: MTEntryDefinition) throws(Fault) -> UInt8 {
        guard columnsCount <= Int(UInt8.max) else { throw fault(definition.word, "the message has too many tags") }
        tags.append((columnsCount, tag))
        columnsCount += 1
        return UInt8(clamping: columnsCount - 1)
    }

    /// Whether some entry of the message takes the option.
    private func isTaken(_ tag: MTTag) -> Bool {
        tree.entries.contains {
            $0.definition?.number == tag.number && ($0.definition?.letters ?? 0) & (1 << UInt32(tag.letter)) != 0
        }
    }

    private func fault(_ word: MTWord, _ reason: String) -> Fault {
        Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(line: word.line, path: file),
            reason: "Table \(file), line \(word.line), column \(word.column): \(reason)."
        )
    }

    // MARK: - Transitions

    private mutating func addTransitions() {
        let states = tree.entries.count + 1
        transitions = Array(repeating: MTTransition(), count: states * columnsCount)
        for state in 0..<states {
            let (candidates, atEnd) = candidates(from: state)
            openings.append(UInt8(clamping: state == 0 ? 0 : containers(of: state - 1).count))
            missingAtEnd.append(add(missing: atEnd))
            for (column, tag) in tags { set(state, column, best(candidates, tag)) }
            for block in blocks {
                let code = String(decoding: block.code, as: UTF8.self)
                set(state, block.start, best(candidates, label: "16R:\(code)"))
                set(state, block.end, best(candidates, label: "16S:\(code)"))
            }
        }
    }

    private mutating func set(_ state: Int, _ column: Int, _ candidate: Candidate?) {
        guard let candidate else { return }
        let from = state == 0 ? [] : containers(of: state - 1)
        let to = containers(of: candidate.entry)
        var common = 0
        if state > 0, candidate.entry == state - 1, candidate.loop == nil {
            common = from.count
        } else {
            while common < min(from.count, to.count), from[common].id == to[common].id { common += 1 }
            // A sequence that begins again keeps its list open and begins a new item.
            if let loop = candidate.loop { common = min(common, containers(ofSequence: loop).count - 1) }
        }
        let start = Int32(begins.count)
        begins += to[common...].map(\.container)
        transitions[state * columnsCount + column] = MTTransition(
            state: Int16(clamping: candidate.entry + 1),
            ends: UInt8(clamping: from.count - common),
            beginsCount: UInt8(clamping: to.count - common),
            beginsStart: start,
            missing: add(missing: candidate.skipped)
        )
    }

    private mutating func add(missing labels: [String]) -> Range<Int32> {
        guard !labels.isEmpty else { return 0..<0 }
        let start = Int32(missing.count)
        missing += labels
        return start..<Int32(missing.count)
    }

    private func best(_ candidates: [Candidate], _ tag: MTTag) -> Candidate? {
        let ofNumber = candidates.filter { tree.entries[$0.entry].definition?.number == tag.number }
        let exact = ofNumber.filter { letters($0) & (1 << UInt32(tag.letter)) != 0 }
        if let found = Self.fewestSkipped(exact) { return found }
        // Elsewhere in the message the option is right: then the field is only misplaced.
        guard !isTaken(tag) else { return nil }
        return Self.fewestSkipped(ofNumber.filter { tree.entries[$0.entry].definition?.hasOption == true })
    }

    private func letters(_ candidate: Candidate) -> UInt32 {
        tree.entries[candidate.entry].definition?.letters ?? 0
    }

    private func best(_ candidates: [Candidate], label: String) -> Candidate? {
        Self.fewestSkipped(candidates.filter { tree.entries[$0.entry].label == label })
    }

    /// The first of those that pass over the fewest mandatory entries.
    private static func fewestSkipped(_ candidates: [Candidate]) -> Candidate? {
        candidates.min { $0.skipped.count < $1.skipped.count }
    }

    // MARK: - Candidates

    /// The ways on from a state, in the order of the table, and the mandatory entries missing if nothing follows.
    private func candidates(from state: Int) -> (candidates: [Candidate], missingAtEnd: [String]) {
        var found: [Candidate] = []
        var skipped: [String] = []
        guard state > 0 else {
            walk(0, after: -1, loop: nil, &skipped, &found)
            return (found, skipped)
        }
        let entry = tree.entries[state - 1]
        if entry.definition?.isList == true { found.append(Candidate(entry: state - 1, skipped: [])) }
        var sequence = entry.sequence
        var position = entry.position
        while true {
            walk(sequence, after: position, loop: nil, &skipped, &found)
            if tree.sequences[sequence].isList {
                var again = skipped
                walk(sequence, after: -1, loop: sequence, &again, &found)
            }
            guard let parent = tree.sequences[sequence].parent else { return (found, skipped) }
            position = tree.sequences[sequence].position
            sequence = parent
        }
    }

    /// The entries of a sequence behind a position, and those of the sequences within it.
    private func walk(
        _ sequence: Int,
        after position: Int,
        loop: Int?,
        _ skipped: inout [String],
        _ found: inout [Candidate]
    ) {
        for item in tree.sequences[sequence].items.dropFirst(position + 1) {
            switch item {
            case .entry(let number):
                found.append(Candidate(entry: number, loop: loop, skipped: skipped))
                if tree.entries[number].isMandatory { skipped.append(tree.entries[number].label) }
            case .sequence(let number):
                var inner = skipped
                walk(number, after: -1, loop: loop, &inner, &found)
                if tree.sequences[number].definition.isMandatory {
                    skipped.append(tree.sequences[number].definition.name)
                }
            }
        }
    }

    // MARK: - Containers

    private struct Open {
        /// Which container it is: sequences and entries, lists and items.
        var id: Int
        var container: MTContainer
    }

    /// The containers within block 4 in which an entry's field lies.
    private func containers(of entry: Int) -> [Open] {
        var open = containers(ofSequence: tree.entries[entry].sequence)
        if let definition = tree.entries[entry].definition, definition.isList {
            let list = MTContainer(kind: .list, name: names.name(definition.name))
            open.append(Open(id: -1 - entry, container: list))
        }
        return open
    }

    private func containers(ofSequence number: Int) -> [Open] {
        let sequence = tree.sequences[number]
        guard let parent = sequence.parent else { return [] }
        let name = names.name(sequence.definition.name)
        var open = containers(ofSequence: parent)
        if sequence.isList {
            open.append(Open(id: number * 2, container: MTContainer(kind: .list, name: name)))
            open.append(Open(id: number * 2 + 1, container: MTContainer(kind: .object, name: .none)))
        } else {
            open.append(Open(id: number * 2, container: MTContainer(kind: .object, name: name)))
        }
        return open
    }
}
