import Canonical

extension DelimitedReading {
    /// Reads the row that was scanned: an empty line, a header line, or a record.
    mutating func readRow(_ window: Span<UInt8>, _ findings: inout Findings) throws(Fault) -> Document {
        noteLineEnd(row.end, at: row.length, &findings)
        if row.length == 0 { return readEmptyLine(&findings) }
        try checkFieldCount()
        if layout.dialect.hasHeader, let document = readHeader(window, &findings) { return document }
        if !hasColumns { use(DelimitedColumns.numbered(layout, count: row.fields.count)) }
        return readRecord(window, &findings)
    }

    private mutating func readRecord(_ window: Span<UInt8>, _ findings: inout Findings) -> Document {
        builder.begin(.object)
        guard let number = kindNumber(window) else {
            let text = "The row is none of the layout's records: no `when` fits its columns."
            findings.add(.error, "layout.record-unknown", at: place, text)
            builder.text(columns.record, LayoutMembers.unknown)
            appendExtra(window, from: 0, &findings)
            return finishDocument()
        }
        let kind = columns.kinds[number]
        let name = kind.name
        builder.text(columns.record, name.span)
        let count = kind.columns.count
        if row.fields.count != count { noteCount(count, &findings) }
        fields.read(window, row.fields, kind, rowPlace, into: &builder, &facts, &findings)
        if row.fields.count > count { appendExtra(window, from: count, &findings) }
        let document = finishDocument()
        if groups.isNeeded, !isOpen { take(document, number, kind, &findings) }
        return document
    }

    /// Has the order of records, counts and sums watched.
    private mutating func take(
        _ document: Document,
        _ number: Int,
        _ kind: DelimitedKind,
        _ findings: inout Findings
    ) {
        let (rowPlace, fields) = (rowPlace, row.fields)
        groups.take(
            document,
            record: number,
            at: place,
            place: { field in
                let column = kind.fieldNumbers.firstIndex(of: field) ?? 0
                let start = fields[min(column, fields.count - 1)].raw.lowerBound
                return rowPlace.place(of: kind.contents[column], at: start)
            },
            findings: &findings
        )
    }

    // MARK: - Kinds of record

    /// The first kind whose conditions hold.
    private func kindNumber(_ window: Span<UInt8>) -> Int? {
        for number in columns.kinds.indices where meets(window, columns.kinds[number]) { return number }
        return nil
    }

    @inline(__always)
    private func meets(_ window: Span<UInt8>, _ kind: DelimitedKind) -> Bool {
        for condition in kind.conditions {
            guard condition.column < row.fields.count else { return false }
            let field = row.fields[condition.column]
            guard field.isExact else {
                guard condition.texts.contains(text(window, field)) else { return false }
                continue
            }
            let content = window.extracting(field.content)
            var isMet = false
            for value in condition.values where content.equals(value.span) { isMet = true }
            guard isMet else { return false }
        }
        return true
    }

    // MARK: - What is other than the layout says

    private mutating func noteCount(_ standard: Int, _ findings: inout Findings) {
        if row.fields.count < standard { facts.columns = row.fields.count }
        let text = "The row has \(row.fields.count) fields where there are \(standard) columns."
        findings.add(.error, "layout.columns", at: place, text)
    }

    private mutating func appendExtra(_ window: Span<UInt8>, from first: Int, _ findings: inout Findings) {
        builder.begin(.list, columns.names.name(LayoutMembers.extra))
        let extra = LayoutField(name: LayoutMembers.extra)
        for number in first..<row.fields.count {
            let key = Array("\(LayoutMembers.extra).\(number - first)".utf8)
            let position = DelimitedPosition(isFirst: number == 0, isOnly: row.fields.count == 1, key: key)
            let field = row.fields[number]
            fields.readText(window, field, extra, position, rowPlace, into: &builder, &facts, &findings)
        }
        builder.end()
    }
}
