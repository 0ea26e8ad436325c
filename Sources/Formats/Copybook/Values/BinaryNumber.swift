/// Numbers in two's complement, COMP and COMP-5, of 2, 4, 8 or 16 bytes.
enum BinaryNumber {
    /// The bytes of a number of so many digits: 2 up to 4, 4 up to 9, 8 up to 18.
    static func length(digits: Int) -> Int {
        digits <= 4 ? 2 : digits <= 9 ? 4 : digits <= 18 ? 8 : 16
    }

    /// Reads a number of at most 8 bytes whose magnitude is at most `limit`.
    static func read(
        _ bytes: Span<UInt8>,
        isSigned: Bool,
        isLittleEndian: Bool,
        limit: UInt64,
        into number: inout FieldDigits
    ) -> NumberReading {
        var bits: UInt64 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt64(bytes[isLittleEndian ? bytes.count - 1 - index : index])
        }
        let width = UInt64(bytes.count * 8)
        let isNegative = isSigned && width > 0 && bits >> (width - 1) & 1 == 1
        if isNegative {
            bits = 0 &- bits
            if width < 64 { bits &= (1 << width) - 1 }
        }
        guard bits <= limit else { return .none(.tooLarge) }
        number = FieldDigits(bits)
        return NumberReading(isZero: bits == 0, isNegative: isNegative)
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
