import Canonical

/// One value: from the bytes of the message to the text of the document.
extension ISO8583MessageReader {
    mutating func readValue(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        units: Int,
        name: DocumentName,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let start = builder.bytes.count
        appendText(index, step, bytes, range, units: units, &builder.bytes, &findings)
        if step.kind == .track { normaliseTrack(index, step, &builder.bytes, from: start) }
        check(index, step, range, builder.bytes.span, from: start, &findings)
        if step.stripsPad {
            strip(step, &builder.bytes, from: start)
            if !step.isFixed, units != step.lengthMax {
                note(index, .length, String(units))
            }
        }
        builder.text(name, from: start)
    }

    /// Appends the characters of a value.
    mutating func appendText(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        units: Int,
        _ text: inout [UInt8],
        _ findings: inout Findings
    ) {
        switch step.encoding {
        case .ascii: Self.appendASCII(bytes.extracting(range), &text)
        case .ebcdic:
            for offset in range { Self.appendLatin(program.codePage.characters[Int(bytes[offset])], &text) }
        case .bcd, .bcdLeft: appendDigits(index, step, bytes, range, units: units, &text, &findings)
        case .binary: ISO8583Digits.appendHex(bytes.extracting(range), to: &text)
        case .hex, .hexEBCDIC:
            for offset in range { text.append(ISO8583Digits.hexDigit(hexDigit(bytes[offset], step.encoding) ?? 0)) }
            guard let letters = letterCase(bytes, range, step.encoding) else { return }
            note(index, .letterCase, letters)
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
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        units: Int,
        _ text: inout [UInt8],
        _ findings: inout Findings
    ) {
        var range = range
        var count = step.countsWireBytes ? range.count * 2 : units
        if step.kind == .signedDigits, !range.isEmpty {
            let sign = bytes[range.lowerBound]
            let isEBCDIC = program.specification.encodings.text == .ebcdic
            Self.appendLatin(isEBCDIC ? program.codePage.characters[Int(sign)] : sign, &text)
            range = range.lowerBound + 1..<range.upperBound
            count = step.countsWireBytes ? range.count * 2 : units - 1
        }
        let isLeft = step.encoding == .bcdLeft
        var first = 0
        if count % 2 == 1 {
            let filling = isLeft ? bytes[range.upperBound - 1] & 0xF : bytes[range.lowerBound] >> 4
            if filling != step.padNibble { reportFilling(index, filling, range, &findings) }
            first = isLeft ? 0 : 1
        } else if step.countsWireBytes, isLeft, step.padNibble > 9, count > 0,
            bytes[range.upperBound - 1] & 0xF == step.padNibble
        {
            count -= 1
        } else if step.prefix == .ber, !isLeft, count == step.lengthMax + 1, bytes[range.lowerBound] >> 4 == 0 {
            // EMV book 3, 4.3: an odd number of digits is filled up by a zero in front.
            first = 1
            count -= 1
        }
        let separator: UInt8 = step.kind == .track ? UInt8(ascii: "=") : UInt8(ascii: "D")
        var piece = ISO8583Piece()
        for position in first..<first + count {
            let byte = bytes[range.lowerBound + position / 2]
            let nibble = position & 1 == 0 ? byte >> 4 : byte & 0xF
            piece.append(nibble == 0xD ? separator : ISO8583Digits.hexDigit(nibble), to: &text)
        }
        piece.flush(to: &text)
    }

    private mutating func reportFilling(_ index: Int, _ nibble: UInt8, _ range: Range<Int>, _ findings: inout Findings)
    {
        findings.add(
            .warning,
            ISO8583Code.padding,
            at: place(range.lowerBound, program.labels[index]),
            "The half byte that fills up an odd number of digits is not the expected one."
        )
        let text = String(UnicodeScalar(ISO8583Digits.hexDigit(nibble)))
        note(index, .padNibble, text)
    }

    /// A separator `D` becomes `=` (ISO 7811-2, table 5), and an `F` at the end is no part of the track.
    private mutating func normaliseTrack(_ index: Int, _ step: ISO8583Step, _ text: inout [UInt8], from start: Int) {
        if !step.encoding.isBCD, !text[start...].contains(UInt8(ascii: "=")),
            let separator = text[start...].firstIndex(of: UInt8(ascii: "D"))
        {
            text[separator] = UInt8(ascii: "=")
            note(index, .separator, "D")
        }
        if text.count > start, text.last == UInt8(ascii: "F") {
            text.removeLast()
            note(index, .trailingPad, "F")
        }
    }

    /// Takes the padding away; of a number that is nothing but zeros, one stays.
    private func strip(_ step: ISO8583Step, _ text: inout [UInt8], from start: Int) {
        switch step.padSide {
        case .none: break
        case .right: while text.count > start, text.last == step.pad { text.removeLast() }
        case .left:
            var end = start
            while end < text.count, text[end] == step.pad { end += 1 }
            if end == text.count, end > start, step.kind == .digits, step.pad == 0x30 { end -= 1 }
            text.removeSubrange(start..<end)
        }
    }
}
