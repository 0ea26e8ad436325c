/// A field of a record: where it is, what it holds, and how it is padded.
struct LayoutField: Sendable {
    /// On which side of its field a value stands.
    enum Side: String, Sendable {
        case left
        case right
    }

    /// What a field holds.
    enum Kind: Sendable {
        case text
        case number(NumberForm)
        case date(DatePattern)
        /// One of some texts.
        case code([String])
        /// Nothing: bytes that are all pad, and a member of the document only where they are not.
        case filler
    }

    /// The member's name.
    var name: String
    /// What findings call the field where its name is a file's own and may hold anything; nil where it is the layout's.
    var placeName: String?
    /// One sentence for people.
    var summary = ""
    /// The offset of the first byte, and how many there are; both 0 in delimited files.
    var start = 0
    var width = 0
    var kind = Kind.text
    var side = Side.left
    /// What fills the field up, one character in UTF-8.
    var pad: [UInt8] = [0x20]
    var isMandatory = false
    /// What is written where the document has no such member.
    var standard: [UInt8]?
    /// What stands for a value that is not there, such as eight zeros for a date.
    var null: [UInt8]?
    /// Whether a text that is too long is cut, with a finding, instead of refused.
    var isCut = false
    /// Of a delimited field, whether blanks around a text are no part of it.
    var isTrimmed = false
    /// The column's name in the header line; the field's own if nil.
    var title: String?
    /// What is counted or summed up in the field.
    var check: ControlCheck?

    /// Greatest length of a name in bytes of UTF-8.
    static let nameBytesMax = 1_000

    /// What findings and faults call the field: never what only a file's header line says.
    var label: String { placeName ?? name }

    /// Whether the document may have null, which is what an empty number or date is read as.
    var isNullable: Bool {
        switch kind {
        case .number, .date: true
        case .text, .code, .filler: null != nil
        }
    }

    var isNumber: Bool {
        if case .number = kind { return true }
        return false
    }

    var isText: Bool {
        if case .text = kind { return true }
        return false
    }

    var isDate: Bool {
        if case .date = kind { return true }
        return false
    }

    var isFiller: Bool {
        if case .filler = kind { return true }
        return false
    }
}
