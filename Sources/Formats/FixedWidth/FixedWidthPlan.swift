import Canonical

/// A layout of fixed records made ready for reading: names laid out, conditions in the file's own bytes.
struct FixedWidthPlan: Sendable {
    /// A kind of record.
    struct Record: Sendable {
        let name: [UInt8]
        let conditions: [Condition]
        let fields: [Field]
        /// The length in bytes.
        let length: Int
        let isFirst: Bool
        let isLast: Bool
        let isOnce: Bool
    }

    struct Condition: Sendable {
        let offset: Int
        let values: [[UInt8]]
    }

    struct Field: Sendable {
        let content: LayoutField
        let name: DocumentName
        let shortcut: Shortcut
    }

    /// How a field can be read straight from the file's bytes where nothing is unusual in it.
    enum Shortcut: Sendable {
        case none
        /// Text on the left, blanks behind it.
        case text
        /// Digits with zeros before them, and perhaps a minus before all.
        case digits(NumberForm)
        /// A date without blanks around it.
        case date(DatePattern)
    }

    let layout: Layout
    let names: DocumentNames
    let records: [Record]
    /// The members that every document may have.
    let record: DocumentName
    let text: DocumentName
    let rest: DocumentName

    init(_ layout: Layout) {
        self.layout = layout
        let names = DocumentNames(LayoutMembers.all + layout.records.flatMap { $0.fields.map(\.name) })
        self.names = names
        record = names.name(LayoutMembers.record)
        text = names.name(LayoutMembers.text)
        rest = names.name(LayoutMembers.rest)
        records = layout.records.map { kind in
            Record(
                name: Array(kind.name.utf8),
                conditions: kind.conditions.map { condition in
                    Condition(offset: condition.place, values: condition.values.map { layout.encoding.bytes($0) })
                },
                fields: kind.fields.map { field in
                    Field(
                        content: field,
                        name: names.name(field.name),
                        shortcut: Shortcut(field, layout.encoding)
                    )
                },
                length: layout.recordLength ?? kind.fieldsEnd,
                isFirst: kind.isFirst,
                isLast: kind.isLast,
                isOnce: kind.isOnce
            )
        }
    }

    /// The kind of a record: the first whose conditions hold.
    @inline(__always)
    func kind(of record: Span<UInt8>) -> Int? {
        for index in records.indices where matches(record, records[index].conditions) { return index }
        return nil
    }

    private func matches(_ record: Span<UInt8>, _ conditions: [Condition]) -> Bool {
        for condition in conditions {
            var isMet = false
            for value in condition.values {
                let end = condition.offset + value.count
                guard end <= record.count, record.extracting(condition.offset..<end).equals(value.span) else {
                    continue
                }
                isMet = true
            }
            guard isMet else { return false }
        }
        return true
    }
}

extension FixedWidthPlan.Shortcut {
    fileprivate init(_ field: LayoutField, _ encoding: TextEncoding) {
        self = .none
        guard encoding.isASCIICompatible, field.null == nil else { return }
        switch field.kind {
        case .text where field.side == .left && field.pad == [0x20]: self = .text
        case .number(let form) where form.mark == nil && field.side == .right && field.pad != [0x20]:
            if form.sign == .none || form.sign == .leading { self = .digits(form) }
        case .date(let pattern) where pattern.length == field.width: self = .date(pattern)
        default: break
        }
    }
}

extension TextEncoding {
    /// The bytes of a text; characters that the encoding does not have are left out.
    func bytes(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        _ = encodeKeeping(text.utf8.span, into: &bytes)
        return bytes
    }
}
