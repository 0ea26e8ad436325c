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
}

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

/// A subfield or tag with its name in documents.
struct ISO8583NamedDefinition: Sendable {
    var name: String
    var definition: ISO8583FieldDefinition
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

/// What the characters of a value are (ISO 8583:1987, clause 4.2).
enum ISO8583ValueKind: UInt8, Sendable {
    /// `n`: digits.
    case digits
    /// `x+n`: `C` or `D`, then digits.
    case signedDigits
    /// `a`: letters and blanks.
    case letters
    /// `an`: letters, digits and blanks.
    case lettersAndDigits
    /// `ans`, `as`, `ns`, `s`: any characters.
    case text
    /// `z`: track 2 and 3 of a card (ISO 7811), separator `=`.
    case track
    /// `b`: bytes, in documents as upper-case hexadecimal digits.
    case bytes
}

/// How a value lies in the message.
enum ISO8583Encoding: UInt8, Sendable {
    /// One byte a character, ASCII; bytes from 0x80 on are taken as ISO 8859-1.
    case ascii
    /// One byte a character, EBCDIC.
    case ebcdic
    /// Two digits a byte; an odd number is filled up at the front.
    case bcd
    /// Two digits a byte; an odd number is filled up at the end.
    case bcdLeft
    /// Bytes as they are.
    case binary
    /// Bytes as two hexadecimal digits each, in ASCII.
    case hex
    /// Bytes as two hexadecimal digits each, in EBCDIC.
    case hexEBCDIC

    /// Whether two digits share a byte.
    var isBCD: Bool { self == .bcd || self == .bcdLeft }
    /// Whether it is for bytes rather than characters.
    var isForBytes: Bool { self == .binary || self == .hex || self == .hexEBCDIC }
}

/// How the length of a variable field is told in front of it.
struct ISO8583Prefix: Sendable, Hashable {
    enum Encoding: UInt8, Sendable {
        /// There is none.
        case none
        /// Decimal digits in ASCII.
        case ascii
        /// Decimal digits in EBCDIC.
        case ebcdic
        /// Decimal digits, two a byte.
        case bcd
        /// A number, most significant byte first.
        case binary
        /// Hexadecimal digits in ASCII.
        case hex
        /// The length of a BER data object, which is read with its tag.
        case ber
    }

    var encoding: Encoding
    /// How many bytes of the message it takes.
    var size: Int

    /// The prefix of a length of so many decimal digits: LL has two, LLL three.
    init(_ encoding: Encoding, digits: Int) {
        self.encoding = encoding
        switch encoding {
        case .none, .ber: size = 0
        case .ascii, .ebcdic: size = digits
        case .bcd: size = (digits + 1) / 2
        case .binary: size = (digits + 1) / 2
        case .hex: size = (digits + 1) / 2 * 2
        }
    }

    init(_ encoding: Encoding, size: Int) {
        self.encoding = encoding
        self.size = size
    }

    /// The greatest length that it can tell.
    var lengthMax: Int {
        switch encoding {
        case .none, .ber: Int(Int32.max)
        case .ascii, .ebcdic: Self.power(10, size) - 1
        case .bcd: Self.power(100, size) - 1
        case .binary: Self.power(256, size) - 1
        case .hex: Self.power(16, size) - 1
        }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        var power = 1
        for _ in 0..<min(exponent, 9) { power = min(power * base, 1 << 40) }
        return power
    }
}

/// How values shorter than their field are filled up.
struct ISO8583Padding: Sendable, Hashable {
    enum Side: UInt8, Sendable {
        case none
        case left
        case right
    }

    var side: Side
    /// The character, in ASCII; for binary values the byte.
    var character: UInt8
    /// Whether reading takes it away.
    var isStripped: Bool
}
