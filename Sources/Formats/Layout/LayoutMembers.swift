/// The members that documents of fixed width and delimited files have beside their fields.
enum LayoutMembers {
    static let record = "record"
    static let layout = "layout"
    /// What a record has behind its last field.
    static let rest = "rest"
    /// The fields of a row behind its last column.
    static let extra = "extra"
    /// The text of comments and of records of no known kind.
    static let text = "text"
    /// The names in a header line.
    static let names = "names"

    /// What no field may be called.
    static let reserved = [record, layout, rest, extra]

    /// Kinds of record that readers make themselves.
    static let header = "columnNames"
    static let comment = "comment"
    static let empty = "empty"
    static let unknown = "unknown"
    static let reservedRecords = [header, comment, empty, unknown]

    // Layout facts.
    static let fields = "fields"
    static let lineEnd = "lineEnd"
    static let length = "length"
    static let columns = "columns"
    static let byteOrderMark = "byteOrderMark"
    static let hasHeader = "header"

    // Layout facts of a field.
    static let leading = "leading"
    static let trailing = "trailing"
    static let grouped = "grouped"
    static let verbatim = "verbatim"
    static let quoted = "quoted"
    static let escaped = "escaped"
    static let before = "before"
    static let after = "after"
    static let raw = "raw"

    static let all = [
        record, layout, rest, extra, text, names, fields, lineEnd, length, columns, byteOrderMark, hasHeader, leading,
        trailing, grouped, verbatim, quoted, escaped, before, after, raw,
    ]
}
