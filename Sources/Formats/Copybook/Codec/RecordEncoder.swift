import Canonical

/// Runs a copybook's program over a document's record and makes its bytes.
///
/// A field that is absent is written as blanks, or as zeros in a number. Fields that redefine the same bytes must agree:
/// each one that has a value reads as that value what the others wrote, else the record is refused with both names.
struct RecordEncoder {
    struct Table {
        /// The list's node; -1 where the document has none.
        var list: Int
        /// The node of the present element, or -1.
        var element: Int
        var remaining: Int
        var index: Int
        var end: Int
    }

    let program: CopybookProgram
    let reader: FieldReader
    let writer: FieldWriter
    let isStrict: Bool
    var document = Document(.null)
    var output: [UInt8] = []
    /// For each byte the step of the field that wrote it plus one; 0 for bytes that no value asks for.
    var owners: [Int32] = []
    var cursor = 0
    /// The record's length, where the document gives one.
    var limit = Int.max
    var facts: [String: LayoutText.Parsed] = [:]
    var objects: [Int] = []
    var matched: [Int] = []
    var tables: [Table] = []
    var regionStarts: [Int]
    var regionEnds: [Int]
    var watches: [Int]

    init(_ program: CopybookProgram, isStrict: Bool) {
        self.program = program
        self.isStrict = isStrict
        reader = FieldReader(program.options, edited: program.edited)
        writer = FieldWriter(reader: reader)
        regionStarts = [Int](repeating: 0, count: program.regionCount)
        regionEnds = regionStarts
        watches = [Int](repeating: -1, count: program.watched.count)
    }

    // MARK: - The program

    /// The bytes of the record that an object of a document holds.
    ///
    /// - Throws: `schema.violation` with the path of what cannot be written.
    mutating func encode(_ document: Document, at node: Int, layout: WrittenLayout) throws(Fault) -> [UInt8] {
        begin(document, node, layout)
        var pc = 0
        while pc < program.steps.count {
            let step = program.steps[pc]
            pc += 1
            switch step.action {
            case .field: try writeField(step, number: pc)
            case .filler: try writeFiller(step)
            case .beginGroup: try beginGroup(step)
            case .endGroup: try endGroup(step)
            case .beginTable: pc = try beginTable(step, at: pc)
            case .endTable: pc = endTable(step, at: pc)
            case .beginRegion:
                regionStarts[step.slot] = cursor
                regionEnds[step.slot] = cursor
            case .beginAlternative:
                cursor = regionStarts[step.slot]
                if !isChosen(step) { pc = step.target }
            case .endAlternative: regionEnds[step.slot] = max(regionEnds[step.slot], cursor)
            case .endRegion:
                cursor = step.length >= 0 ? regionStarts[step.slot] + step.length : regionEnds[step.slot]
            }
        }
        let known = matched[0] + layout.memberCount
        guard document.nodes[node].count == known else { throw unknownMember(of: node, roots: true, item: 0) }
        return output
    }

    mutating func begin(_ document: Document, _ node: Int, _ layout: WrittenLayout) {
        self.document = document
        output.removeAll(keepingCapacity: true)
        owners.removeAll(keepingCapacity: true)
        cursor = 0
        limit = layout.recordLength ?? Int.max
        facts = layout.facts
        objects = [node]
        matched = [0]
        tables.removeAll(keepingCapacity: true)
        for watch in watches.indices { watches[watch] = -1 }
    }

    // MARK: - Groups

    /// The document's value for a step; -1 where there is none.
    mutating func node(_ step: CopybookStep) -> Int {
        if step.name == .none { return tables.last?.element ?? -1 }
        guard let object = objects.last, object >= 0 else { return -1 }
        let start = Int(step.name.start)
        let names = program.names.bytes
        let name = names.span.extracting(start..<start + Int(step.name.length))
        guard let found = document.index(ofMember: name, in: object) else { return -1 }
        matched[matched.count - 1] += 1
        return found
    }

    mutating func beginGroup(_ step: CopybookStep) throws(Fault) {
        let node = node(step)
        guard node < 0 || document.nodes[node].kind == .object else {
            throw CopybookFault.document(path(step), "An object is expected for a group of fields.")
        }
        objects.append(node)
        matched.append(0)
    }

    mutating func endGroup(_ step: CopybookStep) throws(Fault) {
        let node = objects.removeLast()
        let count = matched.removeLast()
        guard node < 0 || document.nodes[node].count == count else {
            throw unknownMember(of: node, roots: false, item: step.item)
        }
    }

    func unknownMember(of node: Int, roots: Bool, item: Int) -> Fault {
        let children = roots ? program.roots : program.items[item].children
        let known = Set(children.map { program.items[$0].memberName } + (roots ? LayoutNames.texts : []))
        let names = document.children(at: node).map { String(decoding: document.nameBytes(at: $0), as: UTF8.self) }
        let path = roots ? "" : program.path(ofItem: item, indices: tables.map(\.index))
        if names.contains(where: { !known.contains($0) }) {
            return CopybookFault.document(
                path.isEmpty ? "/" : path,
                "The object has a member that the copybook does not have there.",
                "Remove it, or correct its name."
            )
        }
        return CopybookFault.document(
            path.isEmpty ? "/" : path,
            "The object has a group that the rules for segments and alternatives do not choose for this record.",
            "Remove it, or correct the field by which the rule goes."
        )
    }
}
