import Canonical

/// How a record was written where that is not what the layout says: the member `layout` of its document.
struct RecordFacts {
    /// How the line ends: the name of a ``LineEnd``, or ``noLineEnd``.
    var lineEnd: String?
    /// The length of a short record in bytes.
    var length: Int?
    /// How many columns a short row has.
    var columns: Int?
    /// Of the first record, whether a byte order mark stands before it.
    var byteOrderMark: Bool?
    /// Of the first record, whether a header line stands before it.
    var hasHeader: Bool?
    /// The facts of fields by name; of the names in a header line by number.
    var fields: [(name: [UInt8], facts: FieldFacts)] = []
    /// Where a writer finds them: a hostile row may have facts for thousands of fields.
    private var numbers: [[UInt8]: Int] = [:]

    static let noLineEnd = "none"

    var isStandard: Bool {
        lineEnd == nil && length == nil && columns == nil && byteOrderMark == nil && hasHeader == nil && fields.isEmpty
    }

    init() {}

    /// Reads the facts from a document; all is standard where it has none.
    init(_ document: Document) {
        guard let layout = document.root[LayoutMembers.layout] else { return }
        lineEnd = layout[LayoutMembers.lineEnd]?.text
        length = layout[LayoutMembers.length]?.number.flatMap { Int($0.description) }
        columns = layout[LayoutMembers.columns]?.number.flatMap { Int($0.description) }
        byteOrderMark = layout[LayoutMembers.byteOrderMark]?.boolean
        hasHeader = layout[LayoutMembers.hasHeader]?.boolean
        guard let fields = layout[LayoutMembers.fields] else { return }
        for field in fields.children {
            let name = Array(field.name.utf8)
            numbers[name] = self.fields.count
            self.fields.append((name, FieldFacts(field)))
        }
    }

    /// The facts of a field; nil if all is standard in it.
    func facts(of name: Span<UInt8>) -> FieldFacts? {
        guard !numbers.isEmpty else { return nil }
        return numbers[name.bytes(0..<name.count)].map { fields[$0].facts }
    }

    /// Appends the member `layout` and forgets the facts.
    mutating func append(to builder: inout DocumentBuilder) {
        let names = builder.names
        func name(_ text: String) -> DocumentName { names.name(text) }
        builder.begin(.object, name(LayoutMembers.layout))
        if let byteOrderMark { builder.boolean(name(LayoutMembers.byteOrderMark), byteOrderMark) }
        if let hasHeader { builder.boolean(name(LayoutMembers.hasHeader), hasHeader) }
        if let lineEnd { builder.text(name(LayoutMembers.lineEnd), lineEnd) }
        if let length { builder.number(name(LayoutMembers.length), length) }
        if let columns { builder.number(name(LayoutMembers.columns), columns) }
        if !fields.isEmpty {
            builder.begin(.object, name(LayoutMembers.fields))
            for field in fields {
                builder.begin(.object, ownName: field.name.span)
                field.facts.append(to: &builder)
                builder.end()
            }
            builder.end()
        }
        builder.end()
        self = RecordFacts()
    }
}

extension FieldFacts {
    /// Appends the members of the facts.
    fileprivate func append(to builder: inout DocumentBuilder) {
        let names = builder.names
        if !leading.isEmpty { builder.text(names.name(LayoutMembers.leading), leading.span) }
        if !trailing.isEmpty { builder.text(names.name(LayoutMembers.trailing), trailing.span) }
        if isGrouped { builder.boolean(names.name(LayoutMembers.grouped), true) }
        if isVerbatim { builder.boolean(names.name(LayoutMembers.verbatim), true) }
        if let isQuoted { builder.boolean(names.name(LayoutMembers.quoted), isQuoted) }
        if !before.isEmpty { builder.text(names.name(LayoutMembers.before), before.span) }
        if !after.isEmpty { builder.text(names.name(LayoutMembers.after), after.span) }
        if isRaw { builder.boolean(names.name(LayoutMembers.raw), true) }
        guard let escaped else { return }
        builder.begin(.list, names.name(LayoutMembers.escaped))
        for offset in escaped { builder.number(.none, offset) }
        builder.end()
    }
}
