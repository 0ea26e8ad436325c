import Canonical

/// Reads single fields of a row: plain texts straight from the file's bytes, others with all that may be unusual.
struct DelimitedFieldReader {
    /// Where a field stands in its row.
    struct Position {
        var isFirst: Bool
        var isOnly: Bool
        /// The key of the field's facts.
        var key: [UInt8]
    }

    private let encoding: TextEncoding
    private let isASCIICompatible: Bool
    private let quoting: DelimitedFieldText
    private var writer: FieldText
    private var raw: [UInt8] = []
    private var text: [UInt8] = []
    private var made: [UInt8] = []

    static let undecodable = "Bytes are not in the file's encoding; they are kept as escapes."

    init(_ layout: Layout) {
        encoding = layout.encoding
        isASCIICompatible = layout.encoding.isASCIICompatible
        quoting = DelimitedFieldText(dialect: layout.dialect)
        writer = FieldText(encoding: layout.encoding, isComplete: false)
    }

    /// Appends the members of a row's columns, and their facts where they are not written as the layout says.
    mutating func read(
        _ window: Span<UInt8>,
        _ scanned: [RowScanner.Field],
        _ columns: [DelimitedColumns.Column],
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        for number in 0..<min(columns.count, scanned.count) {
            let column = columns[number]
            let position = Position(isFirst: number == 0, isOnly: scanned.count == 1, key: column.key)
            read(
                window,
                scanned[number],
                column.content,
                column.name,
                position,
                place,
                into: &builder,
                &facts,
                &findings
            )
        }
    }

    /// Appends the member of a field under a name, and its facts where it is not written as the layout says.
    @inline(__always)
    mutating func read(
        _ window: Span<UInt8>,
        _ scanned: RowScanner.Field,
        _ field: LayoutField,
        _ name: DocumentName,
        _ position: Position,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        let start = builder.bytes.count
        if isPlain(scanned, field),
            readPlain(window.extracting(scanned.content), scanned, field, position, &builder.bytes)
        {
            builder.text(name, from: start)
            if field.isMandatory, builder.bytes.count == start { noteMissing(place.place(of: field), &findings) }
            return
        }
        builder.bytes.removeLast(builder.bytes.count - start)
        readSlowly(window, scanned, field, name, position, place, into: &builder, &facts, &findings)
    }

    /// Reads what is written as the layout has it; false if it is not.
    private func readPlain(
        _ content: Span<UInt8>,
        _ scanned: RowScanner.Field,
        _ field: LayoutField,
        _ position: Position,
        _ text: inout [UInt8]
    ) -> Bool {
        let start = text.count
        switch field.kind {
        case .text, .filler:
            guard encoding.decode(content, into: &text) == nil else { return false }
        case .number(let form):
            guard isASCIICompatible, form.readPlain(content, into: &text) else { return false }
        case .date(let pattern):
            guard isASCIICompatible, pattern.read(content, into: &text) else { return false }
        case .code(let codes):
            guard encoding.decode(content, into: &text) == nil,
                codes.contains(where: { text[start...].elementsEqual($0.utf8) })
            else { return false }
        }
        // What stands in the file, which for numbers and dates is not the value, decides about quotes.
        if field.isNumber || field.isDate { return isStandard(content, scanned, field, position) }
        let value = text[start...]
        return isStandard(value.span, scanned, field, position)
    }

    /// Whether the layout has the field in quotes just where it is.
    private func isStandard(
        _ text: Span<UInt8>,
        _ scanned: RowScanner.Field,
        _ field: LayoutField,
        _ position: Position
    ) -> Bool {
        let isQuoted = quoting.isQuoted(text, of: field, isFirst: position.isFirst, isOnly: position.isOnly)
        guard isQuoted == scanned.isQuoted else { return false }
        return isQuoted || quoting.canStandAlone(text, isFirst: position.isFirst, isOnly: position.isOnly)
    }

    /// Whether the bytes between quotes, or all of them, are the value.
    @inline(__always)
    private func isPlain(_ scanned: RowScanner.Field, _ field: LayoutField) -> Bool {
        guard !scanned.hasEscapes, !scanned.isMalformed, !field.isTrimmed, field.null == nil else { return false }
        let quotes = scanned.isQuoted ? 2 * encoding.unitWidth : 0
        return scanned.raw.count == scanned.content.count + quotes
    }

    private mutating func readSlowly(
        _ window: Span<UInt8>,
        _ scanned: RowScanner.Field,
        _ field: LayoutField,
        _ name: DocumentName,
        _ position: Position,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        let place = place.place(of: field, at: scanned.raw.lowerBound)
        raw.removeAll(keepingCapacity: true)
        if encoding.decodeKeeping(window.extracting(scanned.raw), into: &raw) != nil {
            findings.add(.error, "layout.undecodable", at: place, Self.undecodable)
        }
        guard !scanned.isMalformed else {
            findings.add(
                .error,
                "layout.quote",
                at: place,
                "The quotes of the field are not balanced; it is kept as it stands."
            )
            return appendRaw(name, position, into: &builder, &facts)
        }
        let escaped = takeText(window, scanned)
        let start = builder.bytes.count
        let reading = field.read(text.span, isFixed: false, into: &builder.bytes)
        if let finding = reading.problem?.finding {
            let severity: Finding.Severity = reading.problem == .decimals ? .warning : .error
            findings.add(severity, finding.code, at: place, finding.message)
        }
        if builder.bytes.count == start, field.isMandatory { noteMissing(place, &findings) }
        let own = self.facts(
            scanned,
            reading,
            escaped,
            field,
            position,
            value: reading.isNull ? nil : Array(builder.bytes[start...])
        )
        guard let own else {
            builder.bytes.removeLast(builder.bytes.count - start)
            findings.add(
                .warning,
                "layout.quote",
                at: place,
                "The field is escaped as no dialect does; it is kept as it stands."
            )
            return appendRaw(name, position, into: &builder, &facts)
        }
        if reading.isNull { builder.null(name) } else { builder.text(name, from: start) }
        guard !own.isStandard else { return }
        facts.fields.append((position.key, own))
        findings.add(.note, "layout.quoting", at: place, "The field is not padded or quoted as the layout says.")
    }

    /// Puts the text between the quotes into `text`; returns the offsets in it that a backslash stands before.
    private mutating func takeText(_ window: Span<UInt8>, _ scanned: RowScanner.Field) -> [Int] {
        text.removeAll(keepingCapacity: true)
        guard scanned.hasEscapes else {
            _ = encoding.decodeKeeping(window.extracting(scanned.content), into: &text)
            return []
        }
        made.removeAll(keepingCapacity: true)
        _ = encoding.decodeKeeping(window.extracting(scanned.content), into: &made)
        let content = made
        return quoting.unescape(content.span, into: &text)
    }

    /// The facts with which the writer makes the text in `raw` again; nil if there are none.
    private mutating func facts(
        _ scanned: RowScanner.Field,
        _ reading: FieldReading,
        _ escaped: [Int],
        _ field: LayoutField,
        _ position: Position,
        value: [UInt8]?
    ) -> FieldFacts? {
        var facts = FieldFacts()
        made.removeAll(keepingCapacity: true)
        let outcome = writer.append(value, of: field, width: nil, into: &made)
        if case .whole = outcome, made == text, !(reading.problem?.isVerbatim ?? false) {
        } else {
            facts = FieldFacts(of: text.span, reading)
        }
        let isQuoted = quoting.isQuoted(text.span, of: field, isFirst: position.isFirst, isOnly: position.isOnly)
        if isQuoted != scanned.isQuoted { facts.isQuoted = scanned.isQuoted }
        if scanned.isQuoted { (facts.before, facts.after) = blanks(scanned) }
        if makes(raw, facts, isQuoted: scanned.isQuoted) { return facts }
        facts.escaped = escaped
        return makes(raw, facts, isQuoted: scanned.isQuoted) ? facts : nil
    }

    private func blanks(_ scanned: RowScanner.Field) -> (before: [UInt8], after: [UInt8]) {
        let unit = encoding.unitWidth
        let before = (scanned.content.lowerBound - scanned.raw.lowerBound) / unit - 1
        let after = (scanned.raw.upperBound - scanned.content.upperBound) / unit - 1
        return ([UInt8](repeating: 0x20, count: max(0, before)), [UInt8](repeating: 0x20, count: max(0, after)))
    }

    private mutating func makes(_ raw: [UInt8], _ facts: FieldFacts, isQuoted: Bool) -> Bool {
        made = facts.before
        let text = text
        quoting.append(text.span, isQuoted: isQuoted, escaped: facts.escaped, into: &made)
        made += facts.after
        return made == raw
    }

    private func appendRaw(
        _ name: DocumentName,
        _ position: Position,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts
    ) {
        builder.text(name, raw.span)
        var own = FieldFacts()
        own.isRaw = true
        facts.fields.append((position.key, own))
    }

    private func noteMissing(_ place: Place, _ findings: inout Findings) {
        findings.add(.error, "layout.mandatory", at: place, "The field is mandatory and is empty.")
    }
}
