/// The bounds on rule files.
enum UsageRuleLimits {
    /// Greatest nesting of an expression.
    static let depthMax = 32
    /// Greatest number of rules of a message.
    static let rulesMax = 2_000
    /// Greatest number of elements that a path is followed to.
    static let elementsMax = 100_000
    /// Greatest number of texts that are each compared with as many others.
    static let comparedMax = 1_000
}
