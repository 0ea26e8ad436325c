extension JSONReader {
    /// Reads a text from its opening to its closing quote into the document's bytes; returns where it lies there.
    @inline(__always)
    mutating func readText(_ text: Span<UInt8>, _ index: inout Int) throws(Fault) -> Range<Int> {
        let start = index + 1
        let end = Self.plainEnd(text, start)
        guard end < text.count, text[end] == UInt8(ascii: "\"") else { return try readRichText(text, &index, end) }
        let offset = bytes.count
        text.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        index = end + 1
        return offset..<bytes.count
    }

    /// The index of the first byte that is not a plain character of ASCII, eight bytes at a time.
    @inline(__always)
    private static func plainEnd(_ text: Span<UInt8>, _ start: Int) -> Int {
        let raw = text.bytes
        var index = start
        while index + 8 <= raw.byteCount {
            let special = JSONWord.special(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            if special != 0 { return index + UInt64(littleEndian: special).trailingZeroBitCount / 8 }
            index += 8
        }
        while index < text.count, !isSpecial(text[index]) { index += 1 }
        return index
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Reads a text with escapes or with characters beyond ASCII, or refuses it.
    @inline(never)
    private mutating func readRichText(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ firstSpecial: Int
    ) throws(Fault) -> Range<Int> {
        let start = index + 1
        var end = firstSpecial
        var hasEscape = false
        while end < text.count, text[end] != UInt8(ascii: "\"") {
            if text[end] < 0x20 { throw JSONFault.syntax("A control character stands in a text.", at: end, text) }
            if text[end] == UInt8(ascii: "\\") {
                hasEscape = true
                end += 1
            }
            end += 1
            if end < text.count, text[end] < 0x80 { end = Self.plainEnd(text, end) }
        }
        guard end < text.count else { throw cutOff("A text is not closed.", at: text.count, text) }
        try validate(text, start..<end)
        let offset = bytes.count
        if hasEscape {
            try appendUnescaped(text, start..<end)
        } else {
            text.extracting(start..<end).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
        index = end + 1
        return offset..<bytes.count
    }

    private func validate(_ text: Span<UInt8>, _ range: Range<Int>) throws(Fault) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: text.extracting(range))
        } catch {
            let offset = range.lowerBound + error.byteOffsets.lowerBound
            throw JSONFault.syntax("A text is not well-formed UTF-8.", at: offset, text)
        }
    }
}

/// Eight bytes of a text, looked at together.
enum JSONWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The high bit of each byte that ends a run of plain characters: quote, backslash, control, beyond ASCII.
    ///
    /// Bits above the first one that is set may be wrong, because subtraction borrows from the byte above.
    @inline(__always)
    static func special(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found =
            ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | (word &- ones &* 0x20) | word
        return found & highBits
    }
}
