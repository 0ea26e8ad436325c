/// What a field of a header or trailer has to be: a count or a sum over the records of its group.
struct ControlCheck: Sendable {
    enum Function: Sendable {
        /// How many records there are.
        case count
        /// The sum of a number field.
        case sum
        /// The sum of the digits of a field taken as one number, without what does not fit into the checked field.
        case hash
    }

    /// Some records, or a field of them.
    struct Source: Sendable, Hashable {
        /// The kind's number in the layout.
        var record: Int
        /// The field's number in the record; nil for a count.
        var field: Int?
    }

    var function: Function
    var sources: [Source]
    /// A field of the record and what it must hold for the record to be taken.
    var condition: (field: String, value: String)?
    /// As the layout has it, for messages.
    var text: String
}
