/// What a field consists of.
indirect enum ISO8583Content: Sendable {
    /// One value.
    case value
    /// Subfields one after the other, each read by its own definition.
    case parts([ISO8583NamedDefinition])
    /// Pieces of the value's text, cut by number of characters.
    case cut([ISO8583Cut])
    /// Subfields that each begin with a tag.
    case tagged(ISO8583TagDefinition, [ISO8583NamedDefinition])
    /// BER-TLV data objects (ISO 8825-1, EMV book 3 annex B).
    case tlv([ISO8583NamedDefinition])
}

/// A piece of a text.
struct ISO8583Cut: Sendable {
    var name: String
    var summary: String
    /// How many characters it has.
    var length: Int
}

/// How the tags of tagged subfields are written.
struct ISO8583TagDefinition: Sendable {
    /// How many characters a tag has; 1 to 8.
    var length: Int
    var encoding: ISO8583Encoding
    /// How the length of a subfield with an unknown tag is told; nil where such a subfield cannot be read.
    var prefix: ISO8583Prefix?
}
