import Canonical

/// Writes documents as rows of a delimited file.
struct DelimitedWriter: FormatWriter {
    let layout: Layout
    let isStrict: Bool
    var fields: LayoutFieldWriter
    var groups: RecordGroupsWriter
    var columns: DelimitedColumns
    var hasColumns: Bool
    var needsHeader: Bool
    var row: DelimitedRow
    private var isAtStart = true

    init(_ layout: Layout, _ mode: WriteMode) {
        self.layout = layout
        isStrict = mode == .strict
        fields = LayoutFieldWriter(layout, mode, isFixed: false)
        groups = RecordGroupsWriter(layout, isStrict: mode == .strict)
        columns = DelimitedColumns(layout)
        hasColumns = !layout.isOpen
        needsHeader = layout.dialect.hasHeader
        row = DelimitedRow(layout, isStrict: mode == .strict)
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        let start = output.count
        let before = self
        do {
            try append(document, &output, &findings)
        } catch let fault {
            output.removeLast(output.count - start)
            self = before
            throw fault
        }
        isAtStart = false
    }

    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        if !layout.isOpen { try groups.finish(&findings) }
    }

    private mutating func append(
        _ document: Document,
        _ output: inout [UInt8],
        _ findings: inout Findings
    ) throws(Fault) {
        let facts = isStrict ? RecordFacts() : RecordFacts(document)
        if isAtStart, facts.byteOrderMark ?? layout.hasByteOrderMark { output += layout.encoding.byteOrderMark }
        guard let name = document.root[LayoutMembers.record]?.text else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.record)", "A document names its kind of record.")
        }
        row.removeAll()
        switch name {
        case LayoutMembers.comment:
            try appendComment(document)
        case LayoutMembers.empty:
            guard !isStrict else {
                let place = Place(path: "/\(LayoutMembers.record)")
                return findings.add(.note, "layout.empty-line", at: place, "An empty line is left out.")
            }
        case LayoutMembers.header:
            try appendHeader(document, facts)
        default:
            try appendStandardHeader(document, facts, &output)
            try appendRecord(document, name, facts, &findings)
        }
        try encodeRow(facts, &output)
    }

    /// Appends the row and its line end to the output.
    mutating func encodeRow(_ facts: RecordFacts, _ output: inout [UInt8]) throws(Fault) {
        let problem =
            isStrict
            ? layout.encoding.encode(row.text, into: &output) : layout.encoding.encodeKeeping(row.text, into: &output)
        guard problem == nil else {
            throw LayoutFieldWriter.fault("", "The encoding \(layout.encoding.name) does not have all characters.")
        }
        guard facts.lineEnd != RecordFacts.noLineEnd else { return }
        let end = facts.lineEnd.flatMap { LineEnd(rawValue: $0) } ?? layout.lineEnd ?? .crlf
        _ = layout.encoding.encode(end.bytes.span, into: &output)
    }

    private mutating func appendComment(_ document: Document) throws(Fault) {
        guard let mark = layout.dialect.comment, let text = document.root[LayoutMembers.text]?.text,
            !text.utf8.contains(0x0A)
        else { throw LayoutFieldWriter.fault("/\(LayoutMembers.text)", "A comment is a text of one line.") }
        row.appendComment(mark, text)
    }
}
