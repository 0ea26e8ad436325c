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
        var seen = putPairs(bytes, pairCount, into: &number)
        var reading = NumberReading()
        if hasSign {
            let (digit, sign) = (bytes[pairCount] >> 4, bytes[pairCount] & 0xF)
            seen.add(digit)
            guard seen.areDigits, sign >= 10 else { return none(bytes) }
            number.put(digit, at: 2 * pairCount)
            let isMinus = sign == 0xD || sign == 0xB
            guard isSigned || !isMinus || seen.areZeros else { return .none(.invalid) }
            reading.isNegative = isMinus && !seen.areZeros
            let preferred: UInt8 = isSigned ? (reading.isNegative ? 0xD : 0xC) : 0xF
            if sign != preferred { reading.otherSign = sign }
        } else if !seen.areDigits {
            return none(bytes)
        }
        number.count = 2 * pairCount + (hasSign ? 1 : 0)
        if number.count > digits, bytes[0] >> 4 != 0 { return .none(.tooLarge) }
        reading.isZero = seen.areZeros
        return reading
    }

    /// Puts the half bytes of so many bytes in place; of four bytes and more, always four at once, of which the last may be
    /// some of those before.
    private static func putPairs(_ bytes: Span<UInt8>, _ count: Int, into number: inout FieldDigits) -> SeenDigits {
        var seen = SeenDigits()
        guard count >= 4 else {
            for index in 0..<count {
                let (high, low) = (bytes[index] >> 4, bytes[index] & 0xF)
                seen.add(high)
                seen.add(low)
                number.put(high, at: 2 * index)
                number.put(low, at: 2 * index + 1)
            }
            return seen
        }
        var index = 0
        while index < count {
            let start = min(index, count - 4)
            let word = UInt32(bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self))
            let digits = spread(word)
            seen.add(eight: digits)
            number.put(eight: digits, at: 2 * start)
            index += 4
        }
        return seen
    }

    /// Eight half bytes as bytes.
    @inline(__always)
    private static func spread(_ halves: UInt32) -> UInt64 {
        var word = UInt64(halves)
        word = (word | word << 16) & 0x0000_FFFF_0000_FFFF
        word = (word | word << 8) & 0x00FF_00FF_00FF_00FF
        return (word | word << 4) & 0x0F0F_0F0F_0F0F_0F0F
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
