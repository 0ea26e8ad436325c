import Canonical

/// A layout of fixed records made ready for reading: names laid out, conditions in the file's own bytes.
struct FixedWidthPlan: Sendable {
    /// A kind of record; a class, as its fields are, so that inner loops count one reference and not many.
    final class Record: Sendable {
        let name: [UInt8]
        let conditions: [Condition]
        let fields: [Field]
        /// The length in bytes.
        let length: Int

        init(name: [UInt8], conditions: [Condition], fields: [Field], length: Int) {
            self.name = name
            self.conditions = conditions
            self.fields = fields
            self.length = length
        }
    }

    struct Condition: Sendable {
        let offset: Int
        let values: [[UInt8]]
    }

    final class Field: Sendable {
        let content: LayoutField
        let start: Int
        let width: Int
        let name: DocumentName
        let isMandatory: Bool
        let shortcut: Shortcut

        init(_ content: LayoutField, _ name: DocumentName, _ encoding: TextEncoding) {
            self.content = content
            self.name = name
            start = content.start
            width = content.width
            isMandatory = content.isMandatory
            shortcut = Shortcut(content, encoding)
        }
    }

    /// How a field can be read straight from the file's bytes where nothing is unusual in it.
    enum Shortcut: Sendable {
        case none
        /// Text on the left, blanks behind it.
        case text
        /// Text on the left, ideographic spaces (U+3000) behind it.
        case wideText
        /// One of some codes on the left, blanks behind it.
        case code([[UInt8]])
        /// Blanks, of which the document says nothing.
        case filler
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
                fields: kind.fields.map { Field($0, names.name($0.name), layout.encoding) },
                length: layout.recordLength ?? kind.fieldsEnd
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
    private static let ideographicSpace = Array("\u{3000}".utf8)

    fileprivate init(_ field: LayoutField, _ encoding: TextEncoding) {
        self = .none
        guard encoding.isASCIICompatible, field.null == nil else { return }
        switch field.kind {
        case .text where field.side == .left && field.pad == [0x20]: self = .text
        case .text where field.side == .left && field.pad == Self.ideographicSpace && !field.isMandatory:
            self = encoding.bytes("\u{3000}").count == 2 ? .wideText : .none
        case .code(let codes) where field.side == .left && field.pad == [0x20]:
            self = .code(codes.map { encoding.bytes($0) })
        case .filler where field.pad == [0x20]: self = .filler
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
