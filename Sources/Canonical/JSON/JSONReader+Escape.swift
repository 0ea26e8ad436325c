extension JSONReader {
    /// Copies a range that is well-formed UTF-8 to the output, with its escapes decoded.
    mutating func copy(_ text: Span<UInt8>, _ range: Range<Int>, _ output: inout MutableRawSpan) throws(Fault) {
        var position = range.lowerBound
        while position < range.upperBound {
            if text[position] == UInt8(ascii: "\\") {
                try copyEscape(text, &position, end: range.upperBound, &output)
            } else {
                append(text[position], &output)
                position += 1
            }
        }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8, _ output: inout MutableRawSpan) {
        output.storeBytes(of: byte, toByteOffset: used, as: UInt8.self)
        used += 1
    }

    private mutating func copyEscape(
        _ text: Span<UInt8>,
        _ position: inout Int,
        end: Int,
        _ output: inout MutableRawSpan
    ) throws(Fault) {
        let start = position
        position += 2
        guard start + 1 < end else { throw JSONFault.syntax("An escape is cut off.", at: start, text) }
        switch text[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): append(text[start + 1], &output)
        case UInt8(ascii: "b"): append(0x08, &output)
        case UInt8(ascii: "f"): append(0x0C, &output)
        case UInt8(ascii: "n"): append(0x0A, &output)
        case UInt8(ascii: "r"): append(0x0D, &output)
        case UInt8(ascii: "t"): append(0x09, &output)
        case UInt8(ascii: "u"): try copyUnicodeEscape(text, &position, end: end, &output)
        default: throw JSONFault.syntax("There is no such escape.", at: start, text)
        }
    }

    /// Copies the scalar of `\uXXXX` or of a pair of them; `position` is behind the `u`.
    private mutating func copyUnicodeEscape(
        _ text: Span<UInt8>,
        _ position: inout Int,
        end: Int,
        _ output: inout MutableRawSpan
    ) throws(Fault) {
        let start = position - 2
        let first = try hexadecimal(text, &position, end: end)
        var value = first
        if (0xD800...0xDBFF).contains(first) {
            guard position + 1 < end, text[position] == UInt8(ascii: "\\"), text[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, text) }
            position += 2
            let second = try hexadecimal(text, &position, end: end)
            guard (0xDC00...0xDFFF).contains(second) else {
                throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, text)
            }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, text)
        }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { append(byte, &output) }
    }

    private func hexadecimal(_ text: Span<UInt8>, _ position: inout Int, end: Int) throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < end, let digit = hexadecimalDigit(text[position]) else {
                throw JSONFault.syntax("Four hexadecimal digits are expected after \\u.", at: position, text)
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
