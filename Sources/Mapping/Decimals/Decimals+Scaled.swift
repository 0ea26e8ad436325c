package import Canonical

/// Results with a number of decimals that the call states, and a way of rounding that it states too.
extension Decimals {
    /// The product, exactly.
    ///
    /// - Throws: `overflow` where it has more than 38 digits, zeros at the end aside.
    package static func multiply(_ left: Number, _ right: Number) throws(ValueRefusal) -> Number {
        var product = WideInteger(left.coefficient.magnitude, right.coefficient.magnitude)
        var exponent = left.exponent + right.exponent
        while !product.fits, product.dropZero() { exponent += 1 }
        let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
        return try number(product, isNegative: isNegative, exponent: exponent)
    }

    /// The product with so many decimals: an amount times a rate.
    package static func multiply(
        _ left: Number,
        _ right: Number,
        scale: Int,
        rounding: Rounding
    ) throws(ValueRefusal) -> Number {
        let product = WideInteger(left.coefficient.magnitude, right.coefficient.magnitude)
        let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
        let exponent = left.exponent + right.exponent
        return try rescale(product, exponent, isNegative: isNegative, scale: scale, rounding: rounding)
    }

    /// The number with so many decimals; zeros are added where it has fewer.
    package static func round(_ number: Number, scale: Int, rounding: Rounding) throws(ValueRefusal) -> Number {
        try multiply(number, Number(1), scale: scale, rounding: rounding)
    }

    /// The quotient with so many decimals.
    ///
    /// - Throws: `divisionByZero`, or `overflow` where the whole digits and decimals are more than 38.
    package static func divide(
        _ left: Number,
        by right: Number,
        scale: Int,
        rounding: Rounding
    ) throws(ValueRefusal) -> Number {
        guard (0...scaleMax).contains(scale) else { throw ValueRefusal(.argument) }
        let divisor = right.coefficient.magnitude
        guard divisor != 0 else { throw ValueRefusal(.divisionByZero) }
        let isNegative = (left.coefficient < 0) != (right.coefficient < 0)
        var division = LongDivision(left.coefficient.magnitude, by: divisor)
        let shift = left.exponent - right.exponent + scale
        guard shift < 0 else {
            guard division.shift(by: shift) else { throw ValueRefusal(.overflow) }
            let up = rounding.goesUp(division.remainder, isOdd: division.quotient % 2 == 1, isNegative: isNegative)
            let quotient = WideInteger(division.quotient, 1)
            return try number(up ? quotient.successor : quotient, isNegative: isNegative, exponent: -scale)
        }
        let quotient = WideInteger(division.quotient, 1, hasMore: division.remainder != .none)
        return try rescale(quotient, shift - scale, isNegative: isNegative, scale: scale, rounding: rounding)
    }

    /// Gives `magnitude × 10^exponent` so many decimals.
    private static func rescale(
        _ magnitude: WideInteger,
        _ exponent: Int,
        isNegative: Bool,
        scale: Int,
        rounding: Rounding
    ) throws(ValueRefusal) -> Number {
        guard (0...scaleMax).contains(scale) else { throw ValueRefusal(.argument) }
        var result = magnitude
        let shift = exponent + scale
        if shift >= 0 {
            guard result.addZeros(shift) else { throw ValueRefusal(.overflow) }
        } else {
            result.dropDigits(-shift)
        }
        if rounding.goesUp(result.remainder, isOdd: result.isOdd, isNegative: isNegative) { result = result.successor }
        return try number(result, isNegative: isNegative, exponent: -scale)
    }

    private static func number(
        _ magnitude: WideInteger,
        isNegative: Bool,
        exponent: Int
    ) throws(ValueRefusal) -> Number {
        guard magnitude.fits else { throw ValueRefusal(.overflow) }
        // Fewer than 2^127, as it has 38 digits at most.
        let coefficient = Int128(magnitude.low)
        guard let number = Number(coefficient: isNegative ? -coefficient : coefficient, exponent: exponent) else {
            throw ValueRefusal(.overflow)
        }
        return number
    }
}
