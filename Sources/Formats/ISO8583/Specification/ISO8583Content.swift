/// What a field consists of.
indirect enum ISO8583Content: Sendable {
    /// One value.
    case value
    /// Subfields one after the other, each read by its own definition.
    case parts([ISO8583NamedDefinition])
    /// A bitmap, and the subfields whose bits are set; each is named by the number of its bit.
    case bits(ISO8583BitmapDefinition, [ISO8583NamedDefinition])
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

    /// How many bytes a tag takes.
    var wireCount: Int { encoding.isBCD ? length / 2 : length }

    /// The bytes of the tag of that name; nil if a tag cannot have that name.
    func bytes(of name: String, _ codePage: ISO8583CodePage) -> [UInt8]? {
        let scalars = name.unicodeScalars
        guard scalars.count == length, scalars.allSatisfy({ $0.value <= 0xFF }) else { return nil }
        let characters = scalars.map { UInt8(truncatingIfNeeded: $0.value) }
        switch encoding {
        case .bcd, .bcdLeft: return name == name.uppercased() ? ISO8583Digits.bytes(hex: characters) : nil
        case .ebcdic: return characters.map { codePage.bytes[Int($0)] }
        case .ascii, .binary, .hex, .hexEBCDIC: return characters
        }
    }

    /// The bytes of a tag, up to eight, as one number, which no other tag of that length has; nil as for its bytes.
    func key(of name: String, _ codePage: ISO8583CodePage) -> UInt64? {
        bytes(of: name, codePage)?.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
