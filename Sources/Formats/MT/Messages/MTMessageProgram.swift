import Canonical

/// What to do when a tag follows an entry: which entry it is, and which containers end and begin before it.
struct MTTransition: Sendable {
    /// The entry's number plus 1; 0 where the tag has no place.
    var state: Int16 = 0
    var ends: UInt8 = 0
    var beginsCount: UInt8 = 0
    var beginsStart: Int32 = 0
    /// The mandatory entries that are passed over.
    var missing: Range<Int32> = 0..<0
}

/// A container of the document that begins.
struct MTContainer: Sendable {
    var kind: DocumentNode.Kind
    var name: DocumentName
}

/// A field at its place, as the reader needs it; plain values.
struct MTEntry: Sendable {
    enum Role: Sendable {
        case field
        /// 16R and 16S, which begin and end a sequence and are no members.
        case blockStart
        case blockEnd
    }

    var name: DocumentName
    var role: Role
    var isList: Bool
    var hasOption: Bool
    /// How often at most; 0 without a bound.
    var max: Int32
    var letters: UInt32
    /// Where its narrowed codes begin, and how many there are.
    var narrowings: Range<Int32>
}

/// Codes that a component may have at this place only.
struct MTNarrowing: Sendable {
    var component: DocumentName
    var codes: Range<Int32>
    var errorCode: String
}

/// A message type in one variant, compiled: for each entry and tag what comes next.
final class MTMessageProgram: Sendable {
    /// The type's name in the document, such as `mt.103.stp`.
    let typeName: String
    let nameBytes: [UInt8]
    let definition: MTMessageDefinition
    /// The sequences and entries of this variant.
    let tree: MTMessageTree
    let entries: [MTEntry]
    let narrowings: [MTNarrowing]
    /// The column of each tag's key; 0 for tags that the message does not have.
    let columns: [UInt8]
    /// The codes of 16R and 16S with their columns.
    let blocks: [(code: [UInt8], start: Int, end: Int)]
    let columnsCount: Int
    /// By state and column.
    let transitions: [MTTransition]
    let begins: [MTContainer]
    let missing: [String]
    /// By state: how many containers within block 4 are open, and which mandatory entries are still missing.
    let openings: [UInt8]
    let missingAtEnd: [Range<Int32>]
    /// By the tag's key: the number of the field's definition; -1 for none.
    let fields: [Int16]

    init(_ compiler: MTMessageCompiler, definition: MTMessageDefinition, typeName: String, fields: [Int16]) {
        self.typeName = typeName
        nameBytes = Array(typeName.utf8)
        self.definition = definition
        self.fields = fields
        tree = compiler.tree
        entries = compiler.entries
        narrowings = compiler.narrowings
        columns = compiler.columns
        blocks = compiler.blocks
        columnsCount = compiler.columnsCount
        transitions = compiler.transitions
        begins = compiler.begins
        missing = compiler.missing
        openings = compiler.openings
        missingAtEnd = compiler.missingAtEnd
    }
}
