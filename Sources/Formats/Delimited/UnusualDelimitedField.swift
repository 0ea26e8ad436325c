import Canonical

/// Reads a field with all that may be unusual in it: quotes, escapes, blanks, bytes that are no characters, wrong values.
struct UnusualDelimitedField {
    private let encoding: TextEncoding
    private let quoting: DelimitedFieldText
    private var writer: FieldText
    /// What stands between the delimiters, in UTF-8.
    private var raw: [UInt8] = []
    /// What stands between the quotes, without escapes.
    private var text: [UInt8] = []
    private var made: [UInt8] = []

    static let undecodable = "Bytes are not in the file's encoding; they are kept as escapes."

    init(_ layout: Layout) {
        encoding = layout.encoding
        quoting = DelimitedFieldText(dialect: layout.dialect)
        writer = FieldText(encoding: layout.encoding, isComplete: false)
    }

    /// Appends the member of a field under a name, and its facts where it is not written as the layout says.
    mutating func read(
        _ window: Span<UInt8>,
        _ scanned: RowScanner.Field,
        _ field: LayoutField,
        _ name: DocumentName,
        _ position: DelimitedPosition,
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
            let text = "The quotes of the field are not balanced; it is kept as it stands."
            findings.add(.error, "layout.quote", at: place, text)
            return appendRaw(name, position, into: &builder, &facts)
        }
        let escaped = takeText(window, scanned)
        let start = builder.bytes.count
        let reading = field.read(text.span, isFixed: false, into: &builder.bytes)
        note(reading.problem, at: place, &findings)
        if builder.bytes.count == start, field.isMandatory { findings.noteEmptyMandatory(at: place) }
        let value = reading.isNull ? nil : builder.bytes.span.bytes(start..<builder.bytes.count)
        guard let own = self.facts(scanned, reading, escaped, field, position, value: value) else {
            builder.bytes.removeLast(builder.bytes.count - start)
            let text = "The field is escaped as no dialect does; it is kept as it stands."
            findings.add(.warning, "layout.quote", at: place, text)
            return appendRaw(name, position, into: &builder, &facts)
        }
        if reading.isNull { builder.null(name) } else { builder.text(name, from: start) }
        guard !own.isStandard else { return }
        facts.fields.append((position.key, own))
        findings.add(.note, "layout.quoting", at: place, "The field is not padded or quoted as the layout says.")
    }

    private func note(_ problem: FieldProblem?, at place: Place, _ findings: inout Findings) {
        guard let problem else { return }
        findings.add(problem == .decimals ? .warning : .error, problem.finding.code, at: place, problem.finding.message)
    }

    private func appendRaw(
        _ name: DocumentName,
        _ position: DelimitedPosition,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts
    ) {
        builder.text(name, raw.span)
        var own = FieldFacts()
        own.isRaw = true
        facts.fields.append((position.key, own))
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

    // MARK: - Facts

    /// The facts with which the writer makes the text in `raw` again; nil if there are none.
    private mutating func facts(
        _ scanned: RowScanner.Field,
        _ reading: FieldReading,
        _ escaped: [Int],
        _ field: LayoutField,
        _ position: DelimitedPosition,
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
        if makes(raw, facts, isQuoted: scanned.isQuoted, isFirst: position.isFirst) { return facts }
        facts.escaped = escaped
        return makes(raw, facts, isQuoted: scanned.isQuoted, isFirst: position.isFirst) ? facts : nil
    }

    private func blanks(_ scanned: RowScanner.Field) -> (before: [UInt8], after: [UInt8]) {
        let unit = encoding.unitWidth
        let before = (scanned.content.lowerBound - scanned.raw.lowerBound) / unit - 1
        let after = (scanned.raw.upperBound - scanned.content.upperBound) / unit - 1
        return ([UInt8](repeating: 0x20, count: max(0, before)), [UInt8](repeating: 0x20, count: max(0, after)))
    }

    private mutating func makes(_ raw: [UInt8], _ facts: FieldFacts, isQuoted: Bool, isFirst: Bool) -> Bool {
        made = facts.before
        let text = text
        quoting.append(text.span, isQuoted: isQuoted, isFirst: isFirst, escaped: facts.escaped, into: &made)
        made += facts.after
        return made == raw
    }
}
