import Canonical

/// The columns of a delimited file: those of the layout, in the order of the file's header line where it has one.
struct DelimitedColumns: Sendable {
    /// A column of a kind of record; a class, so that inner loops count one reference and not many.
    final class Column: Sendable {
        let content: LayoutField
        let name: DocumentName
        /// The key of its facts.
        let key: [UInt8]
        /// The column's number among the fields of its kind; nil if the layout does not have it.
        let field: Int?

        init(_ content: LayoutField, _ name: DocumentName, _ field: Int?) {
            self.content = content
            self.name = name
            key = Array(content.name.utf8)
            self.field = field
        }
    }

    let names: DocumentNames
    /// The member that names the kind of record, and the kinds' names.
    let record: DocumentName
    let kinds: [[UInt8]]
    /// For each kind of record its columns in the order of the file.
    let records: [[Column]]
    /// Names of the header line that the layout does not have, by number.
    let unknown: [Int]
    /// Titles of the layout that the header line does not have.
    let missing: [String]
    /// Whether some name of the header line is one of the layout.
    let isMatching: Bool

    /// The columns in the layout's own order.
    init(_ layout: Layout) {
        self.init(layout, header: nil)
    }

    /// The columns by the names of a header line.
    init(_ layout: Layout, header: [String]?) {
        var orders: [[(LayoutField, Int?)]] = []
        var unknown: Set<Int> = []
        var missing: [String] = []
        var isMatching = false
        for (number, record) in layout.records.enumerated() {
            guard let header else {
                orders.append(record.fields.enumerated().map { ($1, $0) })
                continue
            }
            let order = Self.order(record, header)
            orders.append(order)
            isMatching = isMatching || order.contains { $0.1 != nil }
            guard number == layout.records.count - 1 else { continue }
            unknown = Set(order.indices.filter { order[$0].1 == nil })
            missing = record.fields.indices.filter { index in !order.contains { $0.1 == index } }
                .map { record.fields[$0].title ?? record.fields[$0].name }
        }
        let names = DocumentNames(LayoutMembers.all + orders.flatMap { $0.map(\.0.name) })
        self.names = names
        record = names.name(LayoutMembers.record)
        kinds = layout.records.map { Array($0.name.utf8) }
        self.unknown = unknown.sorted()
        self.missing = missing
        self.isMatching = isMatching
        records = orders.map { order in
            order.map { Column($0.0, names.name($0.0.name), $0.1) }
        }
    }

    /// The columns of a file of which only the number of columns is known: texts by the names `column1` and so on.
    static func numbered(_ layout: Layout, count: Int) -> DelimitedColumns {
        DelimitedColumns(layout, header: [String](repeating: "", count: count))
    }

    private static func order(_ record: LayoutRecord, _ header: [String]) -> [(LayoutField, Int?)] {
        var order: [(LayoutField, Int?)] = []
        var taken: Set<String> = []
        for (number, title) in header.enumerated() {
            let index = record.fields.indices.first { index in
                (record.fields[index].title ?? record.fields[index].name) == title
                    && !order.contains { $0.1 == index }
            }
            if let index {
                order.append((record.fields[index], index))
            } else {
                let isUsable =
                    !title.isEmpty && !LayoutMembers.reserved.contains(title) && !taken.contains(title)
                    && !record.fields.contains { $0.name == title } && title.utf8.count <= 1_000
                var name = isUsable && !title.hasPrefix("extra.") ? title : "column\(number + 1)"
                while taken.contains(name) || record.fields.contains(where: { $0.name == name }) { name += "_" }
                var field = LayoutField(name: name)
                field.placeName = "column\(number + 1)"
                order.append((field, nil))
            }
            taken.insert(order[number].0.name)
        }
        return order
    }
}
