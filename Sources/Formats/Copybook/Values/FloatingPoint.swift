/// Floating point numbers, COMP-1 and COMP-2: IBM's hexadecimal ones or those of IEEE 754.
enum FloatingPoint: String, Sendable {
    /// Sign, exponent of 16 plus 64 in 7 bits, fraction of 24 or 56 bits (z/Architecture, chapter 18).
    case ibm
    /// IEEE 754, big-endian.
    case ieee
    /// IEEE 754, little-endian.
    case ieeeLittle = "ieee-little"

    /// The shortest decimal that stands for the number; nil for what is no number.
    ///
    /// Of COMP-2 in IBM's form the last three bits may be lost: then ``bytes(of:length:)`` gives other bytes.
    func text(_ bytes: Span<UInt8>) -> String? {
        let bits = bits(bytes)
        if self == .ibm { return ibmText(bits, length: bytes.count) }
        if bytes.count == 4 {
            let value = Float(bitPattern: UInt32(truncatingIfNeeded: bits))
            return value.isFinite ? value.description : nil
        }
        let value = Double(bitPattern: bits)
        return value.isFinite ? value.description : nil
    }

    /// The bytes of a number in text; nil where it is none or too large.
    func bytes(of text: String, length: Int) -> [UInt8]? {
        guard let value = Double(text), value.isFinite else { return nil }
        var bits: UInt64
        if self == .ibm {
            guard let ibm = ibmBits(value, length: length) else { return nil }
            bits = ibm
        } else if length == 4 {
            guard let single = Float(text), single.isFinite else { return nil }
            bits = UInt64(single.bitPattern)
        } else {
            bits = value.bitPattern
        }
        var bytes: [UInt8] = []
        for index in 0..<length {
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(8 * (length - 1 - index))))
        }
        return self == .ieeeLittle ? bytes.reversed() : bytes
    }

    private func bits(_ bytes: Span<UInt8>) -> UInt64 {
        var bits: UInt64 = 0
        for index in bytes.indices {
            bits = bits << 8 | UInt64(bytes[self == .ieeeLittle ? bytes.count - 1 - index : index])
        }
        return bits
    }

    private func ibmText(_ bits: UInt64, length: Int) -> String {
        let fractionBits = length * 8 - 8
        let fraction = bits & ((1 << UInt64(fractionBits)) - 1)
        let exponent = Int(bits >> UInt64(fractionBits) & 0x7F) - 64
        let isNegative = bits >> UInt64(length * 8 - 1) & 1 == 1
        let magnitude = Double(sign: .plus, exponent: 4 * exponent - fractionBits, significand: Double(fraction))
        let value = isNegative ? -magnitude : magnitude
        // 24 bits are exact in a Float, whose shortest decimal is shorter than the Double's.
        let single = Float(value)
        return length == 4 && single.isFinite && (single.isNormal || single == 0) && Double(single) == value
            ? single.description : value.description
    }

    private func ibmBits(_ value: Double, length: Int) -> UInt64? {
        let fractionBits = length * 8 - 8
        guard value != 0 else { return 0 }
        var exponent = Int(value.exponent) >> 2 + 1
        var scaled = Double(sign: .plus, exponent: fractionBits - 4 * exponent, significand: value.magnitude).rounded()
        if scaled >= Double(sign: .plus, exponent: fractionBits, significand: 1) {
            scaled /= 16
            exponent += 1
        }
        guard (-64...63).contains(exponent), let fraction = UInt64(exactly: scaled.rounded()) else { return nil }
        let sign: UInt64 = value < 0 ? 1 << UInt64(length * 8 - 1) : 0
        return sign | UInt64(exponent + 64) << UInt64(fractionBits) | fraction
    }
}
