import Canonical

/// Settings of the whole file.
extension LayoutParser {
    /// Reads `KEYWORD VALUE`.
    mutating func takeSetting(_ keyword: String, _ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard layout.records.isEmpty else {
            throw LayoutProblem("A line begins with `record` or `field` here; `\(keyword)` stands before all records.")
        }
        guard words.count == 1, let value = words.first?.text else {
            throw LayoutProblem("`\(keyword)` takes one value.")
        }
        switch keyword {
        case "form":
            guard value == layout.form.rawValue else {
                throw LayoutProblem("It is for the format `\(value)`, not for `\(layout.form.rawValue)`.")
            }
        case "encoding":
            guard let encoding = TextEncoding(named: value) else {
                throw LayoutProblem("The encodings are \(TextEncoding.names.joined(separator: ", ")).")
            }
            layout.encoding = encoding
        case "line-end": layout.lineEnd = value == "none" ? nil : try LayoutProblem.code(value) as LineEnd
        case "record-length": layout.recordLength = try LayoutProblem.number(value, 1...Layout.recordBytesMax)
        case "last-line-end":
            layout.isLastLineEndOptional = try LayoutProblem.choice(value, ["optional": true, "required": false])
        case "byte-order-mark":
            layout.hasByteOrderMark = try LayoutProblem.choice(value, ["yes": true, "no": false])
        default:
            guard layout.form == .delimited, try layout.dialect.set(keyword, value) else {
                throw LayoutProblem("There is no `\(keyword)` in a layout of the form \(layout.form.rawValue).")
            }
        }
    }

    /// Refuses settings that do not go together.
    func checkSettings() throws(LayoutProblem) {
        guard layout.lineEnd != nil || layout.form == .fixed && layout.recordLength != nil else {
            throw LayoutProblem("Records without line ends are fixed and have a `record-length`.")
        }
        guard !layout.hasByteOrderMark || !layout.encoding.byteOrderMark.isEmpty else {
            throw LayoutProblem("The encoding \(layout.encoding.name) has no byte order mark.")
        }
        let unit = layout.encoding.unitWidth
        guard (layout.recordLength ?? 0) % unit == 0 else {
            throw LayoutProblem("In \(layout.encoding.name) a `record-length` is a multiple of \(unit) bytes.")
        }
        try layout.dialect.check()
    }
}
