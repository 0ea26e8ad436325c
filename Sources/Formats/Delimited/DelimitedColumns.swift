import Canonical

/// The columns of a delimited file: those of the layout, in the order of the file's header line where it has one.
struct DelimitedColumns: Sendable {
    let names: DocumentNames
    /// The member that names the kind of record.
    let record: DocumentName
    /// The kinds of record, in the order of the layout.
    let kinds: [DelimitedKind]
    /// Names of the header line that the layout does not have, by number.
    let unknown: [Int]
    /// Titles of the layout that the header line does not have.
    let missing: [String]
    /// Whether some name of the header line is one of the layout.
    let isMatching: Bool

    /// A column's field, and its number among the fields of the layout's record, where that has it.
    private typealias Place = (content: LayoutField, field: Int?)

    /// The columns in the layout's own order, or by the names of a header line.
    init(_ layout: Layout, header: [String]? = nil) {
        let orders = layout.records.map { record in
            header.map { Self.order(record, $0) } ?? record.fields.enumerated().map { ($1, $0) }
        }
        let names = DocumentNames(LayoutMembers.all + orders.flatMap { $0.map(\.content.name) })
        self.names = names
        record = names.name(LayoutMembers.record)
        kinds = zip(layout.records, orders).map { DelimitedKind($0, $1, names, layout) }
        isMatching = header != nil && orders.contains { $0.contains { $0.field != nil } }
        // The last kind is that of most rows; those before it may have other columns.
        guard header != nil, let last = layout.records.last, let order = orders.last else {
            unknown = []
            missing = []
            return
        }
        unknown = order.indices.filter { order[$0].field == nil }
        let found = Set(order.compactMap(\.field))
        missing = last.fields.indices.filter { !found.contains($0) }.map { last.fields[$0].columnTitle }
    }

    /// The columns of a file of which only the number of columns is known: texts by the names `column1` and so on.
    static func numbered(_ layout: Layout, count: Int) -> DelimitedColumns {
        DelimitedColumns(layout, header: [String](repeating: "", count: count))
    }

    private static func order(_ record: LayoutRecord, _ header: [String]) -> [Place] {
        // The fields of a title that are still to come, the first of them last.
        var free = Dictionary(grouping: record.fields.indices.reversed()) { record.fields[$0].columnTitle }
        var taken = Set(record.fields.map(\.name))
        return header.enumerated()
            .map { number, title in
                if let index = free[title]?.popLast() { return (record.fields[index], index) }
                let field = unknownField(title, number, taken)
                taken.insert(field.name)
                return (field, nil)
            }
    }

    /// The field of a column that the layout does not have.
    private static func unknownField(_ title: String, _ number: Int, _ taken: Set<String>) -> LayoutField {
        let isUsable =
            !title.isEmpty && !LayoutMembers.reserved.contains(title) && !title.hasPrefix("\(LayoutMembers.extra).")
            && title.utf8.count <= LayoutField.nameBytesMax
        let label = "column\(number + 1)"
        var name = isUsable && !taken.contains(title) ? title : label
        while taken.contains(name) { name += "_" }
        var field = LayoutField(name: name)
        field.placeName = label
        return field
    }
}

extension LayoutField {
    /// What a header line calls the column.
    var columnTitle: String { title ?? name }
}
