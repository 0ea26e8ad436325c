import Canonical

/// Writes documents as rows of a delimited file.
struct DelimitedWriter: FormatWriter {
    private let layout: Layout
    private let isStrict: Bool
    private let quoting: DelimitedFieldText
    private var fields: LayoutFieldWriter
    private var groups: RecordGroupsWriter
    private var columns: DelimitedColumns
    private var hasColumns: Bool
    private var needsHeader: Bool
    private var isAtStart = true
    /// The row so far, in UTF-8.
    private var row: [UInt8] = []

    init(_ layout: Layout, _ mode: WriteMode) {
        self.layout = layout
        isStrict = mode == .strict
        quoting = DelimitedFieldText(dialect: layout.dialect)
        fields = LayoutFieldWriter(layout, mode, isFixed: false)
        groups = RecordGroupsWriter(layout, isStrict: mode == .strict)
        columns = DelimitedColumns(layout)
        hasColumns = !layout.isOpen
        needsHeader = layout.dialect.hasHeader
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
        row.removeAll(keepingCapacity: true)
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
            try appendRow(document, name, facts, &findings)
        }
        try encodeRow(facts, &output)
    }

    private mutating func encodeRow(_ facts: RecordFacts, _ output: inout [UInt8]) throws(Fault) {
        let problem =
            isStrict
            ? layout.encoding.encode(row, into: &output) : layout.encoding.encodeKeeping(row, into: &output)
        guard problem == nil else {
            throw LayoutFieldWriter.fault("", "The encoding \(layout.encoding.name) does not have all characters.")
        }
        guard facts.lineEnd != RecordFacts.noLineEnd else { return }
        let end = facts.lineEnd.flatMap { LineEnd(rawValue: $0) } ?? layout.lineEnd ?? .crlf
        _ = layout.encoding.encode(end.bytes.span, into: &output)
    }

    // MARK: - Lines that are no rows

    private mutating func appendComment(_ document: Document) throws(Fault) {
        guard let comment = layout.dialect.comment, let text = document.root[LayoutMembers.text]?.text,
            !text.utf8.contains(0x0A)
        else { throw LayoutFieldWriter.fault("/\(LayoutMembers.text)", "A comment is a text of one line.") }
        row.append(comment)
        row += text.utf8
    }

    private mutating func appendHeader(_ document: Document, _ facts: RecordFacts) throws(Fault) {
        guard layout.dialect.hasHeader, let list = document.root[LayoutMembers.names], list.kind == .list,
            list.count <= Layout.fieldsMax
        else { throw LayoutFieldWriter.fault("/\(LayoutMembers.names)", "The names of the columns are a list.") }
        var names: [String] = []
        for item in list.children {
            guard let name = item.text else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.names)", "A name is a text.")
            }
            names.append(name)
        }
        if needsHeader {
            columns = DelimitedColumns(layout, header: names)
            hasColumns = true
            needsHeader = false
        }
        try append(names, facts)
    }

    /// The header line that the layout has, where the documents do not bring one.
    private mutating func appendStandardHeader(
        _ document: Document,
        _ facts: RecordFacts,
        _ output: inout [UInt8]
    ) throws(Fault) {
        let own = document.root.children.map(\.name).filter { !LayoutMembers.reserved.contains($0) }
        if needsHeader, facts.hasHeader ?? true {
            let record = layout.records[layout.records.count - 1]
            let names = layout.isOpen ? own : record.fields.map { $0.title ?? $0.name }
            columns = DelimitedColumns(layout, header: names)
            try append(names, RecordFacts())
            try encodeRow(RecordFacts(), &output)
            row.removeAll(keepingCapacity: true)
        } else if !hasColumns {
            let count = facts.columns ?? own.count
            guard (0...Layout.fieldsMax).contains(count) else {
                throw LayoutFieldWriter.fault("/layout/columns", "There are from 0 to \(Layout.fieldsMax) columns.")
            }
            columns = DelimitedColumns.numbered(layout, count: count)
        }
        hasColumns = true
        needsHeader = false
    }

    private mutating func append(_ names: [String], _ facts: RecordFacts) throws(Fault) {
        let title = LayoutField(name: LayoutMembers.names)
        for (number, name) in names.enumerated() {
            let facts = facts.facts(of: String(number).utf8.span)
            try append(Array(name.utf8), title, facts, number: number, of: names.count)
        }
    }

    // MARK: - Rows

    private mutating func appendRow(
        _ document: Document,
        _ name: String,
        _ facts: RecordFacts,
        _ findings: inout Findings
    ) throws(Fault) {
        let extra = try extraFields(document)
        guard name != LayoutMembers.unknown || isStrict else {
            return try append(extra, facts, from: 0, of: extra.count)
        }
        guard let kind = layout.records.firstIndex(where: { $0.name == name }) else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.record)", "The layout has no record of that name.")
        }
        let own = columns.records[kind]
        try checkMembers(of: document, own)
        let computed = layout.isOpen ? [] : try groups.take(document, record: kind, &findings)
        let count = min(max(0, facts.columns ?? own.count), own.count)
        for number in 0..<count {
            let column = own[number]
            let fieldFacts = facts.facts(of: column.content.name.utf8.span)
            let text: [UInt8]
            if let fieldFacts, fieldFacts.isRaw, let raw = document.root[column.content.name]?.text {
                text = Array(raw.utf8)
            } else {
                let checked = computed.first { $0.field == column.field }?.value
                text = try fields.text(column.content, of: document, checked, fieldFacts, &findings)
            }
            try append(text, column.content, fieldFacts, number: number, of: count + extra.count)
        }
        guard extra.isEmpty || !isStrict else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.extra)", "Nothing can stand behind the last column.")
        }
        try append(extra, facts, from: count, of: count + extra.count)
    }

    private mutating func append(
        _ extra: [[UInt8]],
        _ facts: RecordFacts,
        from first: Int,
        of count: Int
    ) throws(Fault) {
        let field = LayoutField(name: LayoutMembers.extra)
        for (number, text) in extra.enumerated() {
            let facts = facts.facts(of: "\(LayoutMembers.extra).\(number)".utf8.span)
            try append(text, field, facts, number: first + number, of: count)
        }
    }

    private func extraFields(_ document: Document) throws(Fault) -> [[UInt8]] {
        guard let list = document.root[LayoutMembers.extra] else { return [] }
        var fields: [[UInt8]] = []
        for item in list.children {
            guard let text = item.text else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.extra)", "The fields behind the last column are texts.")
            }
            fields.append(Array(text.utf8))
        }
        return fields
    }

    /// Refuses members that no column has: they would be lost.
    ///
    /// The fault says which by number, since names of members may come from another file's header line.
    private func checkMembers(of document: Document, _ own: [DelimitedColumns.Column]) throws(Fault) {
        let members = document.root.children.map(\.name).filter { !LayoutMembers.reserved.contains($0) }
        for (number, name) in members.enumerated() where !own.contains(where: { $0.content.name == name }) {
            throw LayoutFieldWriter.fault(
                "/",
                "There is no column for member \(number + 1) of the document, counted without \(Self.uncounted)."
            )
        }
    }

    private static let uncounted = LayoutMembers.reserved.joined(separator: ", ")

    /// Appends a field and the delimiter before it.
    private mutating func append(
        _ text: [UInt8],
        _ field: LayoutField,
        _ facts: FieldFacts?,
        number: Int,
        of count: Int
    ) throws(Fault) {
        if number > 0 { row.append(layout.dialect.delimiter) }
        if let facts, facts.isRaw {
            row += text
            return
        }
        let isOnly = count == 1
        var isQuoted = quoting.isQuoted(text.span, of: field, isFirst: number == 0, isOnly: isOnly)
        let canStandAlone =
            isStrict
            ? quoting.canStandAlone(text.span, isFirst: number == 0, isOnly: isOnly)
            : quoting.isReadableAlone(
                text.span,
                isFirst: number == 0,
                isOnly: isOnly,
                isReturnOnly: layout.lineEnd == .cr
            )
        if let wanted = facts?.isQuoted,
            wanted ? layout.dialect.quote != nil : canStandAlone || layout.dialect.escape == .backslash
        {
            isQuoted = wanted
        }
        guard isQuoted || canStandAlone || layout.dialect.escape == .backslash && !text.isEmpty else {
            throw LayoutFieldWriter.fault("/\(field.label)", "The value cannot be written without quotes.")
        }
        row += facts?.before ?? []
        quoting.append(text.span, isQuoted: isQuoted, escaped: escapes(text, facts, isQuoted: isQuoted), into: &row)
        row += facts?.after ?? []
    }

    /// The offsets to be escaped by the facts, if all that needs an escape is among them.
    private func escapes(_ text: [UInt8], _ facts: FieldFacts?, isQuoted: Bool) -> [Int]? {
        guard let escaped = facts?.escaped else { return nil }
        var raw: [UInt8] = []
        quoting.append(text.span, isQuoted: isQuoted, escaped: escaped, into: &raw)
        var again: [UInt8] = []
        let content = isQuoted ? raw[1..<(raw.count - 1)] : raw[...]
        let found = quoting.unescape(content.span, into: &again)
        return again == text && found == escaped ? escaped : nil
    }
}
