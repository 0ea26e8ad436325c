/// National text: UTF-16, big-endian.
enum UTF16Text {
    /// Appends the text of the bytes; lone surrogates and an odd byte at the end are read as U+001A.
    ///
    /// - Returns: whether all of it was text.
    static func append(_ bytes: Span<UInt8>, into utf8: inout [UInt8]) -> Bool {
        var isText = true
        var index = 0
        while index < bytes.count {
            guard let first = unit(bytes, at: index) else {
                utf8.append(CodePage.substitute)
                return false
            }
            index += 2
            if first & 0xF800 != 0xD800 {
                utf8.appendScalar(first)
            } else if first < 0xDC00, let second = unit(bytes, at: index), second & 0xFC00 == 0xDC00 {
                let scalar = 0x1_0000 + ((UInt32(first) & 0x3FF) << 10) + (UInt32(second) & 0x3FF)
                for byte in [18, 12, 6, 0].enumerated() {
                    let bits = UInt8(truncatingIfNeeded: scalar >> UInt32(byte.element))
                    utf8.append(byte.offset == 0 ? 0xF0 | bits & 0x07 : 0x80 | bits & 0x3F)
                }
                index += 2
            } else {
                utf8.append(CodePage.substitute)
                isText = false
            }
        }
        return isText
    }

    private static func unit(_ bytes: Span<UInt8>, at index: Int) -> UInt16? {
        guard index + 1 < bytes.count else { return nil }
        return UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }

    /// Appends a text in UTF-16.
    static func encode(_ utf8: Span<UInt8>, into output: inout [UInt8]) {
        var index = 0
        while index < utf8.count {
            let (scalar, length) = utf8.scalar(at: index)
            index += length
            if scalar < 0x1_0000 {
                append(UInt16(scalar), into: &output)
            } else {
                append(UInt16(0xD800 + ((scalar - 0x1_0000) >> 10 & 0x3FF)), into: &output)
                append(UInt16(0xDC00 + (scalar & 0x3FF)), into: &output)
            }
        }
    }

    private static func append(_ unit: UInt16, into output: inout [UInt8]) {
        output.append(UInt8(unit >> 8))
        output.append(UInt8(unit & 0xFF))
    }
}
