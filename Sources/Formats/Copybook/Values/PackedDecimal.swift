/// Packed decimal numbers, COMP-3: two digits per byte, the sign in the last half byte.
///
/// Written are the preferred signs: C for plus and D for minus, F where the picture has no sign. Read are A, C, E, F as
/// plus and B, D as minus (z/Architecture, Principles of Operation, chapter 8).
enum PackedDecimal {
    /// The bytes of a number of so many digits.
    static func length(digits: Int, hasSign: Bool) -> Int {
        hasSign ? digits / 2 + 1 : (digits + 1) / 2
    }

    static func read<Magnitude>(
        _ bytes: Span<UInt8>,
        isSigned: Bool,
        hasSign: Bool,
        limit: Magnitude
    ) -> NumberReading<Magnitude> {
        var magnitude: Magnitude = 0
        let pairCount = hasSign ? bytes.count - 1 : bytes.count
        guard pairCount >= 0 else { return .none(.invalid) }
        for index in 0..<pairCount {
            let byte = bytes[index]
            let (high, low) = (byte >> 4, byte & 0xF)
            guard high < 10, low < 10 else { return none(bytes) }
            magnitude = magnitude &* 100 &+ Magnitude(high &* 10 &+ low)
        }
        guard hasSign else { return checked(NumberReading(status: .value, magnitude: magnitude), limit) }
        let (digit, sign) = (bytes[pairCount] >> 4, bytes[pairCount] & 0xF)
        guard digit < 10, sign >= 10 else { return none(bytes) }
        magnitude = magnitude &* 10 &+ Magnitude(digit)
        let isNegative = sign == 0xD || sign == 0xB
        guard isSigned || !isNegative || magnitude == 0 else { return .none(.invalid) }
        var reading = NumberReading(status: .value, magnitude: magnitude, isNegative: isNegative && magnitude != 0)
        let preferred: UInt8 = isSigned ? (reading.isNegative ? 0xD : 0xC) : 0xF
        if sign != preferred { reading.otherSign = sign }
        return checked(reading, limit)
    }

    @inline(never)
    private static func none<Magnitude>(_ bytes: Span<UInt8>) -> NumberReading<Magnitude> {
        .none(isUniform(bytes, 0x00) || isUniform(bytes, 0x40) || isUniform(bytes, 0x20) ? .empty : .invalid)
    }

    private static func checked<Magnitude>(
        _ reading: NumberReading<Magnitude>,
        _ limit: Magnitude
    ) -> NumberReading<Magnitude> {
        reading.magnitude <= limit ? reading : .none(.tooLarge)
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
