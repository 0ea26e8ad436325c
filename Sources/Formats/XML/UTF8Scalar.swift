/// One Unicode scalar read from UTF-8.
struct UTF8Scalar {
    /// The scalar's value.
    var value: UInt32
    /// How many bytes it takes, 1 to 4.
    var length: Int

    /// Reads the scalar at an offset; nil if the bytes are not well-formed UTF-8 (Unicode, table 3-7) or end too early.
    init?(_ bytes: Span<UInt8>, at offset: Int) {
        guard offset < bytes.count else { return nil }
        let first = bytes[offset]
        switch first {
        case 0..<0x80:
            value = UInt32(first)
            length = 1
            return
        case 0xC2...0xDF:
            value = UInt32(first & 0x1F)
            length = 2
        case 0xE0...0xEF:
            value = UInt32(first & 0x0F)
            length = 3
        case 0xF0...0xF4:
            value = UInt32(first & 0x07)
            length = 4
        default: return nil
        }
        guard offset + length <= bytes.count else { return nil }
        for index in offset + 1..<offset + length {
            guard bytes[index] & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(bytes[index] & 0x3F)
        }
        switch length {
        case 3 where value < 0x800 || (0xD800...0xDFFF).contains(value): return nil
        case 4 where value < 0x10000 || value > 0x10FFFF: return nil
        default: return
        }
    }

    /// Whether the bytes from the offset to the end of the window are the beginning of a scalar that is cut off.
    static func isCut(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
        guard offset < bytes.count else { return true }
        let needed = bytes[offset] >= 0xF0 ? 4 : bytes[offset] >= 0xE0 ? 3 : bytes[offset] >= 0xC2 ? 2 : 1
        guard offset + needed > bytes.count else { return false }
        for index in offset + 1..<bytes.count where bytes[index] & 0xC0 != 0x80 { return false }
        return true
    }

    /// Whether bytes are well-formed UTF-8.
    static func areScalars(_ bytes: Span<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            guard let scalar = UTF8Scalar(bytes, at: index) else { return false }
            index += scalar.length
        }
        return true
    }

    /// Appends the scalar in UTF-8.
    static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case 0..<0x80: bytes.append(UInt8(scalar))
        case 0..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        case 0..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        default:
            bytes.append(UInt8(0xF0 | (scalar >> 18) & 0x07))
            bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
            bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
            bytes.append(UInt8(0x80 | scalar & 0x3F))
        }
    }
}
