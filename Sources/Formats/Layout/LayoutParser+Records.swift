/// Records: their names, and how they are recognised.
extension LayoutParser {
    /// Reads `NAME when PLACE = VALUE and … first last once "summary"`.
    mutating func takeRecord(_ words: ArraySlice<LayoutToken>) throws(LayoutProblem) {
        guard let name = words.first, !name.isQuoted, !LayoutMembers.reservedRecords.contains(name.text),
            !layout.records.contains(where: { $0.name == name.text })
        else {
            let reserved = LayoutMembers.reservedRecords.joined(separator: ", ")
            throw LayoutProblem("A record has a name of its own, not \(reserved).")
        }
        guard layout.records.count < Layout.recordsMax else {
            throw LayoutProblem("There are at most \(Layout.recordsMax) kinds of record.")
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
        recordLines.append(line)
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

    /// Refuses conditions that no record could meet.
    func checkConditions(of record: LayoutRecord) throws(LayoutProblem) {
        for condition in record.conditions {
            let length = layout.form == .fixed ? layout.recordLength ?? record.fieldsEnd : record.fields.count
            for value in condition.values {
                var bytes: [UInt8] = []
                guard layout.encoding.encode(value.utf8.span, into: &bytes) == nil else {
                    throw LayoutProblem(
                        "The encoding \(layout.encoding.name) does not have the condition's characters."
                    )
                }
                guard condition.place + (layout.form == .fixed ? bytes.count : 1) <= length else {
                    let unit = layout.form == .fixed ? "bytes" : "columns"
                    throw LayoutProblem("The condition looks behind the record, which has \(length) \(unit).")
                }
            }
        }
    }
}

extension LayoutRecord {
    /// Makes fields of the bytes between fields, which are blank unless a document says otherwise.
    mutating func fillGaps(to length: Int?) {
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
