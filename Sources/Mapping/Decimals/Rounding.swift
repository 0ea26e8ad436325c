/// How a result with more decimals than there is room for becomes one of them; there is no default.
package enum Rounding: String, CaseIterable, Sendable {
    /// To the nearest; from the middle to the even digit, as statements and interest are kept without drift.
    case halfEven
    /// To the nearest; from the middle away from zero, as invoices and taxes are rounded.
    case halfUp
    /// Away from zero.
    case up
    /// Towards zero.
    case down
    /// Towards plus infinity.
    case ceiling
    /// Towards minus infinity.
    case floor

    /// Where the digits that are left out lie between the two numbers that a result can become.
    enum Remainder {
        case none
        case belowHalf
        case half
        case aboveHalf
    }

    /// Whether a magnitude is to be made greater by one.
    func goesUp(_ remainder: Remainder, isOdd: Bool, isNegative: Bool) -> Bool {
        guard remainder != .none else { return false }
        return switch self {
        case .up: true
        case .down: false
        case .ceiling: !isNegative
        case .floor: isNegative
        case .halfUp: remainder != .belowHalf
        case .halfEven: remainder == .aboveHalf || (remainder == .half && isOdd)
        }
    }
}
