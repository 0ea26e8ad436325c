/// Numbers in two's complement, COMP and COMP-5, of 2, 4, 8 or 16 bytes.
enum BinaryNumber {
    /// The bytes of a number of so many digits: 2 up to 4, 4 up to 9, 8 up to 18.
    static func length(digits: Int) -> Int {
        digits <= 4 ? 2 : digits <= 9 ? 4 : digits <= 18 ? 8 : 16
    }

    static func read<Magnitude>(
        _ bytes: Span<UInt8>,
        isSigned: Bool,
        isLittleEndian: Bool,
        limit: Magnitude
    ) -> NumberReading<Magnitude> {
        var bits: Magnitude = 0
        if isLittleEndian {
            for index in bytes.indices.reversed() { bits = bits << 8 | Magnitude(bytes[index]) }
        } else {
            for index in bytes.indices { bits = bits << 8 | Magnitude(bytes[index]) }
        }
        let width = bytes.count * 8
        let isNegative = isSigned && width > 0 && bits >> Magnitude(width - 1) & 1 == 1
        if isNegative {
            bits = 0 &- bits
            if width < Magnitude.bitWidth { bits &= (1 << Magnitude(width)) - 1 }
        }
        guard bits <= limit else { return .none(.tooLarge) }
        return NumberReading(status: .value, magnitude: bits, isNegative: isNegative)
    }

    /// Appends a number; false if it does not fit into so many bytes.
    static func append(
        _ magnitude: UInt128,
        isNegative: Bool,
        length: Int,
        isSigned: Bool,
        isLittleEndian: Bool,
        into output: inout [UInt8]
    ) -> Bool {
        let valueBits = UInt128(length * 8 - (isSigned ? 1 : 0))
        let limit = valueBits >= 128 ? UInt128.max : (1 << valueBits) - 1 + (isNegative ? 1 : 0)
        guard magnitude <= limit, isSigned || !isNegative else { return false }
        let bits = isNegative ? 0 &- magnitude : magnitude
        for index in 0..<length {
            let shift = UInt128(8 * (isLittleEndian ? index : length - 1 - index))
            output.append(UInt8(truncatingIfNeeded: bits >> shift))
        }
        return true
    }
}
