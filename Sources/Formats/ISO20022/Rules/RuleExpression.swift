/// What must be true at an element: a condition over paths from it.
///
/// Conditions about values hold where there is no value; that one must be there is a condition of its own.
indirect enum RuleExpression: Sendable {
    case all([RuleExpression])
    case any([RuleExpression])
    case not(RuleExpression)
    /// `if a then b`.
    case implies(RuleExpression, RuleExpression)
    /// There is an element at each of the paths.
    case exists([RulePath])
    /// There are elements at all of the paths or at none.
    case together([RulePath])
    /// There are elements at one of the paths at most.
    case atMostOne([RulePath])
    /// The element has members of other names.
    case hasOtherThan([UInt8])
    /// A comparison of numbers; false where one of them is missing.
    case compare(RuleOperand, RuleComparison, RuleOperand)
    /// Both have values, and the same ones.
    case equal(RulePath, RulePath)
    /// One of them has no values, or both have the same ones.
    case same(RulePath, RulePath)
    /// The first value contains the second one, or one of them is missing.
    case contains(RulePath, RulePath)
    /// One of the values is one of the words.
    case has(RulePath, Set<[UInt8]>)
    /// Every value passes a test.
    case each(RulePath, RuleTest)
    /// No value occurs twice.
    case distinct(RulePath)
    /// All values are the same.
    case uniform(RulePath)
    /// The first value is the sum of the second ones.
    case sums(RulePath, RulePath)
    /// No value of another member of the element stands in the values of a path.
    case isNotRepeated(RulePath)
    /// The values are the name of the message, such as `pacs.008.001.08`.
    case isMessageName(RulePath)
}
