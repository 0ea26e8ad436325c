extension JSONReader {
    /// Reads a text from its opening to its closing quote.
    mutating func readText(_ bytes: Span<UInt8>) throws(Fault) -> String {
        let start = index + 1
        var end = start
        var hasEscape = false
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") { break }
            if byte < 0x20 { throw JSONFault.syntax("A control character stands in a text.", at: end, bytes) }
            if byte == UInt8(ascii: "\\") {
                hasEscape = true
                end += 1
            }
            end += 1
        }
        guard end < bytes.count else { throw JSONFault.syntax("A text is not closed.", at: bytes.count, bytes) }
        let text = try validated(bytes, start..<end)
        index = end + 1
        return hasEscape ? try unescaped(bytes, start..<end) : text
    }

    private func validated(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> String {
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: bytes.extracting(range)))
        } catch {
            let offset = range.lowerBound + error.byteOffsets.lowerBound
            throw JSONFault.syntax("A text is not well-formed UTF-8.", at: offset, bytes)
        }
    }

    /// Decodes the escapes of a range that is well-formed UTF-8.
    private mutating func unescaped(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> String {
        scratch.removeAll(keepingCapacity: true)
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\") {
                try appendEscape(bytes, &position, end: range.upperBound)
            } else {
                scratch.append(byte)
                position += 1
            }
        }
        return String(decoding: scratch, as: UTF8.self)
    }

    private mutating func appendEscape(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) throws(Fault) {
        let start = position
        position += 2
        guard start + 1 < end else { throw JSONFault.syntax("An escape is cut off.", at: start, bytes) }
        switch bytes[start + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(bytes[start + 1])
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): try appendUnicodeEscape(bytes, &position, end: end)
        default: throw JSONFault.syntax("There is no such escape.", at: start, bytes)
        }
    }

    /// Appends the scalar of `\uXXXX` or of a pair of them; `position` is behind the `u`.
    private mutating func appendUnicodeEscape(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) throws(Fault) {
        let start = position - 2
        let first = try hexadecimal(bytes, &position, end: end)
        var value = first
        if (0xD800...0xDBFF).contains(first) {
            guard position + 1 < end, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
            else { throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, bytes) }
            position += 2
            let second = try hexadecimal(bytes, &position, end: end)
            guard (0xDC00...0xDFFF).contains(second) else {
                throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, bytes)
            }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw JSONFault.syntax("An escaped surrogate stands alone.", at: start, bytes)
        }
        scratch.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    private func hexadecimal(_ bytes: Span<UInt8>, _ position: inout Int, end: Int) throws(Fault) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < end, let digit = hexadecimalDigit(bytes[position]) else {
                throw JSONFault.syntax("Four hexadecimal digits are expected after \\u.", at: position, bytes)
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
