import Canonical

/// Numbers: packed, DISPLAY, binary, edited and of floating point.
extension FieldReader {
    /// The greatest numbers of 0 to 18 digits.
    private static let limits: [UInt64] = (0...18).map { (0..<$0).reduce(1) { power, _ in power * 10 } - 1 }

    func readNumber(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        var number = FieldDigits()
        let reading: NumberReading
        switch step.kind {
        case .packed, .packedUnsigned:
            reading = PackedDecimal.read(
                bytes,
                digits: step.digits,
                isSigned: step.isSigned,
                hasSign: step.kind == .packed,
                into: &number
            )
        case .binary:
            reading = BinaryNumber.read(
                bytes,
                isSigned: step.isSigned,
                isLittleEndian: step.isLittleEndian,
                limit: step.isNative ? .max : Self.limits[min(step.digits, 18)],
                into: &number
            )
        default: reading = zoned(step).read(bytes, into: &number)
        }
        guard reading.status == .value else { return noNumber(step, bytes, reading.status, into: &output) }
        number.append(to: &output, scale: step.scale, isNegative: reading.isNegative)
        if step.isBlankWhenZero, reading.isZero { return PictureReading(fact: .raw) }
        return reading.otherSign.map { PictureReading(fact: .sign($0)) } ?? .plain
    }

    private func zoned(_ step: CopybookStep) -> ZonedDecimal {
        ZonedDecimal(isEBCDIC: page.isEBCDIC, isSigned: step.isSigned, sign: step.sign)
    }

    private func appendZero(_ step: CopybookStep, to output: inout [UInt8]) {
        var zero = FieldDigits([0x30])
        zero.append(to: &output, scale: step.scale, isNegative: false)
    }

    @inline(never)
    private func noNumber(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        _ status: NumberReading.Status,
        into output: inout [UInt8]
    ) -> PictureReading {
        switch status {
        case .tooLarge: return .null(.raw, .tooLarge)
        case .empty:
            if step.isBlankWhenZero, bytes[0] == page.blank {
                appendZero(step, to: &output)
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
        var number = FieldDigits()
        let reading = zoned(step).read(bytes.extracting(start..<end), into: &number)
        guard reading.status == .value else { return .null(.raw, .notANumber) }
        number.append(to: &output, scale: step.scale, isNegative: reading.isNegative)
        return PictureReading(fact: .raw, problem: .notAsPictured)
    }

    func readEdited(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        var characters: [UInt8] = []
        for index in bytes.indices {
            let character = page.ascii[Int(bytes[index])]
            guard character < 0x80 else { return .null(.raw, .notANumber) }
            characters.append(character)
        }
        let isEmpty = isUniform(characters.span, 0x20)
        if step.isBlankWhenZero, isEmpty {
            appendZero(step, to: &output)
            return .plain
        }
        if isUniform(characters.span, 0x00) { return .null(.pad(0), .empty) }
        guard let (number, isFormatted) = edited[step.edited].read(characters.span) else {
            return isEmpty ? .null(.none, .empty) : .null(.raw, .notANumber)
        }
        var digits = FieldDigits(number.digits)
        digits.append(to: &output, scale: step.scale, isNegative: number.isNegative)
        if step.isBlankWhenZero, number.magnitude == 0 { return PictureReading(fact: .raw) }
        return isFormatted ? .plain : PictureReading(fact: .raw, problem: .notAsPictured)
    }

    func readFloat(_ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        guard let text = options.floatingPoint.text(bytes) else { return .null(.raw, .notANumber) }
        output.append(contentsOf: text.utf8)
        guard let again = options.floatingPoint.bytes(of: text, length: bytes.count) else {
            return PictureReading(fact: .raw)
        }
        for index in bytes.indices where again[index] != bytes[index] { return PictureReading(fact: .raw) }
        return .plain
    }
}
