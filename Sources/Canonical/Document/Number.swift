/// An exact decimal number: `coefficient × 10^exponent`, with the digits as they were written.
///
/// `1.50` and `1.5` are different values of this type (they print differently) and compare equal by ``isEqual(to:)``.
/// Limits: 38 significant digits, exponent from -6,144 to 6,144. Nothing here is ever a binary floating point number.
public struct Number: Sendable, Hashable {
    /// All digits as one integer, with the sign.
    public var coefficient: Int128 { Int128(high) << 64 | Int128(low) }
    /// The power of ten it is multiplied by; negative for decimals.
    public let exponent: Int

    // Two halves, because an Int128 is aligned to 16 bytes: every array of documents would be too, and memory with an
    // alignment of its own comes from the slow path of the allocator.
    private let high: Int64
    private let low: UInt64

    /// The greatest number of significant digits.
    public static let digitsMax = 38
    /// The greatest magnitude of the exponent.
    public static let exponentMax = 6_144

    /// Makes a number; nil where a limit is passed.
    public init?(coefficient: Int128, exponent: Int) {
        guard coefficient.magnitude < Self.coefficientLimit,
            (-Self.exponentMax...Self.exponentMax).contains(exponent)
        else { return nil }
        high = Int64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
        self.exponent = exponent
    }

    /// Makes a whole number.
    public init(_ integer: Int64) {
        high = integer < 0 ? -1 : 0
        low = UInt64(bitPattern: integer)
        exponent = 0
    }

    /// Reads a JSON number: `-12.50`, `1e3`; nil if it is not one or a limit is passed.
    public init?(_ text: String) {
        self.init(utf8: text.utf8.span)
    }

    /// Reads a JSON number (RFC 8259 section 6) from its bytes; nil if it is not one or a limit is passed.
    public init?(utf8 bytes: borrowing Span<UInt8>) {
        var scanner = NumberScanner()
        guard scanner.scan(bytes) else { return nil }
        self.init(coefficient: scanner.coefficient, exponent: scanner.exponent)
    }

    /// Whether both are the same amount, whatever trailing zeros they were written with.
    public func isEqual(to other: Number) -> Bool {
        normalised == other.normalised
    }

    /// The same amount without trailing zeros.
    public var normalised: Number {
        var coefficient = coefficient
        var exponent = exponent
        guard coefficient != 0 else { return Number(0) }
        while exponent < Self.exponentMax, coefficient % 10 == 0 {
            coefficient /= 10
            exponent += 1
        }
        return Number(coefficient: coefficient, exponent: exponent) ?? self
    }

    private static let coefficientLimit = powerOfTen(digitsMax)

    /// The power, for exponents from 0 to ``digitsMax``.
    private static func powerOfTen(_ exponent: Int) -> UInt128 {
        var power: UInt128 = 1
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}

extension Number: CustomStringConvertible {
    /// JSON text: plain digits where the exponent is small, else `digits` `E` `exponent`.
    public var description: String {
        let plainZerosMax = 18
        if exponent == 0 { return String(coefficient) }
        if exponent > 0 {
            if coefficient == 0 { return "0" }
            // Written zeros count as digits when the number is read again.
            guard exponent <= plainZerosMax, coefficient.magnitude < Self.coefficientLimit / Self.powerOfTen(exponent)
            else { return "\(coefficient)E\(exponent)" }
            return String(coefficient) + String(repeating: "0", count: exponent)
        }
        let scale = -exponent
        let digits = String(coefficient.magnitude)
        guard scale <= Self.digitsMax else { return "\(coefficient)E\(exponent)" }
        let sign = coefficient < 0 ? "-" : ""
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        return "\(sign)\(padded.dropLast(scale)).\(padded.suffix(scale))"
    }
}

/// Reads the grammar `-? int frac? exp?` of RFC 8259 section 6.
private struct NumberScanner {
    var coefficient: Int128 = 0
    var exponent = 0
    private var index = 0
    private var significantDigits = 0

    mutating func scan(_ bytes: borrowing Span<UInt8>) -> Bool {
        let isNegative = take(UInt8(ascii: "-"), bytes)
        guard scanInteger(bytes), scanFraction(bytes), scanExponent(bytes), index == bytes.count else { return false }
        if isNegative { coefficient = -coefficient }
        return true
    }

    private mutating func take(_ byte: UInt8, _ bytes: borrowing Span<UInt8>) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func scanInteger(_ bytes: borrowing Span<UInt8>) -> Bool {
        if take(UInt8(ascii: "0"), bytes) { return true }
        return scanDigits(bytes) > 0
    }

    private mutating func scanFraction(_ bytes: borrowing Span<UInt8>) -> Bool {
        guard take(UInt8(ascii: "."), bytes) else { return true }
        let count = scanDigits(bytes)
        exponent = -max(count, 0)
        return count > 0
    }

    private mutating func scanExponent(_ bytes: borrowing Span<UInt8>) -> Bool {
        guard take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) else { return true }
        let isNegative = take(UInt8(ascii: "-"), bytes)
        if !isNegative { _ = take(UInt8(ascii: "+"), bytes) }
        var value = 0
        var count = 0
        while let digit = digit(bytes) {
            value = min(value * 10 + digit, Number.exponentMax * 2)
            count += 1
        }
        exponent += isNegative ? -value : value
        return count > 0
    }

    /// Adds digits to the coefficient; returns how many, or -1 where there are more than fit.
    private mutating func scanDigits(_ bytes: borrowing Span<UInt8>) -> Int {
        var count = 0
        while let digit = digit(bytes) {
            count += 1
            if coefficient != 0 || digit != 0 { significantDigits += 1 }
            guard significantDigits <= Number.digitsMax else { return -1 }
            coefficient = coefficient * 10 + Int128(digit)
        }
        return count
    }

    private mutating func digit(_ bytes: borrowing Span<UInt8>) -> Int? {
        guard index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
        defer { index += 1 }
        return Int(bytes[index] - UInt8(ascii: "0"))
    }
}
