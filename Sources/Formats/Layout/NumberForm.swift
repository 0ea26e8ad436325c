/// How a number is written in a field.
struct NumberForm: Sendable, Hashable {
    /// Where a sign stands.
    enum Sign: String, Sendable {
        /// Nowhere: the number is not negative.
        case none
        /// Before the digits, where the number is negative.
        case leading
        /// Before the digits, always.
        case leadingAlways = "leading-always"
        /// Behind the digits where the number is negative; in fixed fields a blank otherwise.
        case trailing
        /// Behind the digits, always.
        case trailingAlways = "trailing-always"

        var isTrailing: Bool { self == .trailing || self == .trailingAlways }
    }

    /// How many decimals there are; without a mark they are implied.
    var decimals = 0
    /// The decimal mark, an ASCII character; nil where decimals are implied.
    var mark: UInt8?
    /// What may stand between groups of three digits.
    var group: UInt8?
    var sign = Sign.none

    /// Greatest number of digits in a number, and so of decimals.
    static let digitsMax = 38
}
