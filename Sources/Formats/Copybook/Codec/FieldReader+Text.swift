import Canonical

/// Text of one byte per character, and text that mixes single and double bytes.
extension FieldReader {
    func readText(
        isJustified: Bool,
        _ bytes: Span<UInt8>,
        _ ascii: Span<UInt8>,
        into output: inout [UInt8]
    ) -> PictureReading {
        if !isPlainText { return readDifficultText(isJustified: isJustified, bytes, into: &output) }
        let blank = UInt8(truncatingIfNeeded: blanks)
        var start = 0
        var end = bytes.count
        if isJustified ? trimsLeft || trimsRight : trimsLeft {
            while start < end, bytes[start] == blank { start += 1 }
        }
        if isJustified ? trimsLeft && trimsRight : trimsRight { end = endOfText(bytes, from: start) }
        var fact = LayoutFact.none
        if end == bytes.count, end > start, bytes[end - 1] == 0 {
            if options.readsLowValuesAsNull, isUniform(bytes, 0) { return .null(.none, .none) }
            if trimsRight, !isJustified {
                while end > start, bytes[end - 1] == 0 { end -= 1 }
                fact = start == 0 ? .pad(0) : .raw
            }
        }
        let text = bytes.extracting(start..<end)
        if !Self.appendASCII(text, ascii, to: &output) { _ = page.decode(text, into: &output) }
        if start > 0, fact == .none, start < end {
            fact = isJustified ? (end < bytes.count ? .raw : .none) : .lead(start)
        } else if isJustified, start == 0, end < bytes.count, end > 0 {
            fact = .raw
        }
        return PictureReading(fact: fact)
    }

    /// Where the text ends before blanks, looked for eight bytes at a time.
    private func endOfText(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let blank = UInt8(truncatingIfNeeded: blanks)
        var end = bytes.count
        while end - start >= 8, bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self) == blanks {
            end -= 8
        }
        while end > start, bytes[end - 1] == blank { end -= 1 }
        return end
    }

    /// Appends the text of bytes whose characters are all ASCII; false, and nothing is appended, if one is not.
    private static func appendASCII(_ bytes: Span<UInt8>, _ ascii: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var isASCII = true
        output.append(addingCapacity: bytes.count) { (target: inout OutputSpan<UInt8>) in
            // By pointer: the target has room for all of them, which need not be looked at for each.
            target.withUnsafeMutableBufferPointer { characters, count in
                precondition(ascii.count > 0xFF, "a page has a character for each byte")
                // In a register: what a closure captures is in memory, and to wait for that costs more than the rest.
                var union: UInt8 = 0
                for index in bytes.indices {
                    let character = ascii[Int(bytes[index])]
                    union |= character
                    characters[index] = character
                }
                isASCII = union < 0x80
                count = isASCII ? bytes.count : 0
            }
        }
        return isASCII
    }

    /// Text of pages that do not assign every byte, or with control characters that are read as blanks.
    private func readDifficultText(
        isJustified: Bool,
        _ bytes: Span<UInt8>,
        into output: inout [UInt8]
    ) -> PictureReading {
        if options.readsLowValuesAsNull, bytes.count > 0, isUniform(bytes, 0) { return .null(.none, .none) }
        var text: [UInt8] = []
        let unknown = page.decode(bytes, into: &text)
        if options.readsControlsAsBlanks { text = Self.withoutControls(text) }
        var start = 0
        var end = text.count
        if isJustified || trimsLeft { while start < end, text[start] == 0x20 { start += 1 } }
        if !isJustified, trimsRight { while end > start, text[end - 1] == 0x20 { end -= 1 } }
        let value = text.span.extracting(start..<end)
        value.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        let isSame = isWritten(value, isJustified: isJustified, as: bytes)
        return PictureReading(fact: isSame ? .none : .raw, problem: unknown == nil ? .none : .notInCodePage)
    }

    /// Whether the text, filled with blanks, is written as these bytes.
    private func isWritten(_ value: Span<UInt8>, isJustified: Bool, as bytes: Span<UInt8>) -> Bool {
        var written: [UInt8] = []
        guard page.encode(value, into: &written) == nil, written.count <= bytes.count else { return false }
        let blanks = [UInt8](repeating: page.blank, count: bytes.count - written.count)
        written = isJustified ? blanks + written : written + blanks
        for index in bytes.indices where written[index] != bytes[index] { return false }
        return true
    }

    /// Control characters (C0, DELETE, C1) as blanks.
    private static func withoutControls(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            let (scalar, length) = text.span.scalar(at: index)
            if scalar < 0x20 || (0x7F...0x9F).contains(scalar) {
                result.append(0x20)
            } else {
                result += text[index..<(index + length)]
            }
            index += length
        }
        return result
    }
}
