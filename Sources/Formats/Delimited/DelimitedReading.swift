import Canonical

/// What a reader of a delimited file knows: where it is, which columns there are, and the row that it is at.
struct DelimitedReading: ~Copyable {
    let layout: Layout
    let isOpen: Bool
    let lines: LineScanner
    private let scanner: RowScanner
    private let comment: [UInt8]
    var columns: DelimitedColumns
    var hasColumns: Bool
    var fields: DelimitedFieldReader
    var groups: RecordGroups
    var builder: DocumentBuilder
    var facts = RecordFacts()
    var row = RowScanner.Row()
    /// The names of the header line; none where there is none, or it has not been read.
    var header: [[UInt8]] = []
    /// The bytes of the first of them, if these are all that there is to it.
    var headerStart: [UInt8]?
    var mayHaveHeader: Bool
    var offset = 0
    var line = 1
    private var isAtStart = true

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

    var place: Place { Place(byteOffset: offset, line: line) }
    var rowPlace: RecordPlace { RecordPlace(offset: offset, line: line, hasLines: true) }

    /// Reads on; see ``FormatReader/read(_:isLast:findings:)``.
    mutating func read(_ window: Span<UInt8>, isLast: Bool, _ findings: inout Findings) throws(Fault) -> ReadStep {
        if isAtStart {
            guard window.count >= Layout.markBytesMax || isLast else { return .more }
            isAtStart = false
            offset = layout.takeByteOrderMark(window, &facts, &findings)
            if offset > 0 { return .skipped(consumed: offset) }
        }
        guard window.count > 0 else {
            guard isLast else { return .more }
            finish(&findings)
            return .end
        }
        if !comment.isEmpty {
            guard window.count >= comment.count || isLast else { return .more }
            if window.starts(with: comment) {
                return try readComment(window, from: comment.count, isLast: isLast, &findings)
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

    /// Ends the input: what a whole file has and this one lacks.
    private mutating func finish(_ findings: inout Findings) {
        guard !isOpen else { return }
        if mayHaveHeader {
            findings.add(.error, "layout.header", at: place, "The file ends before its header line.")
            mayHaveHeader = false
        }
        groups.finish(&findings)
    }

    func checkSize(_ count: Int) throws(Fault) {
        guard count > Layout.recordBytesMax else { return }
        throw limit(
            "A row has more than \(Layout.recordBytesMax) bytes.",
            advice: "Check the line end and the delimiter."
        )
    }

    func checkFieldCount() throws(Fault) {
        guard row.fields.count > Layout.fieldsMax else { return }
        throw limit("The row has more than \(Layout.fieldsMax) fields.", advice: "Check the delimiter.")
    }

    private func limit(_ reason: String, advice: String) -> Fault {
        Fault(.message, .formatLimit, stage: .decode, place: place, reason: reason, advice: advice)
    }

    /// Goes on with other columns.
    mutating func use(_ columns: DelimitedColumns) {
        self.columns = columns
        hasColumns = true
        builder = DocumentBuilder(names: columns.names, nodesUsual: 32, bytesUsual: 512)
    }

    mutating func finishDocument() -> Document {
        if !facts.isStandard { facts.append(to: &builder) }
        builder.end()
        return builder.finish()
    }
}
