import Canonical

/// A kind of record of a delimited file made ready for reading: its columns in the order of the file.
final class DelimitedKind: Sendable {
    /// The kind's name, which is the member `record` of its documents.
    let name: [UInt8]
    let conditions: [Condition]
    let columns: [Column]
    /// The columns' fields: those of the layout, and texts for columns that it does not have.
    let contents: [LayoutField]
    /// For each column the key of its facts.
    let keys: [[UInt8]]
    /// For each column its codes in the file's encoding.
    let codes: [[[UInt8]]]
    /// For each column its number among the fields of the layout's record; nil if that does not have it.
    let fieldNumbers: [Int?]

    /// What a column holds in records of the kind.
    struct Condition: Sendable {
        let column: Int
        /// The texts of which one stands there, in UTF-8 and in the file's encoding.
        let texts: [[UInt8]]
        let values: [[UInt8]]
    }

    /// What is needed of a column to read it where nothing is unusual: plain numbers, no references.
    struct Column: Sendable {
        let name: DocumentName
        let isMandatory: Bool
        /// Whether null is what is read where nothing stands in the column.
        let isNullIfEmpty: Bool
        let quotes: Quotes
        let shortcut: Shortcut
    }

    /// When the layout has a column in quotes.
    enum Quotes: Sendable {
        case always
        case whereNeeded
        case never
    }

    /// How a column can be read straight from the file's bytes where nothing is unusual in it.
    enum Shortcut: Sendable {
        case none
        case text
        /// A number with a mark, no zeros before it and no groups.
        case number(NumberForm)
        case day(DayForm)
        case date
        case code
    }

    init(
        _ record: LayoutRecord,
        _ columns: [(content: LayoutField, field: Int?)],
        _ names: DocumentNames,
        _ layout: Layout
    ) {
        name = Array(record.name.utf8)
        contents = columns.map(\.content)
        fieldNumbers = columns.map(\.field)
        keys = columns.map { Array($0.content.name.utf8) }
        codes = columns.map { column in
            guard case .code(let codes) = column.content.kind else { return [] }
            return codes.compactMap { layout.encoding.wholeBytes($0) }
        }
        conditions = record.conditions.map { condition in
            Condition(
                column: condition.place,
                texts: condition.values.map { Array($0.utf8) },
                values: condition.values.compactMap { layout.encoding.wholeBytes($0) }
            )
        }
        self.columns = columns.map { Column($0.content, names.name($0.content.name), layout) }
    }
}

extension DelimitedKind.Column {
    fileprivate init(_ field: LayoutField, _ name: DocumentName, _ layout: Layout) {
        self.name = name
        isMandatory = field.isMandatory
        quotes = DelimitedKind.Quotes(field, layout.dialect)
        isNullIfEmpty = (field.isNumber || field.isDate) && field.null == nil && !field.isMandatory && quotes != .always
        shortcut = DelimitedKind.Shortcut(field, layout.encoding)
    }
}

extension DelimitedKind.Quotes {
    fileprivate init(_ field: LayoutField, _ dialect: DelimitedDialect) {
        switch dialect.quoting {
        case _ where dialect.quote == nil, .none: self = .never
        case .all: self = .always
        case .text: self = field.isNumber ? .whereNeeded : .always
        case .minimal: self = .whereNeeded
        }
    }
}

extension DelimitedKind.Shortcut {
    fileprivate init(_ field: LayoutField, _ encoding: TextEncoding) {
        self = .none
        guard !field.isTrimmed, field.null == nil else { return }
        switch field.kind {
        case .text, .filler: self = .text
        case .code: self = .code
        case .number(let form) where encoding.isASCIICompatible && form.mark != nil: self = .number(form)
        case .date(let pattern) where encoding.isASCIICompatible: self = pattern.day.map { .day($0) } ?? .date
        case .number, .date: break
        }
    }
}

extension TextEncoding {
    /// The bytes of a text; nil if the encoding does not have all its characters.
    fileprivate func wholeBytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        return encode(text.utf8.span, into: &bytes) == nil ? bytes : nil
    }
}
