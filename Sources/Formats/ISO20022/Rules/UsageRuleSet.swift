import Canonical

/// The usage rules of a scheme, such as CBPR+ of a year: for each message the rules that its documents keep.
///
/// Rules are data: ``UsageRuleReader`` reads them from `schemas/iso20022/rules/`, whose README describes the form.
struct UsageRuleSet: Sendable {
    /// The set's name, such as `cbpr+2026`.
    var name: String
    /// What codes of findings begin with, such as `cbpr`.
    var codePrefix: String
    /// The rules by message, such as `pacs.008` or `pacs.009_cov`.
    var messages: [String: MessageUsage] = [:]
}

/// The rules of one message.
struct MessageUsage: Sendable {
    /// The element within `Document`, such as `FIToFICstmrCdtTrf`.
    var root: [UInt8]
    /// The rules in the order of the file.
    var rules: [UsageRule] = []
}

/// A rule: where it holds, and what must be true there.
struct UsageRule: Sendable {
    /// The code of its findings, such as `cbpr.pacs.008.R13`.
    var code: String
    /// Where it holds: it is checked at every element that the path leads to.
    var context: RulePath
    /// What must be true.
    var check: UsageCheck
}

/// What a rule asks for; many rules share one.
struct UsageCheck: Sendable {
    /// How much it matters.
    var severity: Finding.Severity
    /// One sentence for people.
    var text: String
    /// What must be true.
    var expression: RuleExpression
}

/// The bounds on rule files.
enum UsageRuleLimits {
    /// Greatest nesting of an expression.
    static let depthMax = 32
    /// Greatest number of rules of a message.
    static let rulesMax = 2_000
    /// Greatest number of elements that a path is followed to.
    static let elementsMax = 100_000
}
