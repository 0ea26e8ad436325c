import Canonical

/// Writes documents as records of fixed width.
struct FixedWidthWriter: FormatWriter {
    private let plan: FixedWidthPlan
    private var fields: LayoutFieldWriter
    private var groups: RecordGroupsWriter
    private var isAtStart = true

    init(_ plan: FixedWidthPlan, _ mode: WriteMode) {
        self.plan = plan
        fields = LayoutFieldWriter(plan.layout, mode, isFixed: true)
        groups = RecordGroupsWriter(plan.layout, isStrict: mode == .strict)
    }

    mutating func write(_ document: Document, into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        let start = output.count
        let before = groups
        do {
            try append(document, &output, &findings)
        } catch let fault {
            output.removeLast(output.count - start)
            groups = before
            throw fault
        }
        isAtStart = false
    }

    mutating func finish(into output: inout [UInt8], findings: inout Findings) throws(Fault) {
        try groups.finish(&findings)
    }

    private mutating func append(_ document: Document, _ output: inout [UInt8], _ findings: inout Findings)
        throws(Fault)
    {
        let facts = fields.isStrict ? RecordFacts() : RecordFacts(document)
        if isAtStart, facts.byteOrderMark ?? plan.layout.hasByteOrderMark {
            output += plan.layout.encoding.byteOrderMark
        }
        guard let name = document.root[LayoutMembers.record]?.text else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.record)", "A document names its kind of record.")
        }
        if name == LayoutMembers.unknown, !fields.isStrict {
            try fields.appendText(document, LayoutMembers.text, &output)
        } else {
            guard let kind = plan.layout.records.firstIndex(where: { $0.name == name }) else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.record)", "The layout has no record of that name.")
            }
            try append(document, kind, facts, &output, &findings)
        }
        appendLineEnd(facts, &output)
    }

    private mutating func append(
        _ document: Document,
        _ kind: Int,
        _ facts: RecordFacts,
        _ output: inout [UInt8],
        _ findings: inout Findings
    ) throws(Fault) {
        try fields.checkMembers(of: document, plan.layout.records[kind])
        let computed = try groups.take(document, record: kind, &findings)
        let length = min(facts.length ?? .max, plan.records[kind].length)
        for (index, field) in plan.layout.records[kind].fields.enumerated() {
            let width = min(field.width, length - field.start)
            guard width > 0 else { break }
            let checked = computed.first { $0.field == index }?.value
            try fields.append(field, of: document, checked, width: width, facts, &output, &findings)
        }
        if document.root[LayoutMembers.rest] != nil {
            guard !fields.isStrict else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.rest)", "Nothing can stand behind the last field.")
            }
            try fields.appendText(document, LayoutMembers.rest, &output)
        }
    }

    private func appendLineEnd(_ facts: RecordFacts, _ output: inout [UInt8]) {
        guard let standard = plan.layout.lineEnd, facts.lineEnd != RecordFacts.noLineEnd else { return }
        let end = facts.lineEnd.flatMap { LineEnd(rawValue: $0) } ?? standard
        _ = plan.layout.encoding.encode(end.bytes.span, into: &output)
    }
}
