import Canonical

/// Runs a copybook's program over one record and makes its members.
///
/// The cursor moves over the record as the fields say; tables whose size a counter gives move what follows. Fields behind
/// the end of a shorter record are absent. What the values do not tell goes into ``facts``.
struct RecordDecoder {
    /// A layout fact with its place.
    struct FieldFact {
        var path: String
        var fact: LayoutFact
        var range: Range<Int>
    }

    private struct Table {
        var begin: Int
        var remaining: Int
        var index: Int
        /// Where the table ends at its greatest size; -1 where it ends with its last element.
        var end: Int
    }

    let program: CopybookProgram
    let reader: FieldReader
    /// The facts of the record read last.
    private(set) var facts: [FieldFact] = []
    /// The end of the fields that the record read last has, which may be behind its own end.
    private(set) var furthest = 0
    /// The end of the fields that it lacks because it is shorter.
    private(set) var lackingEnd = 0
    /// Where the cursor of the record read last ended.
    private(set) var cursor = 0
    /// Whether the record read last ended before its fields did.
    private(set) var isShort = false

    private var limit = 0
    private var tables: [Table] = []
    private var regionStarts: [Int]
    private var regionEnds: [Int]
    private var watches: [Int]
    private var scratch: [UInt8] = []
    private var shortBefore: [Bool]
    private var isAnyWhole: [Bool]
    /// The first byte's place in the input, for findings.
    private var place = Place()

    init(_ program: CopybookProgram) {
        self.program = program
        reader = FieldReader(program.options, edited: program.edited)
        regionStarts = [Int](repeating: 0, count: program.regionCount)
        regionEnds = regionStarts
        shortBefore = [Bool](repeating: false, count: program.regionCount)
        isAnyWhole = shortBefore
        watches = [Int](repeating: -1, count: program.watched.count)
    }

    // MARK: - The program

    /// Appends the record's members to the object that is open.
    ///
    /// - Parameters:
    ///   - record: the bytes; of a record of unknown length, all that there are.
    ///   - builder: where the members go.
    ///   - place: the place of its first byte.
    ///   - findings: where findings go.
    /// - Throws: `format.limit` if the document has too many values.
    mutating func decode(
        _ record: Span<UInt8>,
        into builder: inout DocumentBuilder,
        at place: Place,
        findings: inout Findings
    ) throws(Fault) {
        begin(record.count, place)
        let steps = program.steps
        var pc = 0
        while pc < steps.count {
            let step = steps[pc]
            pc += 1
            switch step.action {
            case .field: readField(step, record, into: &builder, &findings)
            case .beginGroup:
                if isBehindEnd(step.lengthMin) {
                    pc = step.target
                    cursor += step.length
                    lackingEnd = max(lackingEnd, cursor)
                } else {
                    builder.begin(.object, step.name)
                }
            case .endGroup: builder.end()
            case .filler: readFiller(step, record)
            case .beginTable:
                builder.begin(.list, step.name)
                pc = beginTable(step, at: pc, record, &findings)
                if pc == step.target { builder.end() }
            case .endTable:
                pc = endTable(step, at: pc)
                if pc != step.target {
                    builder.end()
                } else if builder.count > program.options.valuesMax {
                    throw tooManyValues()
                }
            case .beginRegion: beginRegion(step)
            case .beginAlternative: pc = beginAlternative(step, at: pc, record)
            case .endAlternative: endAlternative(step)
            case .endRegion: endRegion(step)
            }
        }
    }

    private mutating func begin(_ count: Int, _ place: Place) {
        self.place = place
        limit = count
        cursor = 0
        furthest = 0
        lackingEnd = 0
        isShort = false
        facts.removeAll(keepingCapacity: true)
        tables.removeAll(keepingCapacity: true)
        for watch in watches.indices { watches[watch] = -1 }
    }

    private func tooManyValues() -> Fault {
        Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: place,
            reason: "A record has more than \(program.options.valuesMax) values."
        )
    }

    /// Whether something of so many bytes begins behind the end of the record.
    private mutating func isBehindEnd(_ length: Int) -> Bool {
        guard cursor >= limit, length > 0, cursor > 0 || limit == 0 else { return false }
        isShort = true
        return true
    }

    // MARK: - Fields

    private mutating func readField(
        _ step: CopybookStep,
        _ record: Span<UInt8>,
        into builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let start = cursor
        cursor = start + step.length
        if start != furthest || cursor > limit {
            guard enter(step, start, record) else { return }
        }
        if cursor > furthest { furthest = cursor }
        let bytes = record.extracting(start..<min(cursor, limit))
        let text = builder.bytes.count
        let reading = reader.read(step, bytes, into: &builder.bytes)
        if reading.isNull { builder.null(step.name) } else { builder.text(step.name, from: text) }
        if step.watch >= 0 { watches[step.watch] = start }
        if reading.fact != .none && !step.isCovered {
            keep(reading.fact, step, start..<start + bytes.count)
        }
        if reading.problem != .none { add(reading.problem, step, start, &findings) }
        if step.domain >= 0, !reading.isNull {
            let value = builder.bytes.span.extracting(text..<builder.bytes.count)
            if !program.domains[step.domain].contains(value) { addOutsideDomain(step, start, &findings) }
        }
    }

    /// Looks at a field that does not begin where the last one ended, or does not end within the record.
    ///
    /// - Returns: false if it begins behind the end.
    private mutating func enter(_ step: CopybookStep, _ start: Int, _ record: Span<UInt8>) -> Bool {
        if start + step.length > limit { isShort = true }
        if start >= limit {
            lackingEnd = max(lackingEnd, start + step.length)
            return false
        }
        if start > furthest {
            keepUndescribed(furthest..<start, record, path: path(step) + "/before", blank: reader.page.blank)
        }
        return true
    }

    private mutating func readFiller(_ step: CopybookStep, _ record: Span<UInt8>) {
        let start = cursor
        cursor = start + step.length
        guard start == furthest && cursor <= limit || enter(step, start, record) else { return }
        if cursor > furthest { furthest = cursor }
        guard !step.isCovered else { return }
        let bytes = record.extracting(start..<min(cursor, limit))
        let fill = FieldFill(step, reader.page)
        if !fill.isFilled(bytes) { keepUndescribed(start..<start + bytes.count, record, path: path(step), blank: nil) }
    }

    // MARK: - Tables

    private mutating func beginTable(
        _ step: CopybookStep,
        at pc: Int,
        _ record: Span<UInt8>,
        _ findings: inout Findings
    ) -> Int {
        var count = step.max
        if step.reference >= 0 { count = countOfElements(step, record, &findings) }
        let isFixed = step.reference < 0 || !program.options.isVariableOccurs
        let end = isFixed ? cursor + step.length * step.max : -1
        guard count > 0, !isBehindEnd(step.lengthMin) else {
            if count > 0 { lackingEnd = max(lackingEnd, cursor + step.length) }
            if end >= 0 { cursor = end }
            return step.target
        }
        tables.append(Table(begin: pc, remaining: count - 1, index: 0, end: end))
        return pc
    }

    private mutating func endTable(_ step: CopybookStep, at pc: Int) -> Int {
        let last = tables.count - 1
        if tables[last].remaining > 0, !isBehindEnd(step.lengthMin) {
            tables[last].remaining -= 1
            tables[last].index += 1
            return step.target
        }
        if tables[last].remaining > 0 { lackingEnd = max(lackingEnd, cursor + step.length) }
        if tables[last].end >= 0 { cursor = tables[last].end }
        tables.removeLast()
        return pc
    }

    private mutating func countOfElements(
        _ step: CopybookStep,
        _ record: Span<UInt8>,
        _ findings: inout Findings
    ) -> Int {
        let start = watches[step.reference]
        let counter = program.steps[program.watched[step.reference]]
        guard start >= 0, start + counter.length <= limit else { return step.min }
        let bytes = record.extracting(start..<start + counter.length)
        let count = TableCount.read(counter, bytes, program.counts[step.item], reader, &scratch)
        guard let count, count >= step.min, count <= step.max else {
            findings.add(
                step.isAlternative ? .note : .error,
                "copybook.occurs-count",
                at: place(of: start, path(step), program.items[counter.item].memberName),
                "The table's counter is not from \(step.min) to \(step.max)."
            )
            return min(max(count ?? step.min, step.min), step.max)
        }
        return count
    }

    // MARK: - Regions

    private mutating func beginRegion(_ step: CopybookStep) {
        regionStarts[step.slot] = cursor
        regionEnds[step.slot] = cursor
        shortBefore[step.slot] = isShort
        isAnyWhole[step.slot] = false
    }

    private mutating func beginAlternative(_ step: CopybookStep, at pc: Int, _ record: Span<UInt8>) -> Int {
        cursor = regionStarts[step.slot]
        isShort = shortBefore[step.slot]
        if step.reference < 0 { return pc }
        return isChosen(program.rules[step.reference], step, record) ? pc : step.target
    }

    private mutating func isChosen(_ rule: CopybookRule, _ step: CopybookStep, _ record: Span<UInt8>) -> Bool {
        let field = program.steps[program.watched[rule.watch]]
        var start = watches[rule.watch]
        // The field of a record that is itself the alternative is not read yet.
        if program.items[step.item].parent == nil { start = program.storageOffset(of: field.item) }
        guard start >= 0, start + field.length <= limit else { return false }
        return RuleValue.holds(rule, field, record.extracting(start..<start + field.length), reader, &scratch)
    }

    private mutating func endAlternative(_ step: CopybookStep) {
        regionEnds[step.slot] = max(regionEnds[step.slot], cursor)
        if !isShort { isAnyWhole[step.slot] = true }
    }

    private mutating func endRegion(_ step: CopybookStep) {
        cursor = step.length >= 0 ? regionStarts[step.slot] + step.length : regionEnds[step.slot]
        // One alternative that fits is enough.
        isShort = shortBefore[step.slot] || !isAnyWhole[step.slot] && regionEnds[step.slot] > limit
    }

    // MARK: - Facts and findings

    private func path(_ step: CopybookStep) -> String {
        program.path(ofItem: step.item, indices: tables.map(\.index))
    }

    private func place(of offset: Int, _ path: String, _ field: String) -> Place {
        Place(byteOffset: (place.byteOffset ?? 0) + offset, line: place.line, field: field, path: path)
    }

    @inline(never)
    private mutating func keep(_ fact: LayoutFact, _ step: CopybookStep, _ range: Range<Int>) {
        facts.append(FieldFact(path: path(step), fact: fact, range: range))
    }

    /// Keeps bytes that no field has, unless they are blanks.
    private mutating func keepUndescribed(_ range: Range<Int>, _ record: Span<UInt8>, path: String, blank: UInt8?) {
        let bytes = record.extracting(range)
        guard bytes.count > 0, blank.map({ !isUniform(bytes, $0) }) ?? true else { return }
        let fact = isUniform(bytes, bytes[0]) ? LayoutFact.pad(bytes[0]) : .raw
        facts.append(FieldFact(path: path, fact: fact, range: range))
    }

    @inline(never)
    private func add(_ problem: PictureProblem, _ step: CopybookStep, _ start: Int, _ findings: inout Findings) {
        findings.add(
            step.isAlternative ? .note : problem.severity,
            problem.code,
            at: place(of: start, path(step), program.items[step.item].memberName),
            problem.message
        )
    }

    @inline(never)
    private func addOutsideDomain(_ step: CopybookStep, _ start: Int, _ findings: inout Findings) {
        findings.add(
            .note,
            "copybook.value-outside-88",
            at: place(of: start, path(step), program.items[step.item].memberName),
            "The value is none of those that the field's condition names have."
        )
    }
}
