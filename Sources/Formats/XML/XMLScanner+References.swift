import Canonical

/// References to characters and entities.
extension XMLScanner {
    /// Reads a reference to a character or to one of the five entities that need no declaration; from the ampersand.
    mutating func reference(_ bytes: Span<UInt8>) throws(XMLStop) -> UInt32 {
        let start = offset
        offset += 1
        if try byte(bytes) == UInt8(ascii: "#") { return try characterReference(from: start, bytes) }
        let name = try name(bytes)
        try expect(UInt8(ascii: ";"), bytes, "A reference does not end with a semicolon.")
        let text = bytes.extracting(name.range)
        for (entity, scalar) in Self.entities where Self.equal(text, entity) { return scalar }
        throw fault(at: start, bytes, "An entity is not declared.")
    }

    private static let entities: [(StaticString, UInt32)] = [
        ("lt", 0x3C), ("gt", 0x3E), ("amp", 0x26), ("apos", 0x27), ("quot", 0x22),
    ]

    private mutating func characterReference(from start: Int, _ bytes: Span<UInt8>) throws(XMLStop) -> UInt32 {
        offset += 1
        let isHexadecimal = try byte(bytes) == UInt8(ascii: "x")
        if isHexadecimal { offset += 1 }
        let digitsStart = offset
        var value: UInt32 = 0
        while let digit = Self.digit(try byte(bytes), isHexadecimal: isHexadecimal) {
            // Values above the greatest scalar stay above it, however many digits follow.
            value = min(value, 0x110000) * (isHexadecimal ? 16 : 10) + digit
            offset += 1
            if offset - digitsStart > limits.nameBytesMax { throw fault(at: start, bytes, "A reference is too long.") }
        }
        guard offset > digitsStart, XMLCharacters.isAllowed(value) else {
            throw fault(at: start, bytes, "A reference names no character that XML allows.")
        }
        try expect(UInt8(ascii: ";"), bytes, "A reference does not end with a semicolon.")
        return value
    }

    private static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x41 + 10)
        case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }
}
