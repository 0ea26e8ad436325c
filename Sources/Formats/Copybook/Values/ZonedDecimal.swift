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
            let seen = putDigits(bytes, at: 0, into: &number)
            return seen.areDigits ? NumberReading(isZero: seen.areZeros) : none(bytes)
        }
        return readSigned(bytes, into: &number)
    }

    private func readSigned(_ bytes: Span<UInt8>, into number: inout FieldDigits) -> NumberReading {
        let signIndex = sign.isLeading ? 0 : bytes.count - 1
        guard let found = readSign(bytes[signIndex]) else { return none(bytes) }
        let others = sign.isLeading ? 1..<bytes.count : 0..<signIndex
        // The digit below the sign is put in place by hand; the others lie behind or before it.
        let isOver = !sign.isSeparate
        var seen = putDigits(bytes.extracting(others), at: isOver && sign.isLeading ? 1 : 0, into: &number)
        if isOver { seen.add(found.digit) }
        guard seen.areDigits else { return none(bytes) }
        var reading = NumberReading(isZero: seen.areZeros)
        if isOver {
            number.put(found.digit, at: sign.isLeading ? 0 : number.count)
            number.count += 1
            if !found.isPreferred { reading.otherSign = bytes[signIndex] }
        }
        // Minus zero is read as zero; its sign is kept beside it.
        reading.isNegative = found.isNegative && !reading.isZero
        if found.isNegative, reading.isZero { reading.otherSign = bytes[signIndex] }
        return reading
    }

    /// Puts digits without a sign in place; of eight and more, always eight at once, of which the last may be some of those
    /// before.
    @inline(__always)
    private func putDigits(_ bytes: Span<UInt8>, at first: Int, into number: inout FieldDigits) -> SeenDigits {
        var seen = SeenDigits()
        let count = bytes.count
        number.count = count
        // What is left of a digit without EBCDIC's F0 or ASCII's 30 is its value.
        let zero = zero
        guard count >= 8 else {
            for index in 0..<count {
                let digit = bytes[index] ^ zero
                seen.add(digit)
                number.put(digit, at: first + index)
            }
            return seen
        }
        let zeros = UInt64(zero) &* 0x0101_0101_0101_0101
        var index = 0
        while index < count {
            let start = min(index, count - 8)
            let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
            let digits = UInt64(bigEndian: word) ^ zeros
            seen.add(eight: digits)
            number.put(eight: digits, at: first + start)
            index += 8
        }
        return seen
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
