import Canonical

/// A layout of fixed records made ready for reading: names laid out, conditions in the file's own bytes.
struct FixedWidthPlan: Sendable {
    /// A kind of record.
    final class Record: Sendable {
        let name: [UInt8]
        let conditions: [Condition]
        let fields: [Field]
        /// The fields as the layout has them, in the same order.
        let contents: [LayoutField]
        /// For each field its codes in the file's encoding.
        let codes: [[[UInt8]]]
        /// The length in bytes.
        let length: Int

        init(_ kind: LayoutRecord, _ layout: Layout, _ names: DocumentNames) {
            name = Array(kind.name.utf8)
            conditions = kind.conditions.map { condition in
                Condition(offset: condition.place, values: condition.values.map { layout.encoding.bytes($0) })
            }
            fields = kind.fields.map { Field($0, names.name($0.name), layout.encoding) }
            contents = kind.fields
            codes = kind.fields.map { field in
                guard case .code(let codes) = field.kind else { return [] }
                return codes.map { layout.encoding.bytes($0) }
            }
            length = layout.recordLength ?? kind.fieldsEnd
        }
    }

    struct Condition: Sendable {
        let offset: Int
        let values: [[UInt8]]
    }

    /// What is needed of a field to read it where nothing is unusual: plain numbers, no references.
    struct Field: Sendable {
        let start: Int
        let width: Int
        let name: DocumentName
        let isMandatory: Bool
        let shortcut: Shortcut

        init(_ content: LayoutField, _ name: DocumentName, _ encoding: TextEncoding) {
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
        case code
        /// Blanks, of which the document says nothing.
        case filler
        /// Digits with zeros before them, and perhaps a minus before all.
        case digits(NumberForm)
        /// A day with four digits for the year, without blanks around it.
        case day(DayForm)
        /// Another date or time without blanks around it.
        case date
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
        records = layout.records.map { Record($0, layout, names) }
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
        case .code where field.side == .left && field.pad == [0x20]: self = .code
        case .filler where field.pad == [0x20]: self = .filler
        case .number(let form) where form.mark == nil && field.side == .right && field.pad != [0x20]:
            if form.sign == .none || form.sign == .leading { self = .digits(form) }
        case .date(let pattern) where pattern.length == field.width:
            self = pattern.day.map { .day($0) } ?? .date
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
