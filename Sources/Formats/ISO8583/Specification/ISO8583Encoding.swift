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
    /// Whether it is of hexadecimal digits, so that not all bytes are a value.
    var isHexadecimal: Bool { self == .hex || self == .hexEBCDIC }
    /// Whether it is for bytes rather than characters.
    var isForBytes: Bool { self == .binary || isHexadecimal }
}
