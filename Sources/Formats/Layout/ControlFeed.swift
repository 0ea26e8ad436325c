import Canonical

/// What a kind of record adds to a control total: plain numbers, since every record looks at them.
struct ControlFeed: Sendable {
    /// The total's number.
    let entry: Int
    let isHash: Bool
    let hasCondition: Bool
    /// Whether a field is added; else records are counted.
    let hasField: Bool
    let field: DocumentName

    /// For each kind of record what it adds.
    static func feeds(_ entries: [ControlTotals.Entry], _ layout: Layout, _ names: DocumentNames) -> [[ControlFeed]] {
        layout.records.indices.map { record in
            var feeds: [ControlFeed] = []
            for (number, entry) in entries.enumerated() {
                for source in entry.check.sources where source.record == record {
                    let name = source.field.map { layout.records[record].fields[$0].name }
                    feeds.append(
                        ControlFeed(
                            entry: number,
                            isHash: entry.check.function == .hash,
                            hasCondition: entry.check.condition != nil,
                            hasField: name != nil,
                            field: name.flatMap { names[$0] } ?? .none
                        )
                    )
                }
            }
            return feeds
        }
    }
}
