import Canonical

/// Reads a layout file; its language is described in `schemas/layouts/README.md`.
struct LayoutParser {
    private var layout: Layout
    private var line = 0
    private var hasName = false
    /// The checks as written, with their line and field: resolved when all records are known.
    private var checks: [(line: Int, record: Int, field: String, text: String)] = []
    private var nextStart = 0

    private init(form: Layout.Form) {
        layout = Layout(name: "", form: form)
    }

    /// Reads the file.
    ///
    /// - Throws: `configuration.invalid` with the line of the first thing that is wrong.
    static func layout(from file: [UInt8], form: Layout.Form) throws(Fault) -> Layout {
        var parser = LayoutParser(form: form)
        do {
            return try parser.parse(String(decoding: file, as: UTF8.self))
        } catch let problem {
            throw Fault(
                .programmer,
                .configurationInvalid,
                stage: .setup,
                place: Place(line: parser.line),
                reason: "The layout cannot be used. \(problem.reason)",
                advice: "See schemas/layouts/README.md."
            )
        }
    }

    private mutating func parse(_ text: String) throws(LayoutProblem) -> Layout {
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            self.line += 1
            guard let words = LayoutToken.words(of: String(line)) else {
                throw LayoutProblem("A quote or an escape is not closed.")
            }
            if let first = words.first { try take(first.text, words.dropFirst()) }
        }
        return try finish()
    }

    private mutating func take(_ keyword: String, _ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        switch keyword {
        case "layout": try takeName(words)
        case "record": try takeRecord(words)
        case "field": try takeField(words)
        default: try takeSetting(keyword, words)
        }
    }

    private mutating func takeName(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard let name = words.first, words.count <= 2 else { throw LayoutProblem("It is `layout NAME \"summary\"`.") }
        layout.name = name.text
        layout.summary = words.dropFirst().first?.text ?? ""
        hasName = true
    }

    // MARK: - Settings of the whole file

    private mutating func takeSetting(_ keyword: String, _ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard layout.records.isEmpty else { throw LayoutProblem("`\(keyword)` must come before the first record.") }
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

    // MARK: - Records

    private mutating func takeRecord(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard let name = words.first, !name.isQuoted, !LayoutMembers.reservedRecords.contains(name.text),
            !layout.records.contains(where: { $0.name == name.text }), layout.records.count < Layout.recordsMax
        else {
            throw LayoutProblem(
                "A record has a name of its own, not \(LayoutMembers.reservedRecords.joined(separator: ", "))."
            )
        }
        if let last = layout.records.last, last.conditions.isEmpty {
            throw LayoutProblem("No record can follow one without `when`, which takes all that is left.")
        }
        var record = LayoutRecord(name: name.text)
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            switch word.text {
            case let text where word.isQuoted: record.summary = text
            case "when", "and": record.conditions.append(try condition(&rest))
            case "first": record.isFirst = true
            case "last": record.isLast = true
            case "once": record.isOnce = true
            default: throw LayoutProblem("A record does not take `\(word.text)`.")
            }
        }
        layout.records.append(record)
        nextStart = 0
    }

    /// `PLACE = VALUE|VALUE`.
    private func condition(
        _ rest: inout ArraySlice<LayoutToken>
    ) throws(LayoutProblem) -> LayoutRecord.Condition {
        guard let place = rest.popFirst()?.text, rest.popFirst()?.text == "=", let value = rest.popFirst()?.text else {
            throw LayoutProblem("It is `when PLACE = VALUE`, with blanks around the `=`.")
        }
        let values = value.split(separator: "|").map(String.init)
        guard !values.isEmpty else { throw LayoutProblem("A condition has a value.") }
        let number = try LayoutProblem.number(place, 1...Layout.recordBytesMax)
        return LayoutRecord.Condition(place: number - 1, values: values)
    }

    // MARK: - Fields

    private mutating func takeField(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard var record = layout.records.popLast() else {
            throw LayoutProblem("A field belongs to a record, and there is none yet.")
        }
        var words = words
        guard let name = words.popFirst()?.text, name.utf8.count <= 1_000, !LayoutMembers.reserved.contains(name),
            !record.fields.contains(where: { $0.name == name }), record.fields.count < Layout.fieldsMax
        else {
            throw LayoutProblem("A field has a name of its own, not \(LayoutMembers.reserved.joined(separator: ", ")).")
        }
        var field = LayoutField(name: name)
        if layout.form == .fixed { try takePlace(&words, of: &field) }
        var parser = LayoutFieldParser(form: layout.form, field: field)
        record.fields.append(try parser.field(words))
        if let check = parser.check { checks.append((line, layout.records.count, name, check)) }
        layout.records.append(record)
    }

    /// `START WIDTH`, where START counts from 1 and `+` is what follows the field before.
    private mutating func takePlace(
        _ words: inout ArraySlice<LayoutToken>,
        of field: inout LayoutField
    ) throws(LayoutProblem) {
        guard let start = words.popFirst()?.text, let width = words.popFirst()?.text else {
            throw LayoutProblem("It is `field NAME START WIDTH TYPE`.")
        }
        field.start = start == "+" ? nextStart : try LayoutProblem.number(start, 1...Layout.recordBytesMax) - 1
        field.width = try LayoutProblem.number(width, 1...Layout.recordBytesMax)
        let unit = layout.encoding.unitWidth
        guard field.start >= nextStart, field.start % unit == 0, field.width % unit == 0 else {
            throw LayoutProblem("Fields are in order, do not overlap, and hold whole units of the encoding.")
        }
        nextStart = field.start + field.width
        guard nextStart <= layout.recordLength ?? Layout.recordBytesMax else {
            throw LayoutProblem("The field ends behind the record.")
        }
    }

    // MARK: - The end

    private mutating func finish() throws(LayoutProblem) -> Layout {
        guard hasName, !layout.records.isEmpty, !layout.records.contains(where: \.fields.isEmpty) else {
            throw LayoutProblem("A layout has a name and at least one record, and a record at least one field.")
        }
        guard layout.lineEnd != nil || layout.form == .fixed && layout.recordLength != nil else {
            throw LayoutProblem("Records without line ends are fixed and have a `record-length`.")
        }
        try layout.dialect.check()
        if layout.form == .fixed {
            for index in layout.records.indices { layout.records[index].fillGaps(to: layout.recordLength) }
        }
        for (line, record, name, text) in checks {
            self.line = line
            let check = try ControlCheck(text, in: layout.records)
            for index in layout.records[record].fields.indices where layout.records[record].fields[index].name == name {
                layout.records[record].fields[index].check = check
            }
        }
        return layout
    }
}

extension LayoutRecord {
    /// Makes fields of the bytes between fields, which are blank unless a document says otherwise.
    fileprivate mutating func fillGaps(to length: Int?) {
        var filled: [LayoutField] = []
        var end = 0
        for start in fields.map(\.start) + [length ?? fieldsEnd] {
            if start > end {
                var gap = LayoutField(name: gapName(at: end + 1))
                gap.start = end
                gap.width = start - end
                gap.kind = .filler
                filled.append(gap)
            }
            guard let field = fields.first(where: { $0.start == start }) else { continue }
            filled.append(field)
            end = field.start + field.width
        }
        fields = filled
    }

    /// A name for the bytes from a column on that no field of the record has.
    private func gapName(at column: Int) -> String {
        var name = "bytes\(column)"
        while fields.contains(where: { $0.name == name }) { name += "_" }
        return name
    }
}
