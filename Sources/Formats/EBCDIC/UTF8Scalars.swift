extension [UInt8] {
    /// Appends a scalar of the basic multilingual plane in UTF-8.
    mutating func appendScalar(_ scalar: UInt16) {
        if scalar < 0x80 {
            append(UInt8(scalar))
        } else if scalar < 0x800 {
            append(0xC0 | UInt8(scalar >> 6))
            append(0x80 | UInt8(scalar & 0x3F))
        } else {
            append(0xE0 | UInt8(scalar >> 12))
            append(0x80 | UInt8(scalar >> 6 & 0x3F))
            append(0x80 | UInt8(scalar & 0x3F))
        }
    }
}

extension Span<UInt8> {
    /// The scalar that begins at an index of well-formed UTF-8, and its length; U+FFFD and 1 if it is cut off.
    func scalar(at index: Int) -> (scalar: UInt32, length: Int) {
        let first = self[index]
        guard first >= 0x80 else { return (UInt32(first), 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard index + length <= count else { return (0xFFFD, 1) }
        var scalar = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length { scalar = scalar << 6 | UInt32(self[index + offset] & 0x3F) }
        return (scalar, length)
    }
}
