/// A field, subfield or tag as a specification file defines it.
struct ISO8583FieldDefinition: Sendable {
    /// What it means, for people; may be empty.
    var summary = ""
    /// What its characters are.
    var kind: ISO8583ValueKind
    /// How the value lies in the message.
    var encoding: ISO8583Encoding
    /// How its length is told; nil where the length is fixed.
    var prefix: ISO8583Prefix?
    /// Length, or greatest length: digits, characters, or bytes of a binary value.
    var lengthMax: Int
    /// Whether lengths count bytes of the message instead.
    var countsWireBytes = false
    /// How values shorter than the field are filled up.
    var padding: ISO8583Padding?
    /// The half byte that fills up an odd number of BCD digits.
    var padNibble: UInt8 = 0
    /// What the digits mean as a date or time; nil if they are none.
    var date: ISO8583DatePattern?
    /// Whether the tag may occur several times, so that its values are a list.
    var repeats = false
    /// What is inside.
    var content = ISO8583Content.value

    /// Whether reading takes the padding away: never from bytes, of which none may be lost, nor from what is divided.
    var stripsPad: Bool {
        guard case .value = content else { return false }
        return kind != .bytes && padding?.isStripped == true
    }
}

/// A subfield or tag with its name in documents.
struct ISO8583NamedDefinition: Sendable {
    var name: String
    var definition: ISO8583FieldDefinition
}
