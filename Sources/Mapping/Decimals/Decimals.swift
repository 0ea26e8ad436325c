package import Canonical

/// Exact arithmetic on decimal numbers, as money needs it.
///
/// A result is exact, or it is rounded as the call says, or it is refused: `overflow` where the exact digits are more than
/// 38. Nothing wraps, nothing is a binary floating point number, and nothing traps.
package enum Decimals {
    /// The greatest number of decimals that a result can be asked for.
    package static let scaleMax = 38

    /// The sum, with as many decimals as the more exact of the two.
    package static func add(_ left: Number, _ right: Number) throws(ValueRefusal) -> Number {
        if let sum = aligned(left, right) ?? aligned(left.normalised, right.normalised) { return sum }
        throw ValueRefusal(.overflow)
    }

    /// The difference, with as many decimals as the more exact of the two.
    package static func subtract(_ left: Number, _ right: Number) throws(ValueRefusal) -> Number {
        try add(left, negate(right))
    }

    /// The number with the other sign.
    package static func negate(_ number: Number) -> Number {
        // A coefficient has 38 digits at most, so its negative is one too.
        Number(coefficient: -number.coefficient, exponent: number.exponent) ?? number
    }

    /// Whether the first is less than, equal to or greater than the second: -1, 0 or 1, whatever zeros they end with.
    package static func compare(_ left: Number, _ right: Number) -> Int {
        let (left, right) = (left.normalised, right.normalised)
        let signs = (left.coefficient.signum(), right.coefficient.signum())
        guard signs.0 == signs.1 else { return signs.0 < signs.1 ? -1 : 1 }
        guard signs.0 != 0 else { return 0 }
        return Int(signs.0) * compareMagnitudes(left, right)
    }

    /// The number of digits behind the point, as written.
    package static func scale(_ number: Number) -> Int { max(0, -number.exponent) }

    /// The number of digits without zeros in front; 1 for zero.
    package static func precision(_ number: Number) -> Int { digitCount(number.coefficient.magnitude) }

    /// Whether a number has at most so many digits, and so many of them behind the point, zeros at the end aside.
    ///
    /// That is what XML Schema's `totalDigits` and `fractionDigits` say of a value.
    package static func fits(_ number: Number, digits: Int, decimals: Int) -> Bool {
        let number = number.normalised
        let count = number.coefficient == 0 ? 1 : digitCount(number.coefficient.magnitude)
        // Digits that are only zeros count where the point is behind or far in front of them.
        let total = number.exponent >= 0 ? count + number.exponent : max(count, -number.exponent)
        return total <= digits && scale(number) <= decimals
    }

    private static func aligned(_ left: Number, _ right: Number) -> Number? {
        let exponent = min(left.exponent, right.exponent)
        guard let first = coefficient(left, at: exponent), let second = coefficient(right, at: exponent) else {
            return nil
        }
        // Both have 38 digits at most: the sum is far from the limits of an Int128.
        return Number(coefficient: first + second, exponent: exponent)
    }

    /// The coefficient with zeros behind it, for a smaller exponent; nil where it has more than 38 digits then.
    private static func coefficient(_ number: Number, at exponent: Int) -> Int128? {
        let zeros = number.exponent - exponent
        if number.coefficient == 0 || zeros == 0 { return number.coefficient }
        guard zeros <= scaleMax, digitCount(number.coefficient.magnitude) + zeros <= Number.digitsMax else {
            return nil
        }
        return number.coefficient * Int128(PowersOfTen[zeros])
    }

    /// Compares magnitudes that are not zero and have no zeros behind.
    private static func compareMagnitudes(_ left: Number, _ right: Number) -> Int {
        let (first, second) = (left.coefficient.magnitude, right.coefficient.magnitude)
        let places = (digitCount(first) + left.exponent, digitCount(second) + right.exponent)
        guard places.0 == places.1 else { return places.0 < places.1 ? -1 : 1 }
        // As many digits in front of the point: filled up to 38 digits, they compare as integers.
        let filled = (
            first * PowersOfTen[Number.digitsMax - digitCount(first)],
            second * PowersOfTen[Number.digitsMax - digitCount(second)]
        )
        return filled.0 < filled.1 ? -1 : filled.0 == filled.1 ? 0 : 1
    }

    /// The number of digits; 1 for zero.
    static func digitCount(_ magnitude: UInt128) -> Int {
        var count = 1
        while count < Number.digitsMax, magnitude >= PowersOfTen[count] { count += 1 }
        return count
    }
}

/// The powers of ten that a number's digits can be.
enum PowersOfTen {
    private static let table: [UInt128] = {
        var table: [UInt128] = [1]
        for _ in 0..<Number.digitsMax { table.append(table[table.count - 1] * 10) }
        return table
    }()

    /// Ten to the power of 0 to 38.
    static subscript(_ exponent: Int) -> UInt128 { table[exponent] }
}
