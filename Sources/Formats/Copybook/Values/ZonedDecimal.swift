/// Numbers of one character per digit, DISPLAY, with the sign over a digit or beside them.
///
/// In EBCDIC the sign is in the zone of its digit: C plus, D minus, F none; A and E are read as plus, B as minus. In ASCII
/// it is what EBCDIC's becomes when the file is translated, `{ A-I` plus and `} J-R` minus; `p` to `y`, as some compilers
/// write minus, is read too.
struct ZonedDecimal {
    let isEBCDIC: Bool
    let isSigned: Bool
    let sign: CopybookItem.Sign

    private var zero: UInt8 { isEBCDIC ? 0xF0 : 0x30 }
    private var plus: UInt8 { isEBCDIC ? 0x4E : 0x2B }
    private var minus: UInt8 { isEBCDIC ? 0x60 : 0x2D }
    private var blank: UInt8 { isEBCDIC ? 0x40 : 0x20 }

    /// Reads a number; its digits are put into `number`.
    func read(_ bytes: Span<UInt8>, into number: inout FieldDigits) -> NumberReading {
        guard isSigned, bytes.count > 0 else {
            guard let reading = readDigits(bytes, into: &number) else { return none(bytes) }
            return reading
        }
        let signIndex = sign.isLeading ? 0 : bytes.count - 1
        guard let found = readSign(bytes[signIndex]) else { return none(bytes) }
        let others = sign.isLeading ? 1..<bytes.count : 0..<signIndex
        // The digit below the sign is put in place by hand; the others lie behind or before it.
        let isOver = !sign.isSeparate
        let first = isOver && sign.isLeading ? 1 : 0
        guard !isOver || found.digit < 10,
            var reading = readDigits(bytes.extracting(others), from: first, into: &number)
        else { return none(bytes) }
        if isOver {
            number.put(found.digit, at: sign.isLeading ? 0 : number.count)
            number.count += 1
            reading.isZero = reading.isZero && found.digit == 0
            if !found.isPreferred { reading.otherSign = bytes[signIndex] }
        }
        // Minus zero is read as zero; its sign is kept beside it.
        reading.isNegative = found.isNegative && !reading.isZero
        if found.isNegative, reading.isZero { reading.otherSign = bytes[signIndex] }
        return reading
    }

    /// Reads digits without a sign; nil if one is none.
    private func readDigits(
        _ bytes: Span<UInt8>,
        from first: Int = 0,
        into number: inout FieldDigits
    ) -> NumberReading? {
        let zero = zero
        var union: UInt8 = 0
        var carry: UInt8 = 0
        for index in bytes.indices {
            // What is left of a digit without EBCDIC's F0 or ASCII's 30 is less than 10, so that adding 6 stays below 16.
            let digit = bytes[index] ^ zero
            union |= digit
            carry |= digit &+ 6
            number.put(digit & 0xF, at: first + index)
        }
        guard (union | carry) & 0xF0 == 0 else { return nil }
        number.count = bytes.count
        return NumberReading(isZero: union == 0)
    }

    @inline(never)
    private func none(_ bytes: Span<UInt8>) -> NumberReading {
        .none(isUniform(bytes, blank) || isUniform(bytes, 0x00) ? .empty : .invalid)
    }

    private func readSign(_ byte: UInt8) -> (digit: UInt8, isNegative: Bool, isPreferred: Bool)? {
        if sign.isSeparate { return byte == plus ? (0, false, true) : byte == minus ? (0, true, true) : nil }
        return isEBCDIC ? readZone(byte) : readASCII(byte)
    }

    private func readZone(_ byte: UInt8) -> (digit: UInt8, isNegative: Bool, isPreferred: Bool)? {
        let zone = byte >> 4
        guard zone >= 0xA else { return nil }
        return (byte & 0xF, zone == 0xD || zone == 0xB, zone == 0xC || zone == 0xD)
    }

    private func readASCII(_ byte: UInt8) -> (digit: UInt8, isNegative: Bool, isPreferred: Bool)? {
        switch byte {
        case 0x30...0x39: (byte - 0x30, false, false)
        case 0x7B: (0, false, true)
        case 0x41...0x49: (byte - 0x40, false, true)
        case 0x7D: (0, true, true)
        case 0x4A...0x52: (byte - 0x49, true, true)
        case 0x70...0x79: (byte - 0x70, true, false)
        default: nil
        }
    }

    /// Appends a number, given as its ASCII digits with leading zeros.
    func append(_ digits: [UInt8], isNegative: Bool, into output: inout [UInt8]) {
        let start = output.count
        for digit in digits { output.append(digit & 0xF | zero) }
        guard isSigned else { return }
        if sign.isSeparate {
            output.insert(isNegative ? minus : plus, at: sign.isLeading ? start : output.count)
            return
        }
        let index = sign.isLeading ? start : output.count - 1
        output[index] = signed(output[index] & 0xF, isNegative)
    }

    private func signed(_ digit: UInt8, _ isNegative: Bool) -> UInt8 {
        if isEBCDIC { return digit | (isNegative ? 0xD0 : 0xC0) }
        if digit == 0 { return isNegative ? 0x7D : 0x7B }
        return digit + (isNegative ? 0x49 : 0x40)
    }
}
