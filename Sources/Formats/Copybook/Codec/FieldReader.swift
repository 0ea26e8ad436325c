import Canonical

/// Reads the bytes of one field into the text of its value.
///
/// An object, so that a field costs no reference counts for the tables within.
final class FieldReader: Sendable {
    let page: CodePage
    let options: CopybookOptions
    let edited: [EditedNumber]
    private let isPlainText: Bool
    private let trimsRight: Bool
    private let trimsLeft: Bool

    init(_ options: CopybookOptions, edited: [EditedNumber]) {
        page = options.codePage
        self.options = options
        self.edited = edited
        isPlainText = options.codePage.isComplete && !options.readsControlsAsBlanks
        trimsRight = options.trim == .right || options.trim == .both
        trimsLeft = options.trim == .left || options.trim == .both
    }

    /// Appends the text of a field's value.
    ///
    /// - Parameters:
    ///   - step: the field.
    ///   - bytes: its bytes; fewer than it has where the record ends within it.
    ///   - output: where the text is appended; nothing is for null.
    /// - Returns: whether it is null, and what the value does not tell.
    func read(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        switch step.kind {
        case .text: return readText(step, bytes, into: &output)
        case .doubleByte, .national: return readWide(step, bytes, into: &output)
        default: break
        }
        guard bytes.count == step.length else { return .null(.raw, .cut) }
        switch step.kind {
        case .edited: return readEdited(step, bytes, into: &output)
        case .float: return readFloat(bytes, into: &output)
        case .opaque:
            Hexadecimal.append(bytes, into: &output)
            return .plain
        default:
            return step.digits <= 18
                ? readNumber(step, bytes, limit: Self.limits[step.digits], into: &output)
                : readNumber(step, bytes, limit: Self.wideLimit(step.digits), into: &output)
        }
    }

    // MARK: - Numbers

    /// The greatest numbers of 0 to 18 digits.
    private static let limits: [UInt64] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } - 1 }

    private static func wideLimit(_ digits: Int) -> UInt128 { (0..<digits).reduce(1) { power, _ in power * 10 } - 1 }

    private func readNumber<Magnitude: FixedWidthInteger & UnsignedInteger>(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        limit: Magnitude,
        into output: inout [UInt8]
    ) -> PictureReading {
        let reading: NumberReading<Magnitude>
        switch step.kind {
        case .packed:
            reading = PackedDecimal.read(bytes, isSigned: step.isSigned, hasSign: true, limit: limit)
        case .packedUnsigned:
            reading = PackedDecimal.read(bytes, isSigned: false, hasSign: false, limit: limit)
        case .binary:
            let limit = step.isNative ? Magnitude.max : limit
            reading = BinaryNumber.read(
                bytes,
                isSigned: step.isSigned,
                isLittleEndian: step.isLittleEndian,
                limit: limit
            )
        default:
            reading = ZonedDecimal(isEBCDIC: page.isEBCDIC, isSigned: step.isSigned, sign: step.sign)
                .read(bytes, of: Magnitude.self)
        }
        guard reading.status == .value else { return noNumber(step, bytes, reading.status, into: &output) }
        DecimalText.append(reading.magnitude, isNegative: reading.isNegative, scale: step.scale, into: &output)
        if step.isBlankWhenZero, reading.magnitude == 0 { return PictureReading(fact: .raw) }
        return reading.otherSign.map { PictureReading(fact: .sign($0)) } ?? .plain
    }

    @inline(never)
    private func noNumber<Magnitude>(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        _ status: NumberReading<Magnitude>.Status,
        into output: inout [UInt8]
    ) -> PictureReading {
        switch status {
        case .tooLarge: return .null(.raw, .tooLarge)
        case .empty:
            if step.isBlankWhenZero, bytes[0] == page.blank {
                DecimalText.append(UInt64(0), isNegative: false, scale: step.scale, into: &output)
                return .plain
            }
            let isBlankText = step.kind == .zoned && bytes[0] == page.blank
            return .null(isBlankText ? .none : .pad(bytes[0]), .empty)
        case .value, .invalid: return readLeniently(step, bytes, into: &output)
        }
    }

    /// A DISPLAY number with blanks around it, as programs write that do not know COBOL.
    private func readLeniently(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        into output: inout [UInt8]
    ) -> PictureReading {
        guard step.kind == .zoned, step.sign == CopybookItem.Sign() else { return .null(.raw, .notANumber) }
        var start = 0
        var end = bytes.count
        while start < end, bytes[start] == page.blank { start += 1 }
        while end > start, bytes[end - 1] == page.blank { end -= 1 }
        guard start > 0 || end < bytes.count, end > start else { return .null(.raw, .notANumber) }
        let reading = ZonedDecimal(isEBCDIC: page.isEBCDIC, isSigned: step.isSigned, sign: step.sign)
            .read(bytes.extracting(start..<end), of: UInt128.self)
        guard reading.status == .value else { return .null(.raw, .notANumber) }
        DecimalText.append(reading.magnitude, isNegative: reading.isNegative, scale: step.scale, into: &output)
        return PictureReading(fact: .raw, problem: .notAsPictured)
    }

    private func readEdited(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        var characters: [UInt8] = []
        for index in bytes.indices {
            let character = page.ascii[Int(bytes[index])]
            guard character < 0x80 else { return .null(.raw, .notANumber) }
            characters.append(character)
        }
        let isEmpty = isUniform(characters.span, 0x20)
        if step.isBlankWhenZero, isEmpty {
            DecimalText.append(UInt64(0), isNegative: false, scale: step.scale, into: &output)
            return .plain
        }
        if isUniform(characters.span, 0x00) { return .null(.pad(0), .empty) }
        guard let (number, isFormatted) = edited[step.edited].read(characters.span) else {
            return isEmpty ? .null(.none, .empty) : .null(.raw, .notANumber)
        }
        DecimalText.append(number.magnitude, isNegative: number.isNegative, scale: step.scale, into: &output)
        if step.isBlankWhenZero, number.magnitude == 0 { return PictureReading(fact: .raw) }
        return isFormatted ? .plain : PictureReading(fact: .raw, problem: .notAsPictured)
    }

    private func readFloat(_ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        guard let text = options.floatingPoint.text(bytes) else { return .null(.raw, .notANumber) }
        output.append(contentsOf: text.utf8)
        guard let again = options.floatingPoint.bytes(of: text, length: bytes.count) else {
            return PictureReading(fact: .raw)
        }
        for index in bytes.indices where again[index] != bytes[index] { return PictureReading(fact: .raw) }
        return .plain
    }

    // MARK: - Text

    private func readText(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        if !isPlainText { return readDifficultText(step, bytes, into: &output) }
        let blank = page.blank
        var start = 0
        var end = bytes.count
        if step.isJustified ? trimsLeft || trimsRight : trimsLeft {
            while start < end, bytes[start] == blank { start += 1 }
        }
        if step.isJustified ? trimsLeft && trimsRight : trimsRight {
            while end > start, bytes[end - 1] == blank { end -= 1 }
        }
        var fact = LayoutFact.none
        if end == bytes.count, end > start, bytes[end - 1] == 0 {
            if options.readsLowValuesAsNull, isUniform(bytes, 0) { return .null(.none, .none) }
            if trimsRight, !step.isJustified {
                while end > start, bytes[end - 1] == 0 { end -= 1 }
                fact = start == 0 ? .pad(0) : .raw
            }
        }
        _ = page.decode(bytes.extracting(start..<end), into: &output)
        if start > 0, fact == .none, start < end {
            fact = step.isJustified ? (end < bytes.count ? .raw : .none) : .lead(start)
        } else if step.isJustified, start == 0, end < bytes.count, end > 0 {
            fact = .raw
        }
        return PictureReading(fact: fact)
    }

    /// Text of pages that do not assign every byte, or with control characters that are read as blanks.
    private func readDifficultText(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        into output: inout [UInt8]
    ) -> PictureReading {
        if options.readsLowValuesAsNull, bytes.count > 0, isUniform(bytes, 0) { return .null(.none, .none) }
        var text: [UInt8] = []
        let unknown = page.decode(bytes, into: &text)
        if options.readsControlsAsBlanks { text = Self.withoutControls(text) }
        var start = 0
        var end = text.count
        if step.isJustified || trimsLeft { while start < end, text[start] == 0x20 { start += 1 } }
        if !step.isJustified, trimsRight { while end > start, text[end - 1] == 0x20 { end -= 1 } }
        let value = text.span.extracting(start..<end)
        value.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        let isSame = isWritten(step, value, as: bytes)
        return PictureReading(fact: isSame ? .none : .raw, problem: unknown == nil ? .none : .notInCodePage)
    }

    /// Whether the text, filled with blanks, is written as these bytes.
    private func isWritten(_ step: CopybookStep, _ value: Span<UInt8>, as bytes: Span<UInt8>) -> Bool {
        var written: [UInt8] = []
        guard page.encode(value, into: &written) == nil, written.count <= bytes.count else { return false }
        let blanks = [UInt8](repeating: page.blank, count: bytes.count - written.count)
        written = step.isJustified ? blanks + written : written + blanks
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

    // MARK: - Double bytes

    /// `PIC G` and `PIC N`: two bytes per character, filled with wide blanks.
    private func readWide(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        if options.readsLowValuesAsNull, bytes.count > 0, isUniform(bytes, 0) { return .null(.none, .none) }
        var text: [UInt8] = []
        let isKnown: Bool
        if step.kind == .national {
            isKnown = UTF16Text.append(bytes, into: &text)
        } else {
            isKnown = page.decodeDoubleBytes(bytes, into: &text) == nil
        }
        let blank = wideBlank(step)
        while trimsRight, text.count >= blank.count, text.suffix(blank.count).elementsEqual(blank) {
            text.removeLast(blank.count)
        }
        output += text
        var written: [UInt8] = []
        let isSame = writeWide(step, text.span, length: bytes.count, into: &written) && written.count == bytes.count
        var fact = isSame ? LayoutFact.none : .raw
        for index in bytes.indices where fact == .none && written[index] != bytes[index] { fact = .raw }
        return PictureReading(fact: fact, problem: isKnown ? .none : .notInCodePage)
    }

    /// The character with which a wide field is filled, in UTF-8: U+3000 in double-byte pages, else the blank.
    func wideBlank(_ step: CopybookStep) -> [UInt8] {
        step.kind == .doubleByte && page.isMixed ? [0xE3, 0x80, 0x80] : [0x20]
    }

    /// Appends a wide text, filled to its length; false if the page does not have it or it is too long.
    func writeWide(_ step: CopybookStep, _ text: Span<UInt8>, length: Int, into output: inout [UInt8]) -> Bool {
        let start = output.count
        if step.kind == .national {
            UTF16Text.encode(text, into: &output)
        } else if page.encodeDoubleBytes(text, into: &output) != nil {
            return false
        }
        guard output.count - start <= length else { return false }
        while output.count - start < length {
            let before = output.count
            if step.kind == .national {
                UTF16Text.encode(wideBlank(step).span, into: &output)
            } else {
                _ = page.encodeDoubleBytes(wideBlank(step).span, into: &output)
            }
            guard output.count > before else { return false }
        }
        output.removeLast(output.count - start - length)
        return true
    }
}
