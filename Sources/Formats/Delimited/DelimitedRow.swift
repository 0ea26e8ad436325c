import Canonical

/// A row that is being written: its fields between delimiters, quoted and escaped as the facts or the layout say.
struct DelimitedRow {
    private let layout: Layout
    private let isStrict: Bool
    private let quoting: DelimitedFieldText
    /// Reads what is written, in UTF-8.
    private let scanner: RowScanner
    /// The row so far, in UTF-8.
    private(set) var text: [UInt8] = []

    init(_ layout: Layout, isStrict: Bool) {
        self.layout = layout
        self.isStrict = isStrict
        quoting = DelimitedFieldText(dialect: layout.dialect)
        var own = layout
        own.encoding = .utf8
        scanner = RowScanner(own)
    }

    /// Begins anew.
    mutating func removeAll() {
        text.removeAll(keepingCapacity: true)
    }

    /// Makes the row a comment.
    mutating func appendComment(_ mark: UInt8, _ comment: String) {
        text.append(mark)
        text += comment.utf8
    }

    /// Appends a field and the delimiter before it; `number` of `count` fields in the row.
    ///
    /// - Throws: `schema.violation` for a text that could not be read again.
    mutating func append(
        _ value: [UInt8],
        _ field: LayoutField,
        _ facts: FieldFacts?,
        number: Int,
        of count: Int
    ) throws(Fault) {
        if number > 0 { text.append(layout.dialect.delimiter) }
        if let facts, facts.isRaw {
            text += value
            return
        }
        let (isFirst, isOnly) = (number == 0, count == 1)
        let canStandAlone = canStandAlone(value.span, isFirst: isFirst, isOnly: isOnly)
        var isQuoted = quoting.isQuoted(value.span, of: field, isFirst: isFirst, isOnly: isOnly)
        let hasBackslash = layout.dialect.escape == .backslash
        if let wanted = facts?.isQuoted, wanted ? layout.dialect.quote != nil : canStandAlone || hasBackslash {
            isQuoted = wanted
        }
        guard isQuoted || canStandAlone || hasBackslash && !value.isEmpty else {
            throw LayoutFieldWriter.fault("/\(field.label)", "The value cannot be written without quotes.")
        }
        let escaped = escapes(value, facts, isQuoted: isQuoted, isFirst: isFirst)
        text += facts?.before ?? []
        quoting.append(value.span, isQuoted: isQuoted, isFirst: isFirst, escaped: escaped, into: &text)
        text += facts?.after ?? []
    }

    /// Whether a value is written, or in faithful mode only read again, without quotes.
    private func canStandAlone(_ value: Span<UInt8>, isFirst: Bool, isOnly: Bool) -> Bool {
        guard !isStrict else { return quoting.canStandAlone(value, isFirst: isFirst, isOnly: isOnly) }
        let isReturnOnly = layout.lineEnd == .cr
        return quoting.isReadableAlone(value, isFirst: isFirst, isOnly: isOnly, isReturnOnly: isReturnOnly)
    }

    /// The offsets to be escaped by the facts, if the value is read again with just those.
    private func escapes(_ value: [UInt8], _ facts: FieldFacts?, isQuoted: Bool, isFirst: Bool) -> [Int]? {
        guard let escaped = facts?.escaped, !value.isEmpty else { return nil }
        var raw: [UInt8] = []
        quoting.append(value.span, isQuoted: isQuoted, isFirst: isFirst, escaped: escaped, into: &raw)
        var row = RowScanner.Row()
        guard scanner.scan(raw.span, isLast: true, into: &row), row.fields.count == 1, row.end == nil,
            let field = row.fields.first, field.isQuoted == isQuoted, !field.isMalformed,
            !isFirst || raw.first != layout.dialect.comment
        else { return nil }
        var again: [UInt8] = []
        let found = quoting.unescape(raw[field.content].span, into: &again)
        return again == value && found == escaped ? escaped : nil
    }
}
