import Canonical

/// Writes the fields of records, by the facts of the document or by the layout.
struct LayoutFieldWriter {
    let isStrict: Bool
    private let layout: Layout
    private let isFixed: Bool
    private var fieldText: FieldText
    private var text: [UInt8] = []
    private var bytes: [UInt8] = []
    private var again: [UInt8] = []

    init(_ layout: Layout, _ mode: WriteMode, isFixed: Bool) {
        self.layout = layout
        self.isFixed = isFixed
        isStrict = mode == .strict
        fieldText = FieldText(encoding: layout.encoding, isComplete: mode == .strict)
    }

    /// Refuses members that the record does not have: they would be lost.
    func checkMembers(of document: Document, _ record: LayoutRecord) throws(Fault) {
        for member in document.root.children {
            let name = member.name
            guard !LayoutMembers.reserved.contains(name), !record.fields.contains(where: { $0.name == name }) else {
                continue
            }
            throw Self.fault("/\(name)", "The record \(record.name) has no such field.")
        }
    }

    // MARK: - Fixed width

    /// Appends the bytes of a field of fixed width; `checked` is what it holds if the document does not say it.
    mutating func append(
        _ field: LayoutField,
        of document: Document,
        _ checked: [UInt8]?,
        width: Int,
        _ facts: RecordFacts,
        _ output: inout [UInt8],
        _ findings: inout Findings
    ) throws(Fault) {
        let value = try value(of: field, in: document, checked)
        if let facts = facts.facts(of: field.name.utf8.span), fits(value, field, facts, width: width) {
            output += bytes
            return
        }
        try makeText(value, field, width: width, &findings)
        bytes.removeAll(keepingCapacity: true)
        try encodeText(field)
        guard bytes.count == width else { throw Self.fault("/\(field.label)", "The field cannot be filled up.") }
        output += bytes
    }

    /// Appends the text of a member that is no field as it stands.
    mutating func appendText(_ document: Document, _ member: String, _ output: inout [UInt8]) throws(Fault) {
        guard let text = document.root[member]?.text else { throw Self.fault("/\(member)", "A text is expected.") }
        let start = output.count
        guard layout.encoding.encodeKeeping(text.utf8.span, into: &output) == nil else {
            throw Self.fault("/\(member)", "The encoding \(layout.encoding.name) does not have all characters.")
        }
        guard !endsLine(output.span.extracting(start..<output.count)) else {
            throw Self.fault("/\(member)", "A line end cannot stand in a record.")
        }
    }

    // MARK: - Both forms

    /// The text of a field for a delimited file: by the facts if they go with the value, else by the layout.
    mutating func text(
        _ field: LayoutField,
        of document: Document,
        _ checked: [UInt8]?,
        _ facts: FieldFacts?,
        _ findings: inout Findings
    ) throws(Fault) -> [UInt8] {
        let value = try value(of: field, in: document, checked)
        if let facts, fits(value, field, facts, width: nil) { return text }
        try makeText(value, field, width: nil, &findings)
        return text
    }

    /// The value of a field, nil if it has none.
    private func value(
        of field: LayoutField,
        in document: Document,
        _ checked: [UInt8]?
    ) throws(Fault) -> [UInt8]? {
        guard let index = document.index(ofMember: field.name.utf8.span, in: 0) else {
            if let value = checked ?? field.standard { return value }
            if isStrict, let check = field.check {
                throw Self.fault("/\(field.label)", "The \(check.text) cannot be computed here and must be given.")
            }
            guard !field.isMandatory || !isStrict else {
                throw Self.fault("/\(field.label)", "The field is mandatory.")
            }
            return field.isNullable ? nil : []
        }
        let node = document.nodes[index]
        switch node.kind {
        case .text, .number:
            let value = document.bytes.span.bytes(node.textRange)
            if value.isEmpty, field.isMandatory, isStrict {
                throw Self.fault("/\(field.label)", "The field is mandatory.")
            }
            if value.isEmpty, field.isNullable, field.null == nil { return nil }
            return value
        case .null:
            guard !field.isMandatory || !isStrict else {
                throw Self.fault("/\(field.label)", "The field is mandatory.")
            }
            return nil
        case .yes, .no, .list, .object:
            throw Self.fault("/\(field.label)", "A text is expected.")
        }
    }

    /// Whether the facts and the value together make a text that is read as that value; `text` and `bytes` have it then.
    private mutating func fits(_ value: [UInt8]?, _ field: LayoutField, _ facts: FieldFacts, width: Int?) -> Bool {
        text.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        again.removeAll(keepingCapacity: true)
        guard facts.append(value, of: field, into: &text) else { return false }
        let reading = field.read(text, isFixed: isFixed, into: &again)
        guard reading.isNull == (value == nil), again == value ?? [],
            (reading.problem?.isVerbatim ?? false) == facts.isVerbatim
        else { return false }
        guard let width else { return true }
        return layout.encoding.encodeKeeping(text, into: &bytes) == nil && bytes.count == width
            && !endsLine(bytes.span)
    }

    private mutating func makeText(
        _ value: [UInt8]?,
        _ field: LayoutField,
        width: Int?,
        _ findings: inout Findings
    ) throws(Fault) {
        text.removeAll(keepingCapacity: true)
        switch fieldText.append(value, of: field, width: width, into: &text) {
        case .whole: break
        case .cut:
            let place = Place(field: field.label, path: "/\(field.label)")
            findings.add(
                .warning,
                "layout.cut",
                at: place,
                "The text was too long and has been cut, as the layout says."
            )
        case .long: throw Self.fault("/\(field.label)", "The value is longer than the field.")
        case .refused: throw Self.fault("/\(field.label)", "The value is not of the field's type.")
        }
    }

    private mutating func encodeText(_ field: LayoutField) throws(Fault) {
        let problem =
            isStrict
            ? layout.encoding.encode(text, into: &bytes) : layout.encoding.encodeKeeping(text, into: &bytes)
        guard problem == nil else {
            throw Self.fault("/\(field.label)", "The encoding \(layout.encoding.name) does not have all characters.")
        }
        guard !endsLine(bytes.span) else { throw Self.fault("/\(field.label)", "A line end cannot stand in a field.") }
    }

    /// Whether bytes hold what ends a line.
    private func endsLine(_ bytes: Span<UInt8>) -> Bool {
        guard layout.lineEnd != nil, isFixed else { return false }
        return LineScanner(layout).line(in: bytes, from: 0, isLast: false) != nil
    }

    static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
