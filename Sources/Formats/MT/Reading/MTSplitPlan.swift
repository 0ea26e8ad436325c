import Canonical

/// Where a large message is split: at the items of one repeating sequence, as the entries of a statement.
struct MTSplitPlan {
    /// The sequences at which `split=auto` splits.
    static let usual = ["entries"]

    /// What a tag is at a place of the message.
    enum Step {
        /// It has no place, and belongs to the piece in which it stands.
        case unplaced
        /// It begins an item of the sequence.
        case begins
        /// It goes on in an item of the sequence.
        case continues
        /// It stands outside of the sequence.
        case outside
    }

    let program: MTMessageProgram
    /// The sequence's name.
    let name: String
    let documentName: DocumentName
    /// By entry: whether it stands in the sequence.
    private let isInside: [Bool]

    /// Nil if the message has no repeating sequence of one of these names at its top.
    init?(_ program: MTMessageProgram, at names: [String], _ documentNames: MTNames) {
        guard program.blocks.isEmpty else { return nil }
        let sequences = program.tree.sequences
        let found = sequences.indices.first { number in
            sequences[number].parent == 0 && sequences[number].isList
                && names.contains(sequences[number].definition.name)
        }
        guard let found else { return nil }
        self.program = program
        name = sequences[found].definition.name
        documentName = documentNames.all.name(name)
        isInside = program.tree.entries.map { entry in
            var sequence: Int? = entry.sequence
            while let number = sequence, number != found { sequence = sequences[number].parent }
            return sequence == found
        }
    }

    /// What follows on a state with a tag.
    func transition(_ key: Int, from state: Int) -> MTTransition? {
        let column = Int(program.columns[key])
        let transition = program.transitions[state * program.columnsCount + column]
        return column != 0 && transition.state > 0 ? transition : nil
    }

    /// What a tag is in a state.
    func step(_ key: Int, from state: Int) -> Step {
        guard let transition = transition(key, from: state) else { return .unplaced }
        guard isInside[Int(transition.state) - 1] else { return .outside }
        // Of a list and its item both stay open where the item goes on.
        return kept(transition, state) < 2 ? .begins : .continues
    }

    /// How many of the containers that are open in a state stay open.
    func kept(_ transition: MTTransition, _ state: Int) -> Int {
        Int(program.openings[state]) - Int(transition.ends)
    }

    /// The rules of a set that ask for nothing inside the sequence.
    func rules(of set: MTRuleSet) -> MTRuleSet {
        var rest = set
        let wanted = Array(name.utf8)
        rest.rules.removeAll { rule in
            rule.expression.paths.contains { path in
                path.steps.contains { step in
                    if case .name(let bytes) = step { bytes == wanted } else { false }
                }
            }
        }
        return rest
    }
}

/// How far the reading of a split message has come.
struct MTSplitState {
    var plan: MTSplitPlan
    var kind: MTMessageKind
    var container: MTFrame.Container
    /// The names of the blocks of the head.
    var blocks: [UInt8]
    /// The entry of the table at which the piece before has ended.
    var state = 0
    /// Whether most lines of the head end with LF.
    var isLF = false
    /// How many bytes of the message have been read, with the byte before its first block.
    var length = 0
    /// The head, for rules that compare what stands in it with what stands in the tail.
    var head: [UInt8] = []
    var headPosition = InputPosition()
    /// What has been told of the message and is not told again.
    var hasToldEncoding = false
    var hasToldLineEnds = false
}

/// A piece of a split message.
enum MTPiece: String {
    /// The blocks before the text, and its fields up to the first item of the sequence.
    case head
    /// One item of the sequence.
    case entry
    /// The fields behind the sequence, and the blocks behind the text.
    case tail
}
