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

    func read<Magnitude>(_ bytes: Span<UInt8>, of: Magnitude.Type) -> NumberReading<Magnitude> {
        var magnitude: Magnitude = 0
        var isNegative = false
        var otherSign: UInt8?
        let signIndex = isSigned ? (sign.isLeading ? 0 : bytes.count - 1) : -1
        for index in bytes.indices {
            var digit = bytes[index] &- zero
            if index == signIndex {
                guard let found = readSign(bytes[index]) else { return none(bytes) }
                isNegative = found.isNegative
                if sign.isSeparate { continue }
                digit = found.digit
                if !found.isPreferred { otherSign = bytes[index] }
            }
            guard digit < 10 else { return none(bytes) }
            magnitude = magnitude &* 10 &+ Magnitude(digit)
        }
        var reading = NumberReading(status: .value, magnitude: magnitude, isNegative: isNegative && magnitude != 0)
        // Minus zero is read as zero; its sign is kept beside it.
        if isNegative && magnitude == 0 { otherSign = bytes[signIndex] }
        reading.otherSign = otherSign
        return reading
    }

    private func none<Magnitude>(_ bytes: Span<UInt8>) -> NumberReading<Magnitude> {
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
