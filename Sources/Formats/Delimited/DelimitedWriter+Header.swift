import Canonical

extension DelimitedWriter {
    /// Appends the header line that a document brings; the first one says which columns there are.
    mutating func appendHeader(_ document: Document, _ facts: RecordFacts) throws(Fault) {
        guard layout.dialect.hasHeader, let list = document.root[LayoutMembers.names], list.kind == .list,
            list.count <= Layout.fieldsMax
        else { throw LayoutFieldWriter.fault("/\(LayoutMembers.names)", "The names of the columns are a list.") }
        var names: [String] = []
        for item in list.children {
            guard let name = item.text else {
                throw LayoutFieldWriter.fault("/\(LayoutMembers.names)", "A name is a text.")
            }
            names.append(name)
        }
        if needsHeader {
            columns = DelimitedColumns(layout, header: names)
            hasColumns = true
            needsHeader = false
        }
        try append(names, facts)
    }

    /// Writes the header line that the layout has, where the documents do not bring one, and settles the columns.
    mutating func appendStandardHeader(
        _ document: Document,
        _ facts: RecordFacts,
        _ output: inout [UInt8]
    ) throws(Fault) {
        let own = document.root.children.map(\.name).filter { !LayoutMembers.reserved.contains($0) }
        if needsHeader, facts.hasHeader ?? true {
            let names = layout.isOpen ? own : layout.records.last.map { $0.fields.map(\.columnTitle) } ?? []
            columns = DelimitedColumns(layout, header: names)
            try append(names, RecordFacts())
            try encodeRow(RecordFacts(), &output)
            row.removeAll()
        } else if !hasColumns {
            let count = facts.columns ?? own.count
            guard (0...Layout.fieldsMax).contains(count) else {
                throw LayoutFieldWriter.fault("/layout/columns", "There are from 0 to \(Layout.fieldsMax) columns.")
            }
            columns = DelimitedColumns.numbered(layout, count: count)
        }
        hasColumns = true
        needsHeader = false
    }

    private mutating func append(_ names: [String], _ facts: RecordFacts) throws(Fault) {
        let title = LayoutField(name: LayoutMembers.names)
        for (number, name) in names.enumerated() {
            let facts = facts.facts(of: String(number).utf8.span)
            try row.append(Array(name.utf8), title, facts, number: number, of: names.count)
        }
    }
}
