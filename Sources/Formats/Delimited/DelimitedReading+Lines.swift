import Canonical

extension DelimitedReading {
    /// Reads a comment line, which begins with a mark of some bytes.
    mutating func readComment(
        _ window: Span<UInt8>,
        from start: Int,
        isLast: Bool,
        _ findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard let found = lines.line(in: window, from: 0, isLast: isLast) else {
            try checkSize(window.count)
            return .more
        }
        try checkSize(found.length)
        noteLineEnd(found.end, at: found.length, &findings)
        builder.begin(.object)
        builder.text(columns.record, LayoutMembers.comment)
        let textStart = builder.bytes.count
        let text = window.extracting(start..<max(start, found.length))
        if layout.encoding.decodeKeeping(text, into: &builder.bytes) != nil {
            findings.add(.error, "layout.undecodable", at: place, UnusualDelimitedField.undecodable)
        }
        builder.text(columns.names.name(LayoutMembers.text), from: textStart)
        offset += found.consumed
        line += found.end == nil ? 0 : 1
        return .document(finishDocument(), consumed: found.consumed)
    }

    mutating func readEmptyLine(_ findings: inout Findings) -> Document {
        findings.add(.warning, "layout.empty-line", at: place, "The line is empty.")
        builder.begin(.object)
        builder.text(columns.record, LayoutMembers.empty)
        return finishDocument()
    }

    /// Notes a line end that is not the layout's.
    mutating func noteLineEnd(_ end: LineEnd?, at length: Int, _ findings: inout Findings) {
        guard let standard = layout.lineEnd, end != standard else { return }
        facts.lineEnd = end?.rawValue ?? RecordFacts.noLineEnd
        let place = Place(byteOffset: offset + length, line: line)
        guard end == nil else {
            findings.add(.warning, "layout.line-end", at: place, "The line does not end with \(standard.rawValue).")
            return
        }
        guard !layout.isLastLineEndOptional else { return }
        // RFC 4180 (rule 2) leaves the last line end to the sender; a layout says what a sender does.
        let severity: Finding.Severity = isOpen ? .warning : .error
        findings.add(severity, "layout.last-line-end", at: place, "The input ends without a line end.")
    }
}
