import Canonical

/// Runs a copybook's program over one record and makes its members.
///
/// The cursor moves over the record as the fields say; tables whose size a counter gives move what follows. Fields behind
/// the end of a shorter record are absent. What the values do not tell goes into ``facts``.
/// Never copied: that would cost more than to read a field.
struct RecordDecoder: ~Copyable {
    /// A layout fact with its place.
    struct FieldFact {
        var path: String
        var fact: LayoutFact
        var range: Range<Int>
    }

    struct Table {
        var remaining: Int
        var index: Int
        /// Where the table ends at its greatest size; -1 where it ends with its last element.
        var end: Int
    }

    let program: CopybookProgram
    let reader: FieldReader
    /// The facts of the record read last.
    var facts: [FieldFact] = []
    /// The end of the fields that the record read last has, which may be behind its own end.
    var furthest = 0
    /// The end of the fields that it lacks because it is shorter.
    var lackingEnd = 0
    /// Where the cursor of the record read last ended.
    var cursor = 0
    /// Whether the record read last ended before its fields did.
    var isShort = false
    /// Whether the record read last has bytes for which no rule has chosen an alternative.
    var isRegionUnread = false

    var limit = 0
    var tables: [Table] = []
    var regionStarts: [Int]
    var regionEnds: [Int]
    var watches: [Int]
    var scratch: [UInt8] = []
    var shortBefore: [Bool]
    var isAnyWhole: [Bool]
    /// The first byte's place in the input, for findings.
    var place = Place()

    init(_ program: CopybookProgram) {
        self.program = program
        reader = FieldReader(program.options, edited: program.edited)
        regionStarts = [Int](repeating: 0, count: program.regionCount)
        regionEnds = regionStarts
        shortBefore = [Bool](repeating: false, count: program.regionCount)
        isAnyWhole = shortBefore
        watches = [Int](repeating: -1, count: program.watched.count)
    }

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
        let ascii = reader.page.ascii
        var pc = 0
        while pc < steps.count {
            let step = steps[pc]
            pc += 1
            switch step.action {
            case .field: readField(step, record, ascii.span, into: &builder, &findings)
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
        isRegionUnread = false
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
    mutating func isBehindEnd(_ length: Int) -> Bool {
        guard cursor >= limit, length > 0, cursor > 0 || limit == 0 else { return false }
        isShort = true
        return true
    }

    // MARK: - Fields

    private mutating func readField(
        _ step: CopybookStep,
        _ record: Span<UInt8>,
        _ ascii: Span<UInt8>,
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
        let reading = reader.read(step, bytes, ascii: ascii, into: &builder.bytes)
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
}
