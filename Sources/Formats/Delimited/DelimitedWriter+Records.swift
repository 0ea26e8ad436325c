import Canonical

extension DelimitedWriter {
    /// Appends the fields of a record, by its facts or by the layout.
    mutating func appendRecord(
        _ document: Document,
        _ name: String,
        _ facts: RecordFacts,
        _ findings: inout Findings
    ) throws(Fault) {
        let extra = try extraFields(document)
        guard name != LayoutMembers.unknown || isStrict else {
            return try append(extra, facts, from: 0, of: extra.count)
        }
        guard let number = layout.records.firstIndex(where: { $0.name == name }) else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.record)", "The layout has no record of that name.")
        }
        let kind = columns.kinds[number]
        try checkMembers(of: document, kind)
        let computed = layout.isOpen ? [] : try groups.take(document, record: number, &findings)
        let count = min(max(0, facts.columns ?? kind.contents.count), kind.contents.count)
        for column in 0..<count {
            let field = kind.contents[column]
            let fieldFacts = facts.facts(of: field.name.utf8.span)
            let text: [UInt8]
            if let fieldFacts, fieldFacts.isRaw, let raw = document.root[field.name]?.text {
                text = Array(raw.utf8)
            } else {
                let checked = computed.first { $0.field == kind.fieldNumbers[column] }?.value
                text = try fields.text(field, of: document, checked, fieldFacts, &findings)
            }
            try row.append(text, field, fieldFacts, number: column, of: count + extra.count)
        }
        guard extra.isEmpty || !isStrict else {
            throw LayoutFieldWriter.fault("/\(LayoutMembers.extra)", "Nothing can stand behind the last column.")
        }
        try append(extra, facts, from: count, of: count + extra.count)
    }

    /// Appends the fields behind the last column.
    private mutating func append(
        _ extra: [[UInt8]],
        _ facts: RecordFacts,
        from first: Int,
        of count: Int
    ) throws(Fault) {
        let field = LayoutField(name: LayoutMembers.extra)
        for (number, text) in extra.enumerated() {
            let facts = facts.facts(of: "\(LayoutMembers.extra).\(number)".utf8.span)
            try row.append(text, field, facts, number: first + number, of: count)
        }
    }

    private func extraFields(_ document: Document) throws(Fault) -> [[UInt8]] {
        guard let list = document.root[LayoutMembers.extra] else { return [] }
        var fields: [[UInt8]] = []
        for item in list.children {
            guard let text = item.text else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.extra)", "The fields behind the last column are texts.")
            }
            fields.append(Array(text.utf8))
        }
        return fields
    }

    /// Refuses members that no column has: they would be lost.
    ///
    /// The fault says which by number, since names of members may come from another file's header line.
    private func checkMembers(of document: Document, _ kind: DelimitedKind) throws(Fault) {
        let members = document.root.children.map(\.name).filter { !LayoutMembers.reserved.contains($0) }
        let known = Set(kind.contents.map(\.name))
        for (number, name) in members.enumerated() where !known.contains(name) {
            throw LayoutFieldWriter.fault(
                "/",
                "There is no column for member \(number + 1) of the document, counted without \(Self.uncounted)."
            )
        }
    }

    private static let uncounted = LayoutMembers.reserved.joined(separator: ", ")
}
