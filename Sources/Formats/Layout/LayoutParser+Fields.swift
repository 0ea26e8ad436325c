/// Fields: their names, places and types.
extension LayoutParser {
    /// Reads `NAME START WIDTH TYPE …`, or `NAME TYPE …` in delimited layouts.
    mutating func takeField(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard var record = layout.records.popLast() else {
            throw LayoutProblem("A field belongs to a record, and there is none yet.")
        }
        var words = words
        guard let name = words.popFirst()?.text, name.utf8.count <= LayoutField.nameBytesMax,
            !LayoutMembers.reserved.contains(name), !record.fields.contains(where: { $0.name == name })
        else {
            let reserved = LayoutMembers.reserved.joined(separator: ", ")
            throw LayoutProblem("A field has a name of its own within the record, not \(reserved).")
        }
        guard record.fields.count < Layout.fieldsMax else {
            throw LayoutProblem("A record has at most \(Layout.fieldsMax) fields.")
        }
        var field = LayoutField(name: name)
        if layout.form == .fixed { try takePlace(&words, of: &field) }
        var parser = LayoutFieldParser(form: layout.form, field: field)
        field = try parser.field(words)
        try checkTexts(of: field)
        record.fields.append(field)
        if let check = parser.check {
            guard field.isNumber || field.isText else { throw LayoutProblem("Only numbers and texts are checked.") }
            checks.append(Check(line: line, record: layout.records.count, field: name, text: check))
        }
        layout.records.append(record)
    }

    /// `START WIDTH`, where START counts from 1 and `+` is what follows the field before.
    private mutating func takePlace(
        _ words: inout ArraySlice<LayoutToken>,
        of field: inout LayoutField
    ) throws(LayoutProblem) {
        guard let start = words.popFirst()?.text, let width = words.popFirst()?.text,
            start == "+" || Int(start) != nil, Int(width) != nil
        else {
            throw LayoutProblem("It is `field NAME START WIDTH TYPE`; START is a number from 1, or + .")
        }
        field.start = start == "+" ? nextStart : try LayoutProblem.number(start, 1...Layout.recordBytesMax) - 1
        field.width = try LayoutProblem.number(width, 1...Layout.recordBytesMax)
        guard field.start >= nextStart else {
            throw LayoutProblem(
                "Fields are in order and do not overlap: the one before ends at byte \(nextStart), this begins at "
                    + "\(field.start + 1)."
            )
        }
        let unit = layout.encoding.unitWidth
        guard field.start % unit == 0, field.width % unit == 0 else {
            throw LayoutProblem(
                "In \(layout.encoding.name) characters have \(unit) bytes: a START is odd, and a WIDTH is even."
            )
        }
        nextStart = field.start + field.width
        let length = layout.recordLength ?? Layout.recordBytesMax
        guard nextStart <= length else {
            throw LayoutProblem("The field ends at byte \(nextStart), behind the record, which has \(length) bytes.")
        }
    }

    /// Refuses what the layout itself could not write: codes, defaults, nulls and pads that do not fit the field.
    private func checkTexts(of field: LayoutField) throws(LayoutProblem) {
        var texts = [field.pad]
        if case .code(let codes) = field.kind { texts += codes.map { Array($0.utf8) } }
        if let null = field.null { texts.append(null) }
        for text in texts {
            var bytes: [UInt8] = []
            guard layout.encoding.encode(text, into: &bytes) == nil else {
                throw LayoutProblem(
                    "The encoding \(layout.encoding.name) does not have the characters of the field's texts."
                )
            }
            guard layout.form == .delimited || text == field.pad || bytes.count <= field.width else {
                throw LayoutProblem("A code or null takes \(bytes.count) bytes, and the field has \(field.width).")
            }
        }
        guard let standard = field.standard else { return }
        var writer = FieldText(encoding: layout.encoding, isComplete: false)
        var text: [UInt8] = []
        let width = layout.form == .fixed ? field.width : nil
        guard case .whole = writer.append(standard, of: field, width: width, into: &text) else {
            throw LayoutProblem("The field cannot hold its default.")
        }
    }
}
