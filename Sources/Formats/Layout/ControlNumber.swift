/// Numbers as control totals add them: as so many units of ten to the power of minus ``decimals``.
enum ControlNumber {
    /// Sums are kept with so many decimals.
    static let decimals = 8
    /// A hash total has at most so many digits.
    static let hashDigitsMax = 18
    /// The number one.
    static let unit = power(decimals)

    /// A value as digits with a point, times ten to the power of ``decimals``; nil if it is no number or too large.
    static func scaled(_ text: Span<UInt8>) -> Int128? {
        text.count <= shortMax ? scaledShort(text) : scaledLong(text)
    }

    /// Numbers of so many characters are read with the machine's own integers.
    private static let shortMax = 18

    private static func scaledShort(_ text: Span<UInt8>) -> Int128? {
        var value: Int64 = 0
        var point = text.count
        for index in 0..<text.count {
            let byte = text[index]
            if byte &- UInt8(ascii: "0") < 10 {
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            } else if byte == UInt8(ascii: "."), point == text.count {
                point = index
            } else if byte != UInt8(ascii: "-") || index > 0 {
                return nil
            }
        }
        let fraction = max(0, text.count - point - 1)
        guard text.count > 0, fraction <= decimals else { return nil }
        return Int128(text[0] == UInt8(ascii: "-") ? -value : value) * power(decimals - fraction)
    }

    private static func scaledLong(_ text: Span<UInt8>) -> Int128? {
        var value: Int128 = 0
        var fraction: Int?
        for index in 0..<text.count {
            let byte = text[index]
            if index == 0, byte == UInt8(ascii: "-") { continue }
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 0
                continue
            }
            guard byte &- UInt8(ascii: "0") < 10, let next = shifted(value, Int128(byte - UInt8(ascii: "0"))) else {
                return nil
            }
            value = next
            fraction = fraction.map { $0 + 1 }
        }
        guard text.count > 0, (fraction ?? 0) <= decimals else { return nil }
        for _ in 0..<(decimals - (fraction ?? 0)) {
            guard let next = shifted(value, 0) else { return nil }
            value = next
        }
        return text[0] == UInt8(ascii: "-") ? -value : value
    }

    /// The last digits of a text as one number, times ten to the power of ``decimals``.
    static func hash(_ text: Span<UInt8>) -> Int128? {
        var value: UInt64 = 0
        var power: UInt64 = 1
        var digits = 0
        var index = text.count
        while index > 0, digits < hashDigitsMax {
            index -= 1
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { continue }
            value += UInt64(digit) * power
            power *= 10
            digits += 1
        }
        return Int128(value) * unit
    }

    private static func shifted(_ value: Int128, _ digit: Int128) -> Int128? {
        let (product, isOver) = value.multipliedReportingOverflow(by: 10)
        let (sum, isOverToo) = product.addingReportingOverflow(digit)
        return isOver || isOverToo ? nil : sum
    }

    /// Ten to a power of at most 18.
    static func power(_ exponent: Int) -> Int128 {
        var power: Int64 = 1
        for _ in 0..<exponent { power *= 10 }
        return Int128(power)
    }

    /// A total as the text of a value with so many decimals; nil if it has more.
    static func text(_ total: Int128, decimals count: Int) -> [UInt8]? {
        let digits = String(total.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let fraction = padded.suffix(decimals)
        let kept = fraction.prefix(count)
        guard fraction.dropFirst(count).allSatisfy({ $0 == "0" }) else { return nil }
        let text = (total < 0 ? "-" : "") + padded.dropLast(decimals) + (kept.isEmpty ? "" : ".\(kept)")
        return Array(text.utf8)
    }
}
