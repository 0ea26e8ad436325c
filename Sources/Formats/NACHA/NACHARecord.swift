import Canonical

/// The layout of one kind of record: which bytes of its 94 are which field.
struct NACHARecord: Sendable {
    /// The kind's name, which is the document's member `record` or the addenda's.
    let name: String
    /// The bytes that a record of this kind begins with: its type, and of addenda the type code too.
    let type: [UInt8]
    /// The entry class codes of the batches in which this layout holds; none if it holds where no other does.
    let classes: [[UInt8]]
    /// The fields behind the type, in order and without gaps.
    let fields: [NACHAField]
    /// The members that its documents may have.
    let known: KnownMembers

    /// The length of every record in bytes.
    static let length = 94
    /// A record that fills the last block of ten.
    static let fill = [UInt8](repeating: UInt8(ascii: "9"), count: length)

    init(name: String, type: [UInt8], classes: [[UInt8]], fields: [NACHAField]) {
        self.name = name
        self.type = type
        self.classes = classes
        self.fields = fields
        let others: [String: KnownMembers.Kind] =
            name == "entry" ? ["layout": .object, "addenda": .list] : ["layout": .object]
        known = KnownMembers(texts: ["record"] + fields.map(\.name), others)
    }

    /// Whether it is one of those that stand behind an entry and belong to it.
    var isAddenda: Bool { type[0] == UInt8(ascii: "7") }
}

/// One field of a record.
struct NACHAField: Sendable {
    /// What may stand in the field.
    enum Kind: String, Sendable {
        /// Digits only.
        case digits = "n"
        /// Digits, or blanks where there is no value.
        case digitsOrBlank = "b"
        /// Printable ASCII.
        case text = "an"
        /// Printable ASCII that is more than zeros: the name of a person.
        case name
        /// The first eight digits of a routing number; the check digit follows in the next field.
        case routing = "r"
        /// Nothing yet.
        case blank
    }

    let name: String
    let documentName: DocumentName
    /// Offset of the first byte in the record, from 0.
    let start: Int
    let length: Int
    let kind: Kind
    /// The values that it may have; empty if any.
    let values: [[UInt8]]
    /// Whether it may be blank.
    let isOptional: Bool

    var range: Range<Int> { start..<start + length }
}
