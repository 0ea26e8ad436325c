/// A kind of record: how it is recognised, where it may stand, and its fields.
struct LayoutRecord: Sendable {
    /// What a record of this kind has at a place.
    struct Condition: Sendable {
        /// Of a fixed record the offset of the first byte, of a delimited one the number of the column; from 0.
        var place: Int
        /// The texts of which one stands there.
        var values: [String]
    }

    /// The kind's name, which is the member `record` of its documents.
    var name: String
    /// One sentence for people.
    var summary = ""
    /// What all has to hold; none: any record that no kind before it has taken.
    var conditions: [Condition] = []
    /// Whether the kind opens a group of records, so that nothing of the group may come before it.
    var isFirst = false
    /// Whether the kind closes a group of records.
    var isLast = false
    /// Whether a group has exactly one.
    var isOnce = false
    var fields: [LayoutField] = []

    /// Where the last field ends, in bytes.
    var fieldsEnd: Int { fields.map { $0.start + $0.width }.max() ?? 0 }
}
