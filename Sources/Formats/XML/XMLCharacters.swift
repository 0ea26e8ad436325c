/// The character classes of XML 1.0 (fifth edition), over bytes and over Unicode scalars.
enum XMLCharacters {
    // The ASCII name characters as bits: `-` `.` digits `:` in the lower half, letters and `_` in the upper.
    private static let nameLow: UInt64 = 0x07FF_6000_0000_0000
    private static let nameHigh: UInt64 = 0x07FF_FFFE_87FF_FFFE

    /// Whether a byte may be part of a name; bytes of characters beyond ASCII are checked as a whole elsewhere.
    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool {
        let bits = byte < 64 ? nameLow : nameHigh
        return byte >= 0x80 || (bits >> UInt64(byte & 63)) & 1 != 0
    }

    /// White space: production [3] S.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Production [2] Char.
    static func isAllowed(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// Whether text in UTF-8 has no character but those of production [2] Char.
    static func areAllowed(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20, !isBlank(byte) { return false }
            // U+FFFE and U+FFFF are the only others that UTF-8 can hold.
            guard byte == 0xBF || byte == 0xBE, index >= 2 else { continue }
            if text[index - 1] == 0xBF, text[index - 2] == 0xEF { return false }
        }
        return true
    }

    /// Production [4] NameStartChar, without the colon.
    static func beginsName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// Production [4a] NameChar, without the colon.
    static func continuesName(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: beginsName(scalar)
        }
    }
}
