/// Packed decimal numbers, COMP-3: two digits per byte, the sign in the last half byte.
///
/// Written are the preferred signs: C for plus and D for minus, F where the picture has no sign. Read are A, C, E, F as
/// plus and B, D as minus (z/Architecture, Principles of Operation, chapter 8).
enum PackedDecimal {
    /// The bytes of a number of so many digits.
    static func length(digits: Int, hasSign: Bool) -> Int {
        hasSign ? digits / 2 + 1 : (digits + 1) / 2
    }

    /// Reads a number of so many digits; its digits are put into `number`, one more than it has where their number is
    /// even, as the first half byte is not used then.
    static func read(
        _ bytes: Span<UInt8>,
        digits: Int,
        isSigned: Bool,
        hasSign: Bool,
        into number: inout FieldDigits
    ) -> NumberReading {
        let pairCount = hasSign ? bytes.count - 1 : bytes.count
        guard pairCount >= 0, bytes.count > 0 else { return .none(.invalid) }
        // Half bytes from 10 on carry into the fifth bit when 6 is added.
        var carry: UInt8 = 0
        var union: UInt8 = 0
        for index in 0..<pairCount {
            let byte = bytes[index]
            let (high, low) = (byte >> 4, byte & 0xF)
            carry |= (high &+ 6) | (low &+ 6)
            union |= byte
            number.put(high, at: 2 * index)
            number.put(low, at: 2 * index + 1)
        }
        var reading = NumberReading()
        if hasSign {
            let (digit, sign) = (bytes[pairCount] >> 4, bytes[pairCount] & 0xF)
            carry |= digit &+ 6
            union |= digit
            guard carry < 0x10, sign >= 10 else { return none(bytes) }
            number.put(digit, at: 2 * pairCount)
            let isMinus = sign == 0xD || sign == 0xB
            guard isSigned || !isMinus || union == 0 else { return .none(.invalid) }
            reading.isNegative = isMinus && union != 0
            let preferred: UInt8 = isSigned ? (reading.isNegative ? 0xD : 0xC) : 0xF
            if sign != preferred { reading.otherSign = sign }
        } else if carry >= 0x10 {
            return none(bytes)
        }
        number.count = 2 * pairCount + (hasSign ? 1 : 0)
        if number.count > digits, bytes[0] >> 4 != 0 { return .none(.tooLarge) }
        reading.isZero = union == 0
        return reading
    }

    @inline(never)
    private static func none(_ bytes: Span<UInt8>) -> NumberReading {
        .none(isUniform(bytes, 0x00) || isUniform(bytes, 0x40) || isUniform(bytes, 0x20) ? .empty : .invalid)
    }

    /// Appends a number, given as its ASCII digits with leading zeros.
    static func append(
        _ digits: [UInt8],
        isNegative: Bool,
        isSigned: Bool,
        hasSign: Bool,
        into output: inout [UInt8]
    ) {
        var nibbles = digits.map { $0 & 0xF }
        if hasSign { nibbles.append(isSigned ? (isNegative ? 0xD : 0xC) : 0xF) }
        if nibbles.count % 2 == 1 { nibbles.insert(0, at: 0) }
        for index in stride(from: 0, to: nibbles.count, by: 2) {
            output.append(nibbles[index] << 4 | nibbles[index + 1])
        }
    }
}

/// Whether all bytes are this one.
func isUniform(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool {
    for index in bytes.indices where bytes[index] != byte { return false }
    return true
}
