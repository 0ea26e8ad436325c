import Canonical

extension Number {
    /// Whether it has no fraction, however it is written.
    var isWhole: Bool { exponent >= 0 || normalised.exponent >= 0 }

    /// Whether it is less than another number; exact.
    func isLess(than other: Number) -> Bool {
        Self.compare(self, other) < 0
    }

    /// Below, at or above 0, as the left is below, at or above the right.
    private static func compare(_ left: Number, _ right: Number) -> Int {
        let signs = (left.coefficient.signum(), right.coefficient.signum())
        guard signs.0 == signs.1, signs.0 != 0 else { return Int(signs.0) - Int(signs.1) }
        return Int(signs.0) * compareMagnitudes(left.normalised, right.normalised)
    }

    private static func compareMagnitudes(_ left: Number, _ right: Number) -> Int {
        let leftOrder = digitCount(left.coefficient.magnitude) + left.exponent
        let rightOrder = digitCount(right.coefficient.magnitude) + right.exponent
        guard leftOrder == rightOrder else { return leftOrder < rightOrder ? -1 : 1 }
        // Of the same order, so the one with the higher exponent has as many digits fewer, and scaling it fits.
        let shift = left.exponent - right.exponent
        let leftScaled = left.coefficient.magnitude * powerOfTen(max(0, shift))
        let rightScaled = right.coefficient.magnitude * powerOfTen(max(0, -shift))
        return leftScaled < rightScaled ? -1 : leftScaled > rightScaled ? 1 : 0
    }

    private static func digitCount(_ value: UInt128) -> Int {
        var count = 1
        var rest = value / 10
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    /// The power of ten, for exponents from 0 to 38, which is what fits.
    private static func powerOfTen(_ exponent: Int) -> UInt128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// Whether it is a whole number of times another one that is above 0; exact.
    func isMultiple(of divisor: Number) -> Bool {
        let value = normalised
        let divisor = divisor.normalised
        guard value.coefficient != 0 else { return true }
        let shift = value.exponent - divisor.exponent
        // Without trailing zeros of its own, a value is no multiple of what ends in more zeros.
        guard shift >= 0 else { return false }
        return Self.remainder(value.coefficient.magnitude, timesTenTo: shift, by: divisor.coefficient.magnitude) == 0
    }

    /// The remainder of value × 10^exponent, multiplied out modulo the divisor.
    private static func remainder(_ value: UInt128, timesTenTo exponent: Int, by divisor: UInt128) -> UInt128 {
        var remainder = value % divisor
        for _ in 0..<exponent where remainder != 0 {
            // The divisor has at most 38 digits, so ten times less than it may be more than 128 bits.
            let (high, low) = remainder.multipliedFullWidth(by: 10)
            remainder = divisor.dividingFullWidth((high, low)).remainder
        }
        return remainder
    }
}
