import Canonical

/// What a rule asks for; many rules share one.
struct UsageCheck: Sendable {
    /// How much it matters.
    var severity: Finding.Severity
    /// One sentence for people.
    var text: String
    /// What must be true.
    var expression: RuleExpression
}
