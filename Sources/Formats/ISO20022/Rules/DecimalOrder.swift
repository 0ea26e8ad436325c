import Canonical

/// Compares and adds exact decimals.
enum DecimalOrder {
    /// Reads a decimal of XML Schema, which JSON's grammar does not quite take (`+1`, `.5`, `1.`, `007`); nil if it is
    /// none.
    static func number(_ text: ArraySlice<UInt8>) -> Number? {
        var coefficient: Int128 = 0
        var exponent = 0
        var digits = 0
        var hasPoint = false
        var rest = text
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        for byte in rest {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
                continue
            }
            guard (0x30...0x39).contains(byte), digits < Number.digitsMax else { return nil }
            coefficient = coefficient * 10 + Int128(byte - 0x30)
            digits += 1
            if hasPoint { exponent -= 1 }
        }
        guard digits > 0 else { return nil }
        return Number(coefficient: isNegative ? -coefficient : coefficient, exponent: exponent)
    }

    /// Negative if the first is less, 0 if both are the same amount; nil if they are too far apart to be compared.
    static func compare(_ left: Number, _ right: Number) -> Int? {
        guard let (left, right, _) = aligned(left, right) else { return nil }
        return left < right ? -1 : left > right ? 1 : 0
    }

    /// The sum; nil if it is too large.
    static func sum(_ left: Number, _ right: Number) -> Number? {
        guard let (left, right, exponent) = aligned(left, right) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Number(coefficient: sum, exponent: exponent)
    }

    /// The coefficients for the smaller one of both exponents.
    private static func aligned(_ left: Number, _ right: Number) -> (Int128, Int128, Int)? {
        let exponent = min(left.exponent, right.exponent)
        guard let first = scaled(left, to: exponent), let second = scaled(right, to: exponent) else { return nil }
        return (first, second, exponent)
    }

    private static func scaled(_ number: Number, to exponent: Int) -> Int128? {
        var coefficient = number.coefficient
        guard number.exponent - exponent <= Number.digitsMax else { return nil }
        for _ in 0..<number.exponent - exponent {
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            coefficient = product
        }
        return coefficient
    }
}
