import Canonical

/// One value: from the bytes of the message to the text of the document.
extension ISO8583MessageReader {
    mutating func readValue(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let start = builder.bytes.count
        appendText(content, bytes, &builder.bytes, &findings)
        if content.step.kind == .track { normaliseTrack(content, &builder.bytes, from: start) }
        check(content, builder.bytes.span, from: start, &findings)
        if content.step.stripsPad { strip(content, &builder.bytes, from: start) }
        builder.text(content.name, from: start)
    }

    /// Appends the characters of a value.
    mutating func appendText(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ text: inout [UInt8],
        _ findings: inout Findings
    ) {
        let (encoding, range) = (content.step.encoding, content.range)
        switch encoding {
        case .ascii: Self.appendASCII(bytes.extracting(range), &text)
        case .ebcdic:
            for offset in range { Self.appendLatin(program.codePage.characters[Int(bytes[offset])], &text) }
        case .bcd, .bcdLeft: appendDigits(content, bytes, &text, &findings)
        case .binary: ISO8583Digits.appendHex(bytes.extracting(range), to: &text)
        case .hex, .hexEBCDIC:
            for offset in range { text.append(ISO8583Digits.hexDigit(hexDigit(bytes[offset], encoding) ?? 0)) }
            guard let letters = letterCase(bytes, range, encoding) else { return }
            note(content.index, .letterCase, letters)
        }
    }

    /// Appends ASCII as one piece; bytes from 0x80 on are characters of ISO 8859-1, one for one.
    @inline(__always)
    private static func appendASCII(_ bytes: Span<UInt8>, _ text: inout [UInt8]) {
        var all: UInt8 = 0
        for index in 0..<bytes.count { all |= bytes[index] }
        if all < 0x80 {
            bytes.withUnsafeBufferPointer { text.append(contentsOf: $0) }
        } else {
            for index in 0..<bytes.count { appendLatin(bytes[index], &text) }
        }
    }

    /// Appends a character of ISO 8859-1 in UTF-8.
    @inline(__always)
    static func appendLatin(_ character: UInt8, _ text: inout [UInt8]) {
        if character < 0x80 {
            text.append(character)
        } else {
            text.append(0xC0 | character >> 6)
            text.append(0x80 | character & 0x3F)
        }
    }

    /// Appends BCD digits; half bytes above 9 become `A` to `F`, in a track `D` becomes the separator.
    private mutating func appendDigits(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ text: inout [UInt8],
        _ findings: inout Findings
    ) {
        if content.step.kind == .signedDigits, !content.range.isEmpty {
            let sign = bytes[content.range.lowerBound]
            let isEBCDIC = program.specification.encodings.text == .ebcdic
            Self.appendLatin(isEBCDIC ? program.codePage.characters[Int(sign)] : sign, &text)
            var rest = content
            rest.range = content.range.lowerBound + 1..<content.range.upperBound
            rest.units -= 1
            Self.appendHalves(digits(rest, bytes, &findings), bytes.extracting(rest.range), &text)
        } else {
            let start = text.count
            Self.appendHalves(digits(content, bytes, &findings), bytes.extracting(content.range), &text)
            guard content.step.kind == .track else { return }
            for index in start..<text.count where text[index] == UInt8(ascii: "D") { text[index] = UInt8(ascii: "=") }
        }
    }

    /// Appends half bytes, counted from the first one of the bytes.
    private static func appendHalves(_ halves: Range<Int>, _ bytes: Span<UInt8>, _ text: inout [UInt8]) {
        guard !halves.isEmpty else { return }
        var piece = ISO8583Piece()
        var start = halves.lowerBound / 2
        let end = halves.upperBound / 2
        if halves.lowerBound & 1 == 1 {
            piece.append(ISO8583Digits.hexDigit(bytes[start] & 0xF), to: &text)
            start += 1
        }
        if start < end { piece.append(hex: bytes, start..<end, to: &text) }
        if halves.upperBound & 1 == 1 { piece.append(ISO8583Digits.hexDigit(bytes[end] >> 4), to: &text) }
        piece.flush(to: &text)
    }

    /// Which of the half bytes are digits of the value, and not what fills up an odd number.
    private mutating func digits(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ findings: inout Findings
    ) -> Range<Int> {
        let (step, range) = (content.step, content.range)
        let isLeft = step.encoding == .bcdLeft
        let count = step.countsWireBytes ? range.count * 2 : content.units
        guard count > 0 else { return 0..<0 }
        if count % 2 == 1 {
            let filling = isLeft ? bytes[range.upperBound - 1] & 0xF : bytes[range.lowerBound] >> 4
            if filling != step.padNibble { reportFilling(content, filling, &findings) }
            return isLeft ? 0..<count : 1..<count + 1
        }
        if step.countsWireBytes, isLeft, step.padNibble > 9, bytes[range.upperBound - 1] & 0xF == step.padNibble {
            return 0..<count - 1
        }
        // EMV book 3, 4.3: an odd number of digits is filled up by a zero in front.
        let isFilled =
            step.prefix == .ber && !isLeft && count == step.lengthMax + 1 && bytes[range.lowerBound] >> 4 == 0
        return isFilled ? 1..<count : 0..<count
    }

    private mutating func reportFilling(_ content: Content, _ nibble: UInt8, _ findings: inout Findings) {
        findings.add(
            .warning,
            ISO8583Code.padding,
            at: place(of: content),
            "The half byte that fills up an odd number of digits is not the expected one."
        )
        note(content.index, .padNibble, String(UnicodeScalar(ISO8583Digits.hexDigit(nibble))))
    }

    /// A separator `D` becomes `=` (ISO 7811-2, table 5), and an `F` at the end is no part of the track.
    private mutating func normaliseTrack(_ content: Content, _ text: inout [UInt8], from start: Int) {
        if !content.step.encoding.isBCD, !text[start...].contains(UInt8(ascii: "=")),
            let separator = text[start...].firstIndex(of: UInt8(ascii: "D"))
        {
            text[separator] = UInt8(ascii: "=")
            note(content.index, .separator, "D")
        }
        if text.count > start, text.last == UInt8(ascii: "F") {
            text.removeLast()
            note(content.index, .trailingPad, "F")
        }
    }

    /// Takes the padding away; of a number that is nothing but zeros, one stays.
    private mutating func strip(_ content: Content, _ text: inout [UInt8], from start: Int) {
        let step = content.step
        if !step.isFixed || step.encoding.isBCD || step.kind == .track {
            let count = text[start...].count { $0 & 0xC0 != 0x80 }
            if count != step.charactersMax { note(content.index, .length, String(count)) }
        }
        switch step.padSide {
        case .none: break
        case .right: while text.count > start, text.last == step.pad { text.removeLast() }
        case .left:
            let first = min(text.count, step.kind == .signedDigits ? start + 1 : start)
            var end = first
            while end < text.count, text[end] == step.pad { end += 1 }
            if end == text.count, end > first, step.kind == .digits, step.pad == 0x30 { end -= 1 }
            text.removeSubrange(first..<end)
        }
    }
}
