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
