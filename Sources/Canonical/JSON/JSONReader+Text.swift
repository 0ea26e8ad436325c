extension JSONReader {
    /// Reads a text from its opening to its closing quote; returns where it lies in the output.
    ///
    /// Eight bytes are looked at and copied together until one of them is not a plain character of ASCII.
    @inline(__always)
    mutating func readText(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Range<Int> {
        let input = text.bytes
        let start = used
        var target = start
        var end = index + 1
        var special: UInt64 = 0
        while special == 0, end + 8 <= input.byteCount {
            let word = input.unsafeLoadUnaligned(fromByteOffset: end, as: UInt64.self)
            output.storeBytes(of: word, toByteOffset: target, as: UInt64.self)
            special = JSONWord.special(UInt64(littleEndian: word))
            let plain = special.trailingZeroBitCount / 8
            end &+= plain
            target &+= plain
        }
        while end < text.count, !Self.isSpecial(text[end]) {
            output.storeBytes(of: text[end], toByteOffset: target, as: UInt8.self)
            end &+= 1
            target &+= 1
        }
        guard end < text.count, text[end] == UInt8(ascii: "\"") else {
            return try readRichText(text, &index, end, &output)
        }
        index = end + 1
        used = target
        return start..<target
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Reads a text with escapes or with characters beyond ASCII, or refuses it.
    @inline(never)
    private mutating func readRichText(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ firstSpecial: Int,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Range<Int> {
        let start = used
        let range = try richRange(text, index + 1, firstSpecial)
        try validate(text, range)
        try copy(text, range, &output)
        index = range.upperBound + 1
        return start..<used
    }

    /// The range of a text without its quotes, from where it begins.
    private mutating func richRange(_ text: Span<UInt8>, _ start: Int, _ firstSpecial: Int) throws(Fault) -> Range<Int>
    {
        var end = firstSpecial
        while end < text.count, text[end] != UInt8(ascii: "\"") {
            if text[end] < 0x20 { throw JSONFault.syntax("A control character stands in a text.", at: end, text) }
            end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < text.count else { throw cutOff("A text is not closed.", at: text.count, text) }
        return start..<end
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
    /// The high bit of each byte.
    static let highBits: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101

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
