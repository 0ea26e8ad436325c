/// All that is known of one kind of ISO 8583 message: what a specification file says.
struct ISO8583Specification: Sendable {
    /// The specification's name, for people.
    var name: String
    /// The first digit of the message type of its messages; nil where any will do.
    var version: UInt8?
    var encodings = ISO8583Encodings()
    /// How many bitmaps a message can have: 2 or 3.
    var bitmapsMax = 2
    /// The data elements by number, 2 to 192.
    var fields: [Int: ISO8583FieldDefinition] = [:]

    /// The highest number of a data element.
    static let fieldNumberMax = 192
}

/// How the parts of a message are encoded where a field says nothing else.
struct ISO8583Encodings: Sendable {
    /// The message type.
    var type = ISO8583Encoding.ascii
    var bitmap = ISO8583Encoding.hex
    /// Lengths of variable fields.
    var length = ISO8583Prefix.Encoding.ascii
    /// `n`, `x+n`.
    var digits = ISO8583Encoding.ascii
    /// `a`, `an`, `ans`, `s`.
    var text = ISO8583Encoding.ascii
    /// `b`.
    var binary = ISO8583Encoding.hex
    /// `z`.
    var track = ISO8583Encoding.ascii
    /// The EBCDIC code page.
    var codePage = ISO8583CodePage.cp1047

    /// The encoding for values of a kind.
    func encoding(for kind: ISO8583ValueKind) -> ISO8583Encoding {
        switch kind {
        case .digits, .signedDigits: digits
        case .letters, .lettersAndDigits, .text: text
        case .track: track
        case .bytes: binary
        }
    }
}
