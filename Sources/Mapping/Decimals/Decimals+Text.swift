package import Canonical

/// Decimal text: a sign perhaps, digits, and perhaps a point and digits; never an exponent.
extension Decimals {
    private static let zero = UInt8(ascii: "0")

    /// Reads decimal text, zeros in front included; nil where it is none or has more than 38 digits.
    package static func read(_ text: Span<UInt8>) -> Number? {
        guard text.count > 0 else { return nil }
        let isNegative = text[0] == UInt8(ascii: "-")
        var index = isNegative || text[0] == UInt8(ascii: "+") ? 1 : 0
        var coefficient: Int128 = 0
        var point: Int?
        var digits = 0
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "."), point == nil, digits > 0 {
                point = index
            } else {
                guard byte.isDigit, coefficient < Int128(PowersOfTen[Number.digitsMax - 1]) else { return nil }
                coefficient = coefficient * 10 + Int128(byte - zero)
                digits += 1
            }
            index += 1
        }
        let decimals = point.map { text.count - $0 - 1 } ?? 0
        guard digits > 0, point == nil || decimals > 0 else { return nil }
        return Number(coefficient: isNegative ? -coefficient : coefficient, exponent: -decimals)
    }

    /// Writes a number as decimal text, with as many decimals as it has.
    ///
    /// - Throws: `overflow` where that takes more than 38 digits, as an exponent can say.
    package static func write(_ number: Number, into output: inout [UInt8]) throws(ValueRefusal) {
        let digits = Array(String(number.coefficient.magnitude).utf8)
        let zeros = number.coefficient == 0 ? 0 : max(0, number.exponent)
        let decimals = scale(number)
        guard digits.count + zeros <= Number.digitsMax, decimals <= Number.digitsMax else {
            throw ValueRefusal(.overflow)
        }
        if number.coefficient < 0 { output.append(UInt8(ascii: "-")) }
        let padded = repeatElement(zero, count: max(0, decimals + 1 - digits.count)) + digits
        output.append(contentsOf: padded.dropLast(decimals))
        output.append(contentsOf: repeatElement(zero, count: zeros))
        guard decimals > 0 else { return }
        output.append(UInt8(ascii: "."))
        output.append(contentsOf: padded.suffix(decimals))
    }
}
