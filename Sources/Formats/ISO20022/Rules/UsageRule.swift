/// A rule: where it holds, and what must be true there.
struct UsageRule: Sendable {
    /// The code of its findings, such as `cbpr.pacs.008.R13`.
    var code: String
    /// Where it holds: it is checked at every element that the path leads to.
    var context: RulePath
    /// What must be true.
    var check: UsageCheck
}
