import Canonical

/// References, line ends and CDATA sections: what documents hold as plain characters.
extension MessageParser {
    /// Adds how a character is written, from an offset to the scanner's, where it is not what the writer would choose.
    mutating func addForm(
        _ start: Int,
        at offset: Int,
        to forms: inout [DocumentValue],
        _ bytes: Span<UInt8>
    ) {
        addForm(string(start..<scanner.offset, bytes), at: offset, to: &forms, bytes)
    }

    private mutating func addForm(
        _ written: String,
        at offset: Int,
        to forms: inout [DocumentValue],
        _ bytes: Span<UInt8>
    ) {
        guard hasRoom(forFacts: forms.count + 1, bytes) else { return }
        forms.append(["offset": .number(Number(Int64(offset))), "as": .text(written)])
    }

    /// Reads a reference; false if it is not the one that the writer would choose for its character.
    mutating func readReference(into text: inout [UInt8], _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let (start, offset) = (scanner.offset, text.count)
        UTF8Scalar.append(try scanner.reference(bytes), to: &text)
        var usual: [UInt8] = []
        XMLEscape.appendText(
            text.span.extracting(offset..<text.count),
            to: &usual,
            after: text.span.extracting(0..<offset)
        )
        return usual.count == scanner.offset - start
            && XMLBytes.areEqual(usual.span, at: 0, bytes, at: start, count: usual.count)
    }

    /// Reads a line end as a line feed (XML 1.0 section 2.11); false if it is not like the first one of the input, which
    /// is a finding.
    mutating func readLineEnd(into text: inout [UInt8], _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let start = scanner.offset
        var isPair = false
        if bytes[start] == 0x0D { isPair = try scanner.nextByte(bytes) == 0x0A }
        text.append(0x0A)
        scanner.offset += isPair ? 2 : 1
        if isPair, state.hasCarriageReturns { return true }
        find(.note, "xml.line-ends-mixed", at: start, bytes, "A line end is not like the first one.")
        return false
    }

    /// Reads character data up to the next tag where documents hold no facts about it; false if it holds a reference that
    /// the writer would not choose.
    mutating func readCharacterData(into text: inout [UInt8], _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let start = scanner.offset
        var isUsual = true
        while true {
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "<"): return isUsual
            case UInt8(ascii: "&"): if try !readReference(into: &text, bytes) { isUsual = false }
            case let byte where scanner.isLineEnd(byte): _ = try readLineEnd(into: &text, bytes)
            default:
                let runStart = scanner.offset
                try scanner.text(bytes)
                append(runStart..<scanner.offset, to: &text, bytes)
            }
            try scanner.checkLength(from: start, bytes)
        }
    }

    /// Notes that character data holds references that are not kept.
    mutating func noteReferences(at offset: Int, _ bytes: Span<UInt8>) {
        find(.note, "xml.reference-normalised", at: offset, bytes, "A reference is kept as its character.")
    }

    /// Whether a CDATA section begins at the offset.
    mutating func isSection(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        guard scanner.offset + 2 < bytes.count else { throw scanner.ended(bytes) }
        return bytes[scanner.offset + 2] == UInt8(ascii: "[")
    }

    // MARK: - CDATA sections

    /// Appends the content of a section where documents hold no facts about it, line ends normalised.
    mutating func appendSection(_ range: Range<Int>, to text: inout [UInt8], _ bytes: Span<UInt8>) {
        var forms: [DocumentValue] = []
        appendSection(range, to: &text, bytes, &forms)
    }

    /// Appends the content of a section, line ends normalised, and how those are written that are not like the first one.
    mutating func appendSection(
        _ range: Range<Int>,
        to text: inout [UInt8],
        _ bytes: Span<UInt8>,
        _ forms: inout [DocumentValue]
    ) {
        var start = range.lowerBound
        var index = start
        while index < range.upperBound {
            guard scanner.isLineEnd(bytes[index]) else {
                index += 1
                continue
            }
            append(start..<index, to: &text, bytes)
            let isPair = bytes[index] == 0x0D && index + 1 < range.upperBound && bytes[index + 1] == 0x0A
            let end = index + (isPair ? 2 : 1)
            if !isPair || !state.hasCarriageReturns {
                find(.note, "xml.line-ends-mixed", at: index, bytes, "A line end is not like the first one.")
                addForm(string(index..<end, bytes), at: text.count, to: &forms, bytes)
            }
            text.append(0x0A)
            (start, index) = (end, end)
        }
        append(start..<range.upperBound, to: &text, bytes)
    }

    /// Appends a piece of the window.
    func append(_ range: Range<Int>, to text: inout [UInt8], _ bytes: Span<UInt8>) {
        bytes.extracting(range).withUnsafeBufferPointer { text.append(contentsOf: $0) }
    }
}
