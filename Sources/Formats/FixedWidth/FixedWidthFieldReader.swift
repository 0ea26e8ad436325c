import Canonical

/// Reads single fields of fixed width: the usual ones straight from the file's bytes, others with all that may be unusual.
struct FixedWidthFieldReader {
    private let encoding: TextEncoding
    private var writer: FieldText
    private var text: [UInt8] = []
    private var standard: [UInt8] = []
    private var standardBytes: [UInt8] = []

    static let undecodable = "Bytes are not in the layout's encoding; they are kept as escapes."

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
        writer = FieldText(encoding: encoding, isComplete: false)
    }

    /// Appends the members of a record's fields, and their facts where they are not written as the layout says.
    mutating func read(
        _ record: Span<UInt8>,
        _ kind: FixedWidthPlan.Record,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        for number in kind.fields.indices {
            let field = kind.fields[number]
            let end = min(field.start + field.width, record.count)
            guard field.start < end else { return }
            let bytes = record.extracting(field.start..<end)
            if case .filler = field.shortcut, bytes.blanksStart == 0 { continue }
            let start = builder.bytes.count
            if readShortcut(bytes, field.shortcut, kind, number, into: &builder.bytes) {
                builder.text(field.name, from: start)
                guard field.isMandatory, builder.bytes.count == start else { continue }
                noteMissing(kind.contents[number], place, &findings)
            } else {
                if builder.bytes.count > start { builder.bytes.removeLast(builder.bytes.count - start) }
                readSlowly(bytes, kind.contents[number], field.name, place, into: &builder, &facts, &findings)
            }
        }
    }

    @inline(__always)
    private func readShortcut(
        _ bytes: Span<UInt8>,
        _ shortcut: FixedWidthPlan.Shortcut,
        _ kind: FixedWidthPlan.Record,
        _ number: Int,
        into text: inout [UInt8]
    ) -> Bool {
        switch shortcut {
        case .none, .filler: return false
        case .text: return readText(bytes, into: &text)
        case .wideText: return readWideText(bytes, into: &text)
        case .code: return readCode(bytes, kind.codes[number], into: &text)
        case .digits(let form): return readDigits(bytes, form, into: &text)
        case .day(let form): return form.read(bytes, into: &text)
        case .date:
            guard case .date(let pattern) = kind.contents[number].kind else { return false }
            return pattern.read(bytes, into: &text)
        }
    }

    // MARK: - What is usual

    /// Text from the first byte on and blanks behind it; false if anything is unusual.
    @inline(__always)
    private func readText(_ bytes: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        let end = bytes.blanksStart
        guard end > 0 else { return true }
        guard bytes[0] != 0x20 else { return false }
        let start = text.count
        guard encoding.decode(bytes.extracting(0..<end), into: &text) == nil else { return false }
        let span = text.span
        return !span.hasIdeographicSpace(endingAt: start + 3, from: start)
            && !span.hasIdeographicSpace(endingAt: span.count, from: start)
    }

    /// Text and ideographic spaces behind it; false if anything is unusual.
    private func readWideText(_ bytes: Span<UInt8>, into text: inout [UInt8]) -> Bool {
        let start = text.count
        guard bytes[0] != 0x20, bytes[bytes.count - 1] != 0x20, encoding.decode(bytes, into: &text) == nil else {
            return false
        }
        var end = text.count
        while text.span.hasIdeographicSpace(endingAt: end, from: start) { end -= 3 }
        text.removeLast(text.count - end)
        guard end > start else { return true }
        return !text.span.hasIdeographicSpace(endingAt: start + 3, from: start) && text[text.count - 1] != 0x20
    }

    private func readCode(_ bytes: Span<UInt8>, _ codes: [[UInt8]], into text: inout [UInt8]) -> Bool {
        let end = bytes.blanksStart
        for code in codes where code.count == end && bytes.extracting(0..<end).equals(code.span) {
            return encoding.decode(bytes.extracting(0..<end), into: &text) == nil
        }
        return false
    }

    @inline(__always)
    private func readDigits(_ bytes: Span<UInt8>, _ form: NumberForm, into text: inout [UInt8]) -> Bool {
        var start = 0
        if bytes[0] == UInt8(ascii: "-"), form.sign == .leading, bytes.count > 1 {
            text.append(bytes[0])
            start = 1
        }
        for index in start..<bytes.count where !NumberForm.isDigit(bytes[index]) { return false }
        while start < bytes.count - 1, bytes[start] == UInt8(ascii: "0") { start += 1 }
        guard bytes.count - start <= NumberForm.digitsMax else { return false }
        form.appendImplied(bytes, start..<bytes.count, into: &text)
        return true
    }

    // MARK: - What may be unusual

    private mutating func readSlowly(
        _ bytes: Span<UInt8>,
        _ field: LayoutField,
        _ name: DocumentName,
        _ place: RecordPlace,
        into builder: inout DocumentBuilder,
        _ facts: inout RecordFacts,
        _ findings: inout Findings
    ) {
        text.removeAll(keepingCapacity: true)
        if let problem = encoding.decodeKeeping(bytes, into: &text) {
            let place = place.place(of: field, at: field.start + problem)
            findings.add(.error, "layout.undecodable", at: place, Self.undecodable)
        }
        let start = builder.bytes.count
        let reading = field.read(text.span, isFixed: true, into: &builder.bytes)
        if let finding = reading.problem?.finding {
            let severity: Finding.Severity = reading.problem == .decimals ? .warning : .error
            findings.add(severity, finding.code, at: place.place(of: field), finding.message)
        }
        let isEmpty = builder.bytes.count == start
        if field.isMandatory, isEmpty { noteMissing(field, place, &findings) }
        let value = reading.isNull ? nil : Array(builder.bytes[start...])
        let isStandard = isStandard(bytes, value, field, reading)
        if field.isFiller, isStandard, isEmpty { return }
        if reading.isNull { builder.null(name) } else { builder.text(name, from: start) }
        guard !isStandard else { return }
        facts.fields.append((Array(field.name.utf8), FieldFacts(of: text.span, reading)))
        findings.add(
            .note,
            "layout.padding",
            at: place.place(of: field),
            "The field is not padded as the layout says."
        )
    }

    /// Whether writing the value gives the bytes that were read.
    private mutating func isStandard(
        _ bytes: Span<UInt8>,
        _ value: [UInt8]?,
        _ field: LayoutField,
        _ reading: FieldReading
    ) -> Bool {
        if reading.problem?.isVerbatim ?? false { return false }
        standard.removeAll(keepingCapacity: true)
        standardBytes.removeAll(keepingCapacity: true)
        let outcome = writer.append(value, of: field, width: bytes.count, into: &standard)
        guard case .whole = outcome, encoding.encodeKeeping(standard, into: &standardBytes) == nil else { return false }
        return standardBytes.span.equals(bytes)
    }

    private func noteMissing(_ field: LayoutField, _ place: RecordPlace, _ findings: inout Findings) {
        findings.add(.error, "layout.mandatory", at: place.place(of: field), "The field is mandatory and is empty.")
    }
}

extension Span<UInt8> {
    /// Where the blanks at the end begin, which are looked for eight at a time.
    @inline(__always)
    fileprivate var blanksStart: Int {
        withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var end = bytes.count
            while end >= 8 {
                let word = UnsafeRawPointer(base + (end - 8)).loadUnaligned(as: UInt64.self)
                guard word == 0x2020_2020_2020_2020 else { break }
                end -= 8
            }
            while end > 0, base[end - 1] == 0x20 { end -= 1 }
            return end
        }
    }

    /// Whether U+3000, which is padding, ends at an offset in the text that begins at another.
    @inline(__always)
    fileprivate func hasIdeographicSpace(endingAt end: Int, from start: Int) -> Bool {
        guard end - start >= 3, end <= count else { return false }
        return self[end - 3] == 0xE3 && self[end - 2] == 0x80 && self[end - 1] == 0x80
    }
}
