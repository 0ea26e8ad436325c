import Canonical

/// Exact decimals as mappings compute with them.
extension Number {
    /// Reads a decimal as XML Schema and this bus's documents write it: `12.50`, `-3`, `+.5`, and JSON's exponents.
    ///
    /// It is nil if the text is none or a limit is passed.
    ///
    /// - Parameter text: the digits.
    init?(decimal text: Span<UInt8>) {
        var index = 0
        var isNegative = false
        if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            isNegative = text[0] == UInt8(ascii: "-")
            index = 1
        }
        var magnitude: UInt64 = 0
        var digits = 0
        var fraction = -1
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "."), fraction < 0 {
                fraction = 0
            } else if byte &- 0x30 < 10 {
                magnitude = magnitude &* 10 &+ UInt64(byte &- 0x30)
                digits += 1
                if fraction >= 0 { fraction += 1 }
            } else {
                break
            }
            index += 1
        }
        // Up to 18 digits fit a word; what is longer or has an exponent is rare.
        guard index == text.count, digits <= 18 else {
            self.init(long: text)
            return
        }
        guard digits > 0 else { return nil }
        let signed = isNegative ? -Int128(magnitude) : Int128(magnitude)
        self.init(coefficient: signed, exponent: -max(fraction, 0))
    }

    /// Whether a text is a decimal within the limits; most are told by their digits alone.
    static func isDecimal(_ text: Span<UInt8>) -> Bool {
        var index = text.count > 0 && text[0] == UInt8(ascii: "-") ? 1 : 0
        let start = index
        var hasPoint = false
        while index < text.count {
            let byte = text[index]
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if byte &- 0x30 >= 10 {
                return Number(decimal: text) != nil
            }
            index &+= 1
        }
        let digits = index - start - (hasPoint ? 1 : 0)
        return digits > 0 && (digits <= 18 || Number(decimal: text) != nil)
    }

    private init?(long text: Span<UInt8>) {
        // JSON's grammar has neither a plus nor zeros at the front.
        var digits: [UInt8] = []
        var index = 0
        if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
            if text[0] == UInt8(ascii: "-") { digits.append(text[0]) }
            index = 1
        }
        while index + 1 < text.count, text[index] == UInt8(ascii: "0"), text[index + 1] &- 0x30 < 10 { index += 1 }
        while index < text.count {
            digits.append(text[index])
            index += 1
        }
        self.init(utf8: digits.span)
    }

    /// The sum; nil where it has more than 38 digits.
    func adding(_ other: Number) -> Number? {
        guard let (left, right, exponent) = Self.aligned(self, other) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Number(coefficient: sum, exponent: exponent)
    }

    /// The number with the other sign.
    var negated: Number { Number(coefficient: -coefficient, exponent: exponent) ?? self }

    /// The product; nil where it has more than 38 digits.
    func multiplied(by other: Number) -> Number? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return overflow ? nil : Number(coefficient: product, exponent: exponent + other.exponent)
    }

    /// Below, at or above 0, as this is below, at or above the other; exact.
    func order(against other: Number) -> Int {
        if let (left, right, _) = Self.aligned(self, other) { return left < right ? -1 : left > right ? 1 : 0 }
        let signs = (coefficient.signum(), other.coefficient.signum())
        guard signs.0 == signs.1 else { return signs.0 < signs.1 ? -1 : 1 }
        // Aligning passes the limit, so the magnitudes are of different orders.
        let orders = (digitCount + exponent, other.digitCount + other.exponent)
        return orders.0 < orders.1 ? -Int(signs.0) : Int(signs.0)
    }

    /// Both as whole numbers of one power of ten; nil where that takes more than 38 digits.
    private static func aligned(_ left: Number, _ right: Number) -> (Int128, Int128, exponent: Int)? {
        let exponent = min(left.exponent, right.exponent)
        guard let leftScaled = left.scaled(to: exponent), let rightScaled = right.scaled(to: exponent) else {
            return nil
        }
        return (leftScaled, rightScaled, exponent)
    }

    /// The coefficient for a lower exponent.
    private func scaled(to lower: Int) -> Int128? {
        var scaled = coefficient
        guard scaled != 0 else { return 0 }
        guard exponent - lower <= Self.digitsMax else { return nil }
        for _ in 0..<(exponent - lower) {
            let (product, overflow) = scaled.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            scaled = product
        }
        return scaled
    }

    private var digitCount: Int {
        var count = 0
        var rest = coefficient.magnitude
        while rest > 0 {
            count += 1
            rest /= 10
        }
        return count
    }

    /// Appends the digits, without an exponent; false where that would take more than 38 zeros.
    func append(to output: inout [UInt8]) -> Bool {
        guard abs(exponent) <= Self.digitsMax else { return false }
        if coefficient < 0 { output.append(UInt8(ascii: "-")) }
        let start = output.count
        var rest = coefficient.magnitude
        var written = 0
        while rest > 0 || written <= -exponent {
            if written == -exponent, written > 0 { output.append(UInt8(ascii: ".")) }
            output.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            written += 1
        }
        output[start...].reverse()
        if exponent > 0, coefficient != 0 { output.append(contentsOf: repeatElement(0x30, count: exponent)) }
        return true
    }
}
