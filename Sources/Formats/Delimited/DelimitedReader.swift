import Canonical

/// Reads the rows of a delimited file one by one.
///
/// A class, since the buffers that it uses again for each row have one owner.
final class DelimitedReader: FormatReader {
    private let layout: Layout
    private let isOpen: Bool
    private let scanner: RowScanner
    private let lines: LineScanner
    private var columns: DelimitedColumns
    private var hasColumns: Bool
    private var fields: DelimitedFieldReader
    private var groups: RecordGroups
    private var builder: DocumentBuilder
    private var facts = RecordFacts()
    private var row = RowScanner.Row()
    private var headerNames: [String] = []
    private let comment: [UInt8]
    private var offset = 0
    private var line = 1
    private var isAtStart = true
    private var mayHaveHeader: Bool

    init(_ layout: Layout) {
        self.layout = layout
        isOpen = layout.isOpen
        scanner = RowScanner(layout)
        lines = LineScanner(layout)
        columns = DelimitedColumns(layout)
        hasColumns = !layout.isOpen
        fields = DelimitedFieldReader(layout)
        groups = RecordGroups(layout)
        builder = DocumentBuilder(names: columns.names, nodesUsual: 32, bytesUsual: 512)
        comment = layout.dialect.comment.map { layout.encoding.bytes(String(UnicodeScalar($0))) } ?? []
        mayHaveHeader = layout.dialect.hasHeader
    }

    func read(_ window: Span<UInt8>, isLast: Bool, findings: inout Findings) throws(Fault) -> ReadStep {
        if isAtStart {
            let mark = layout.encoding.byteOrderMark
            guard window.count >= mark.count || isLast else { return .more }
            isAtStart = false
            if takeMark(window, mark, &findings) { return .skipped(consumed: mark.count) }
        }
        guard window.count > 0 else {
            guard isLast else { return .more }
            if !isOpen { groups.finish(&findings) }
            return .end
        }
        let comment = comment
        if !comment.isEmpty {
            guard window.count >= comment.count || isLast else { return .more }
            if window.count >= comment.count, window.extracting(0..<comment.count).equals(comment.span) {
                return try readComment(window, isLast: isLast, &findings)
            }
        }
        guard scanner.scan(window, isLast: isLast, into: &row) else {
            try checkSize(window.count)
            return .more
        }
        try checkSize(row.length)
        let document = try readRow(window, &findings)
        offset += row.consumed
        line += row.lines
        return .document(document, consumed: row.consumed)
    }

    private func takeMark(_ window: Span<UInt8>, _ mark: [UInt8], _ findings: inout Findings) -> Bool {
        let hasMark = !mark.isEmpty && window.count >= mark.count && window.extracting(0..<mark.count).equals(mark.span)
        if hasMark != layout.hasByteOrderMark {
            facts.byteOrderMark = hasMark
            let text = "The file begins with a byte order mark, or lacks it, other than the layout says."
            findings.add(.note, "layout.byte-order-mark", at: Place(byteOffset: 0), text)
        }
        if hasMark { offset = mark.count }
        return hasMark
    }

    private func checkSize(_ count: Int) throws(Fault) {
        guard count > Layout.recordBytesMax else { return }
        throw Fault(
            .message,
            .formatLimit,
            stage: .decode,
            place: Place(byteOffset: offset, line: line),
            reason: "A row has more than \(Layout.recordBytesMax) bytes.",
            advice: "Check the line end and the delimiter."
        )
    }

    private var place: Place { Place(byteOffset: offset, line: line) }
    private var rowPlace: RecordPlace { RecordPlace(offset: offset, line: line, hasLines: true) }

    // MARK: - Lines that are no rows

    private func readComment(
        _ window: Span<UInt8>,
        isLast: Bool,
        _ findings: inout Findings
    ) throws(Fault) -> ReadStep {
        guard let found = lines.line(in: window, from: 0, isLast: isLast) else {
            try checkSize(window.count)
            return .more
        }
        noteLineEnd(found.end, at: found.length, &findings)
        builder.begin(.object)
        builder.text(columns.record, LayoutMembers.comment)
        let start = builder.bytes.count
        let text = window.extracting(comment.count..<max(comment.count, found.length))
        if layout.encoding.decodeKeeping(text, into: &builder.bytes) != nil {
            findings.add(.error, "layout.undecodable", at: place, DelimitedFieldReader.undecodable)
        }
        builder.text(columns.names.name(LayoutMembers.text), from: start)
        offset += found.consumed
        line += found.end == nil ? 0 : 1
        return .document(finishDocument(), consumed: found.consumed)
    }

    private func readRow(_ window: Span<UInt8>, _ findings: inout Findings) throws(Fault) -> Document {
        noteLineEnd(row.end, at: row.length, &findings)
        if row.length == 0 {
            findings.add(.warning, "layout.empty-line", at: place, "The line is empty.")
            builder.begin(.object)
            builder.text(columns.record, LayoutMembers.empty)
            return finishDocument()
        }
        if layout.dialect.hasHeader, let document = try readHeader(window, &findings) { return document }
        if !hasColumns {
            guard row.fields.count <= Layout.fieldsMax else {
                throw Fault(
                    .message,
                    .formatLimit,
                    stage: .decode,
                    place: place,
                    reason: "The row has more than \(Layout.fieldsMax) fields."
                )
            }
            use(DelimitedColumns.numbered(layout, count: row.fields.count))
        }
        return readFields(window, &findings)
    }

    private func noteLineEnd(_ end: LineEnd?, at length: Int, _ findings: inout Findings) {
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

    // MARK: - The header line

    /// Reads the row as a header line; nil if it is none.
    private func readHeader(_ window: Span<UInt8>, _ findings: inout Findings) throws(Fault) -> Document? {
        guard mayHaveHeader || isRepeatedHeader(window) else { return nil }
        guard row.fields.count <= Layout.fieldsMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .decode,
                place: place,
                reason: "The header line has more than \(Layout.fieldsMax) names."
            )
        }
        var names: [String] = []
        for field in row.fields { names.append(name(window, field)) }
        let isFirst = mayHaveHeader
        mayHaveHeader = false
        let found = DelimitedColumns(layout, header: names)
        guard isOpen || found.isMatching else {
            facts.hasHeader = false
            findings.add(.error, "layout.header", at: place, "The first line does not have the names of the columns.")
            return nil
        }
        if isFirst {
            use(found)
            headerNames = names
            noteHeader(found, &findings)
        }
        builder.begin(.object)
        builder.text(columns.record, LayoutMembers.header)
        builder.begin(.list, columns.names.name(LayoutMembers.names))
        let title = LayoutField(name: LayoutMembers.names)
        for (number, field) in row.fields.enumerated() {
            let position = position(number, key: Array(String(number).utf8))
            fields.read(window, field, title, .none, position, rowPlace, into: &builder, &facts, &findings)
        }
        builder.end()
        return finishDocument()
    }

    private func noteHeader(_ found: DelimitedColumns, _ findings: inout Findings) {
        guard !isOpen else { return }
        for number in found.unknown {
            let place = Place(
                byteOffset: offset + row.fields[number].raw.lowerBound,
                line: line,
                path: "/names/\(number)"
            )
            findings.add(.warning, "layout.header", at: place, "The layout has no column of that name.")
        }
        for title in found.missing {
            findings.add(.error, "layout.header", at: place, "The header line lacks the column \(title).")
        }
    }

    /// Whether the row repeats the header line, as in files that were put together.
    private func isRepeatedHeader(_ window: Span<UInt8>) -> Bool {
        guard let first = headerNames.first, row.fields.count == headerNames.count, headerNames.count > 1,
            name(window, row.fields[0]) == first
        else { return false }
        for number in headerNames.indices where name(window, row.fields[number]) != headerNames[number] { return false }
        return true
    }

    private func name(_ window: Span<UInt8>, _ field: RowScanner.Field) -> String {
        String(decoding: text(window, field), as: UTF8.self)
    }

    /// The text of a field without its quotes.
    private func text(_ window: Span<UInt8>, _ field: RowScanner.Field) -> [UInt8] {
        var content: [UInt8] = []
        let range = field.isMalformed ? field.raw : field.content
        _ = layout.encoding.decodeKeeping(window.extracting(range), into: &content)
        guard field.hasEscapes, !field.isMalformed else { return content }
        var text: [UInt8] = []
        _ = DelimitedFieldText(dialect: layout.dialect).unescape(content.span, into: &text)
        return text
    }

    private func use(_ columns: DelimitedColumns) {
        self.columns = columns
        hasColumns = true
        builder = DocumentBuilder(names: columns.names, nodesUsual: 32, bytesUsual: 512)
    }

    // MARK: - Rows

    private func readFields(_ window: Span<UInt8>, _ findings: inout Findings) -> Document {
        builder.begin(.object)
        guard let kind = kind(window) else {
            findings.add(.error, "layout.record-unknown", at: place, "The layout has no such record.")
            builder.text(columns.record, LayoutMembers.unknown)
            appendExtra(window, from: 0, &findings)
            return finishDocument()
        }
        let name = columns.kinds[kind]
        builder.text(columns.record, name.span)
        let own = columns.records[kind]
        noteCount(own.count, &findings)
        fields.read(window, row.fields, own, rowPlace, into: &builder, &facts, &findings)
        if row.fields.count > own.count { appendExtra(window, from: own.count, &findings) }
        let document = finishDocument()
        guard !isOpen else { return document }
        groups.take(
            document,
            record: kind,
            at: place,
            place: { field in
                let number = own.firstIndex { $0.field == field } ?? 0
                let start = row.fields[min(number, row.fields.count - 1)].raw.lowerBound
                return rowPlace.place(of: own[number].content, at: start)
            },
            findings: &findings
        )
        return document
    }

    private func position(_ number: Int, key: [UInt8]) -> DelimitedFieldReader.Position {
        DelimitedFieldReader.Position(isFirst: number == 0, isOnly: row.fields.count == 1, key: key)
    }

    private func kind(_ window: Span<UInt8>) -> Int? {
        for index in layout.records.indices where meets(window, layout.records[index].conditions) { return index }
        return nil
    }

    private func meets(_ window: Span<UInt8>, _ conditions: [LayoutRecord.Condition]) -> Bool {
        for condition in conditions {
            guard condition.place < row.fields.count else { return false }
            let text = text(window, row.fields[condition.place])
            guard condition.values.contains(where: { text.elementsEqual($0.utf8) }) else { return false }
        }
        return true
    }

    private func noteCount(_ standard: Int, _ findings: inout Findings) {
        guard row.fields.count != standard else { return }
        if row.fields.count < standard { facts.columns = row.fields.count }
        let text = "The row has \(row.fields.count) fields where there are \(standard) columns."
        findings.add(.error, "layout.columns", at: place, text)
    }

    private func appendExtra(_ window: Span<UInt8>, from first: Int, _ findings: inout Findings) {
        builder.begin(.list, columns.names.name(LayoutMembers.extra))
        let extra = LayoutField(name: LayoutMembers.extra)
        for number in first..<row.fields.count {
            let position = position(number, key: Array("\(LayoutMembers.extra).\(number - first)".utf8))
            fields.read(window, row.fields[number], extra, .none, position, rowPlace, into: &builder, &facts, &findings)
        }
        builder.end()
    }

    private func finishDocument() -> Document {
        if !facts.isStandard { facts.append(to: &builder) }
        builder.end()
        return builder.finish()
    }
}
