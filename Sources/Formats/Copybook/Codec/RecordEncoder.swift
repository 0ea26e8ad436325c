import Canonical

/// Runs a copybook's program over a document's record and makes its bytes.
///
/// A field that is absent is written as blanks, or as zeros in a number. Fields that redefine the same bytes must agree:
/// each one that has a value reads as that value what the others wrote, else the record is refused with both names.
struct RecordEncoder {
    private struct Table {
        /// The list's node; -1 where the document has none.
        var list: Int
        /// The node of the present element, or -1.
        var element: Int
        var remaining: Int
        var index: Int
        var end: Int
    }

    let program: CopybookProgram
    private let reader: FieldReader
    private let writer: FieldWriter
    private let isStrict: Bool
    private var document = Document(.null)
    private var output: [UInt8] = []
    /// For each byte the step of the field that wrote it plus one; 0 for bytes that no value asks for.
    private var owners: [Int32] = []
    private var cursor = 0
    /// The record's length, where the document gives one.
    private var limit = Int.max
    private var facts: [String: LayoutText.Parsed] = [:]
    private var objects: [Int] = []
    private var matched: [Int] = []
    private var tables: [Table] = []
    private var regionStarts: [Int]
    private var regionEnds: [Int]
    private var watches: [Int]

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

    private mutating func begin(_ document: Document, _ node: Int, _ layout: WrittenLayout) {
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
    private mutating func node(_ step: CopybookStep) -> Int {
        if step.name == .none { return tables.last?.element ?? -1 }
        guard let object = objects.last, object >= 0 else { return -1 }
        let start = Int(step.name.start)
        let names = program.names.bytes
        let name = names.span.extracting(start..<start + Int(step.name.length))
        guard let found = document.index(ofMember: name, in: object) else { return -1 }
        matched[matched.count - 1] += 1
        return found
    }

    private mutating func beginGroup(_ step: CopybookStep) throws(Fault) {
        let node = node(step)
        guard node < 0 || document.nodes[node].kind == .object else {
            throw CopybookFault.document(path(step), "An object is expected for a group of fields.")
        }
        objects.append(node)
        matched.append(0)
    }

    private mutating func endGroup(_ step: CopybookStep) throws(Fault) {
        let node = objects.removeLast()
        let count = matched.removeLast()
        guard node < 0 || document.nodes[node].count == count else {
            throw unknownMember(of: node, roots: false, item: step.item)
        }
    }

    private func unknownMember(of node: Int, roots: Bool, item: Int) -> Fault {
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

    // MARK: - Tables

    private mutating func beginTable(_ step: CopybookStep, at pc: Int) throws(Fault) -> Int {
        let list = node(step)
        guard list < 0 || document.nodes[list].kind == .list else {
            throw CopybookFault.document(path(step), "A list is expected for a field that OCCURS.")
        }
        let given = list < 0 ? nil : document.nodes[list].count
        var count = step.max
        if step.reference >= 0 { count = try countOfElements(step, given: given) }
        if let given {
            guard given <= count, given == count || limit < Int.max else {
                throw CopybookFault.document(
                    path(step),
                    "The list has \(given) elements, and the record has \(count) of them.",
                    step.reference >= 0 ? "Make the list and its counter agree." : "Give as many as OCCURS says."
                )
            }
        }
        let isFixed = step.reference < 0 || !program.options.isVariableOccurs
        let end = isFixed ? cursor + step.length * step.max : -1
        guard count > 0 else {
            if end >= 0 { cursor = end }
            return step.target
        }
        let element = (given ?? 0) > 0 ? list + 1 : -1
        tables.append(Table(list: list, element: element, remaining: count - 1, index: 0, end: end))
        return pc
    }

    private mutating func endTable(_ step: CopybookStep, at pc: Int) -> Int {
        let last = tables.count - 1
        if tables[last].remaining > 0, cursor < limit || tables[last].element >= 0 {
            tables[last].remaining -= 1
            tables[last].index += 1
            if tables[last].element >= 0 {
                let next = document.nodes[tables[last].element].end(at: tables[last].element)
                let end = document.nodes[tables[last].list].end(at: tables[last].list)
                tables[last].element = next < end ? next : -1
            }
            return step.target
        }
        if tables[last].end >= 0 { cursor = tables[last].end }
        tables.removeLast()
        return pc
    }

    /// The count that the counter's bytes give; where the document has no counter, the list's own count is written there.
    private mutating func countOfElements(_ step: CopybookStep, given: Int?) throws(Fault) -> Int {
        let start = watches[step.reference]
        let counter = program.steps[program.watched[step.reference]]
        guard start >= 0, start + counter.length <= output.count else {
            return given.map { min($0, step.max) } ?? step.min
        }
        if let given, owners[start] == 0, program.counts[step.item] == nil {
            let text = String(given)
            guard case .bytes(let bytes) = writer.bytes(counter, text.utf8.span) else {
                throw CopybookFault.document(path(step), "The list has more elements than its counter can count.")
            }
            for index in bytes.indices { output[start + index] = bytes[index] }
            own(start..<start + bytes.count, by: program.watched[step.reference] + 1)
        }
        let bytes = output.span.extracting(start..<start + counter.length)
        var scratch: [UInt8] = []
        let count = TableCount.read(counter, bytes, program.counts[step.item], reader, &scratch)
        if isStrict {
            guard let count, count >= step.min, count <= step.max else {
                throw CopybookFault.document(path(step), "The counter is not from \(step.min) to \(step.max).")
            }
        }
        return min(max(count ?? step.min, step.min), step.max)
    }

    // MARK: - Alternatives

    private mutating func isChosen(_ step: CopybookStep) -> Bool {
        guard step.reference >= 0 else { return true }
        let rule = program.rules[step.reference]
        let field = program.steps[program.watched[rule.watch]]
        let start = watches[rule.watch]
        let isRecord = program.items[step.item].parent == nil
        guard !isRecord, start >= 0, start + field.length <= output.count, owners[start] != 0 else {
            let name = Array(program.items[step.item].memberName.utf8)
            guard let object = objects.last, object >= 0 else { return false }
            return document.index(ofMember: name.span, in: object) != nil
        }
        let bytes = output.span.extracting(start..<start + field.length)
        var scratch: [UInt8] = []
        return RuleValue.holds(rule, field, bytes, reader, &scratch)
    }

    // MARK: - Fields

    private mutating func writeField(_ step: CopybookStep, number: Int) throws(Fault) {
        let node = node(step)
        let start = cursor
        cursor += step.length
        if step.watch >= 0 { watches[step.watch] = start }
        guard start < limit else {
            guard node < 0 else {
                throw CopybookFault.document(
                    path(step),
                    "The field lies behind the end of the record, whose length the layout gives.",
                    "Remove the layout's recordLength, or the field."
                )
            }
            return
        }
        try fillGap(to: start, step)
        guard node >= 0 else {
            place(FieldFill(step, reader.page).bytes, at: start, owner: 0)
            return
        }
        let kind = document.nodes[node].kind
        guard kind == .text || kind == .number || kind == .null else {
            throw CopybookFault.document(path(step), "A text is expected for a field.")
        }
        let value = kind == .null ? nil : document.nodes[node].textRange
        try write(step, number, value, at: start)
    }

    private mutating func write(_ step: CopybookStep, _ number: Int, _ value: Range<Int>?, at start: Int) throws(Fault)
    {
        let range = start..<min(start + step.length, limit)
        let known = range.lowerBound..<min(range.upperBound, output.count)
        let isHeld = known == range && !known.contains { owners[$0] == 0 }
        // A null says nothing about bytes that another field holds.
        if isHeld, value == nil { return }
        if !isHeld {
            let bytes = try bytes(step, value, length: range.count)
            merge(bytes, at: start, owner: number)
        }
        guard reads(step, range, as: value) else { throw disagreement(step, range, number) }
    }

    /// The bytes of a value, with its layout facts where they fit it.
    private func bytes(_ step: CopybookStep, _ value: Range<Int>?, length: Int) throws(Fault) -> [UInt8] {
        let text = value.map { Array(document.bytes[$0]) }
        let written = text.map { writer.bytes(step, $0.span) } ?? nullBytes(step)
        var plain: [UInt8]?
        if case .bytes(let bytes) = written { plain = bytes }
        if !isStrict, !facts.isEmpty, let fact = facts[path(step)],
            let bytes = writer.bytes(step, text, fact, plain: plain), bytes.count >= length
        {
            let cut = Array(bytes.prefix(length))
            if reads(step, cut.span, as: value) { return cut }
        }
        guard let plain else {
            guard case .refused(let reason) = written else { return [] }
            throw CopybookFault.document(
                path(step),
                "The value \(reason)",
                "Correct the value; nothing is cut off silently."
            )
        }
        return Array(plain.prefix(length))
    }

    private func nullBytes(_ step: CopybookStep) -> FieldBytes {
        switch step.kind {
        case .text, .doubleByte, .national:
            return reader.options.readsLowValuesAsNull
                ? .bytes([UInt8](repeating: 0, count: step.length)) : .refused("is null, and the field has no null.")
        case .zoned where !isStrict && !step.isBlankWhenZero, .edited where !isStrict && !step.isBlankWhenZero:
            return .bytes([UInt8](repeating: reader.page.blank, count: step.length))
        default: return .refused("is null, and a number of this usage has no null.")
        }
    }

    /// Whether bytes of the record read as the value.
    private func reads(_ step: CopybookStep, _ range: Range<Int>, as value: Range<Int>?) -> Bool {
        reads(step, output.span.extracting(range), as: value)
    }

    private func reads(_ step: CopybookStep, _ bytes: Span<UInt8>, as value: Range<Int>?) -> Bool {
        var text: [UInt8] = []
        let reading = reader.read(step, bytes, into: &text)
        guard let value else { return reading.isNull }
        return !reading.isNull && ValueComparison.isSame(step, text.span, document.bytes.span.extracting(value), reader)
    }

    private func disagreement(_ step: CopybookStep, _ range: Range<Int>, _ number: Int) -> Fault {
        let other = range.lazy.map { owners[$0] }.first { $0 != 0 && $0 != Int32(number) }
        guard let other else {
            return CopybookFault.document(
                path(step),
                "The value cannot be read back from the field's \(range.count) bytes as it is.",
                "Correct the value; nothing is cut off silently."
            )
        }
        let name = program.items[program.steps[Int(other) - 1].item].memberName
        return CopybookFault.document(
            path(step),
            "The value disagrees with that of \(name), which has the same bytes.",
            "Change both, or remove the one that is not meant."
        )
    }

    // MARK: - Bytes

    private mutating func writeFiller(_ step: CopybookStep) throws(Fault) {
        let start = cursor
        cursor += step.length
        guard start < limit else { return }
        try fillGap(to: start, step)
        let fact = facts.isEmpty ? nil : facts[path(step)]
        switch fact?.fact {
        case .pad(let byte):
            merge([UInt8](repeating: byte, count: min(step.length, limit - start)), at: start, owner: 0)
        case .raw: merge(Array((fact?.raw ?? []).prefix(min(step.length, limit - start))), at: start, owner: 0)
        default: place(FieldFill(step, reader.page).bytes, at: start, owner: 0)
        }
    }

    /// Fills bytes before a field that belong to none.
    private mutating func fillGap(to start: Int, _ step: CopybookStep) throws(Fault) {
        guard start > output.count else { return }
        let from = output.count
        var bytes = [UInt8](repeating: reader.page.blank, count: start - from)
        if !facts.isEmpty, let fact = facts[path(step) + "/before"] {
            switch fact.fact {
            case .pad(let byte): bytes = [UInt8](repeating: byte, count: bytes.count)
            case .raw where fact.raw.count == bytes.count: bytes = fact.raw
            default: break
            }
        }
        merge(bytes, at: from, owner: 0)
    }

    /// Appends what lies behind the bytes so far, and leaves the rest as it is.
    private mutating func place(_ bytes: [UInt8], at start: Int, owner: Int32) {
        let end = min(start + bytes.count, limit)
        guard end > output.count else { return }
        output += bytes[(output.count - start)..<(end - start)]
        owners += [Int32](repeating: owner, count: output.count - owners.count)
    }

    /// Writes where no value has written yet.
    private mutating func merge(_ bytes: [UInt8], at start: Int, owner: Int) {
        for (index, byte) in bytes.enumerated() where start + index < output.count && owners[start + index] == 0 {
            output[start + index] = byte
            owners[start + index] = Int32(owner)
        }
        place(bytes, at: start, owner: Int32(owner))
    }

    private mutating func own(_ range: Range<Int>, by owner: Int) {
        for index in range { owners[index] = Int32(owner) }
    }

    private func path(_ step: CopybookStep) -> String {
        program.path(ofItem: step.item, indices: tables.map(\.index))
    }
}
