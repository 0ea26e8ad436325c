import Canonical

/// Looks for the rule that covers a difference, and refuses rules that cover what they may not.
struct RuleApplication {
    /// Their message's errors, which alone let a rule cover what is guarded.
    private let faultyPaths: [[String]]
    private let faultyFields: Set<String>
    private let rules: [DifferenceRule]

    /// - Parameters:
    ///   - table: the rules.
    ///   - theirs: what checking the expected message found.
    init(_ table: DifferenceTable, theirs: Findings) {
        rules = table.rules
        let errors = theirs.all.filter { $0.severity == .error }
        faultyPaths = errors.compactMap { $0.place.path.map(Self.names) }
        faultyFields = Set(errors.compactMap { $0.place.field.map { String($0.prefix(2)) } })
    }

    /// Enters the rule that covers a difference, or why the one that would is refused.
    func enterRule(of difference: inout PairDifference) {
        for rule in rules where rule.covers(difference) {
            if mayCover(rule, difference) {
                difference.rule = rule.name
                difference.refusal = nil
                return
            }
            let kind = GuardedValue.kind(of: difference) ?? "it"
            difference.refusal = "line \(rule.line), \(rule.name), may not cover \(kind): theirs is valid there"
        }
    }

    private func mayCover(_ rule: DifferenceRule, _ difference: PairDifference) -> Bool {
        switch rule.reason {
        case .xsd: isUnderFaultyPath(difference.path)
        case .network: difference.path.field.map { faultyFields.contains(String($0.prefix(2))) } ?? false
        case .generated: GuardedValue.kind(of: difference) == nil || Self.isGenerated(difference)
        case .standard, .guideline: GuardedValue.kind(of: difference) == nil
        }
    }

    /// A creation time that the expected message gives as the time of the run, or that only one of the two has.
    private static func isGenerated(_ difference: PairDifference) -> Bool {
        guard ["CreDt", "CreDtTm"].contains(difference.path.names.last ?? "") else { return false }
        return difference.theirs == "CURRENT_TIME" || difference.ours == nil || difference.theirs == nil
    }

    private func isUnderFaultyPath(_ path: PairPath) -> Bool {
        let names = path.names
        return faultyPaths.contains { names.starts(with: $0) }
    }

    /// The names of a finding's path such as `/Document/CstmrCdtTrfInitn/PmtInf[1]/Dbtr`.
    private static func names(_ path: String) -> [String] {
        path.split(separator: "/").map { String($0.prefix { $0 != "[" }) }
    }
}
