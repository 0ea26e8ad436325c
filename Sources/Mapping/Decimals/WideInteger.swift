import Canonical

/// The product of two coefficients: up to 76 digits, and what was left out behind them.
struct WideInteger {
    private var high: UInt128
    /// The lower half; the number itself where it ``fits``.
    private(set) var low: UInt128
    private var lastDropped: UInt128 = 0
    private var hasMore: Bool

    /// The product; `hasMore` says that there is something, less than 1, behind it.
    init(_ left: UInt128, _ right: UInt128, hasMore: Bool = false) {
        (high, low) = left.multipliedFullWidth(by: right)
        self.hasMore = hasMore
    }

    /// Whether it has 38 digits at most.
    var fits: Bool { high == 0 && low < Self.limit }
    var isOdd: Bool { low & 1 == 1 }
    private var isZero: Bool { high == 0 && low == 0 }

    /// The number that is greater by one; what was left out is forgotten.
    var successor: WideInteger {
        var next = self
        let (sum, overflow) = low.addingReportingOverflow(1)
        next.low = sum
        // The product of two coefficients has 253 bits.
        if overflow { next.high &+= 1 }
        return next
    }

    /// Where what was left out lies.
    var remainder: Rounding.Remainder {
        switch lastDropped {
        case 0: hasMore ? .belowHalf : .none
        case 1...4: .belowHalf
        case 5: hasMore ? .aboveHalf : .half
        default: .aboveHalf
        }
    }

    /// Puts zeros behind; false where there are more than 38 digits then.
    mutating func addZeros(_ count: Int) -> Bool {
        if isZero && !hasMore { return true }
        guard count <= Number.digitsMax, fits else { return count == 0 }
        let (product, overflow) = low.multipliedReportingOverflow(by: PowersOfTen[count])
        low = product
        return !overflow && fits
    }

    /// Leaves out digits at the end and remembers where they lie.
    mutating func dropDigits(_ count: Int) {
        var left = count
        while left > 1, !isZero {
            let chunk = min(left - 1, Number.digitsMax)
            hasMore = divide(by: PowersOfTen[chunk]) != 0 || lastDropped != 0 || hasMore
            lastDropped = 0
            left -= chunk
        }
        hasMore = hasMore || lastDropped != 0
        // Nothing but zeros in front: what was left out is far below a half.
        lastDropped = left == 1 ? divide(by: 10) : 0
    }

    /// Leaves out a zero at the end; false where there is another digit.
    mutating func dropZero() -> Bool {
        var shorter = self
        guard shorter.divide(by: 10) == 0 else { return false }
        self = shorter
        return true
    }

    private mutating func divide(by divisor: UInt128) -> UInt128 {
        let rest: UInt128
        (high, rest) = high.quotientAndRemainder(dividingBy: divisor)
        let (quotient, remainder) = divisor.dividingFullWidth((rest, low))
        low = quotient
        return remainder
    }

    private static let limit = PowersOfTen[Number.digitsMax]
}

/// A division digit by digit, exact at every step.
struct LongDivision {
    private(set) var quotient: UInt128
    private var rest: UInt128
    private let divisor: UInt128

    /// Divides two coefficients; the divisor is not zero.
    init(_ dividend: UInt128, by divisor: UInt128) {
        (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        self.divisor = divisor
    }

    /// Goes on by decimals; false where the quotient has more than 38 digits then.
    mutating func shift(by count: Int) -> Bool {
        // From the first digit on each step makes the quotient longer: 38 steps to come to it and 39 beyond are the most.
        for _ in 0..<count {
            if quotient == 0, rest == 0 { return true }
            let (digit, next) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: 10))
            let (product, overflow) = quotient.multipliedReportingOverflow(by: 10)
            guard !overflow, product < PowersOfTen[Number.digitsMax] else { return false }
            quotient = product + digit
            rest = next
        }
        return true
    }

    /// Where the rest lies between 0 and the divisor.
    var remainder: Rounding.Remainder {
        if rest == 0 { return .none }
        let missing = divisor - rest
        return rest < missing ? .belowHalf : rest == missing ? .half : .aboveHalf
    }
}
