import Canonical

/// Computes the counts and sums that a document leaves out, and checks those that it has.
struct RecordGroupsWriter {
    private var groups: RecordGroups
    private let isStrict: Bool

    init(_ layout: Layout, isStrict: Bool) {
        groups = RecordGroups(layout)
        self.isStrict = isStrict
    }

    /// Takes a record into account.
    ///
    /// - Returns: what its checked fields hold, by the field's number.
    /// - Throws: in strict mode a `schema.violation` for a record out of order, and for a count or sum that is wrong.
    mutating func take(
        _ document: Document,
        record: Int,
        _ findings: inout Findings
    ) throws(Fault) -> [(field: Int, value: [UInt8])] {
        let computed = groups.computed(for: document, record: record)
        var own = Findings()
        let names = groups.layout.records[record].fields.map(\.name)
        groups.take(
            document,
            record: record,
            at: Place(path: "/\(LayoutMembers.record)"),
            place: { Place(field: names[$0], path: "/\(names[$0])") },
            findings: &own
        )
        try settle(own, &findings)
        return computed
    }

    /// Ends the output.
    mutating func finish(_ findings: inout Findings) throws(Fault) {
        var own = Findings()
        groups.finish(&own)
        try settle(own, &findings)
    }

    private func settle(_ own: Findings, _ findings: inout Findings) throws(Fault) {
        if isStrict, let first = own.all.first(where: { $0.severity == .error }) {
            throw Fault(.message, .schemaViolation, stage: .encode, place: first.place, reason: first.message)
        }
        for finding in own.all { findings.add(finding) }
    }
}

extension RecordGroups {
    /// What the checked fields of a record hold by the records so far; nothing for a header, which comes before them.
    func computed(for document: Document, record: Int) -> [(field: Int, value: [UInt8])] {
        guard !layout.records[record].isFirst, totals.entries.contains(where: { $0.record == record }) else {
            return []
        }
        var totals = totals
        totals.take(document, record: record)
        var computed: [(field: Int, value: [UInt8])] = []
        for (index, entry) in totals.entries.enumerated() where entry.record == record {
            if let value = totals.text(index) { computed.append((entry.field, value)) }
        }
        return computed
    }
}
