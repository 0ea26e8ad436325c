/// A side of a comparison.
enum RuleOperand: Sendable {
    /// A whole number.
    case number(Int)
    /// How many elements there are.
    case count(RulePath)
    /// How many characters the texts within the elements have together.
    case characters(RulePath)
    /// The first value, as a decimal.
    case value(RulePath)
}
