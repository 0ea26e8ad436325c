import Canonical

/// The network rules of one message type.
struct MTRuleSet: Sendable {
    var rules: [MTRule] = []

    var isEmpty: Bool { rules.isEmpty }
}

/// One rule, with what is told where it is broken.
struct MTRule: Sendable {
    /// SWIFT's error code, such as `C81`.
    var code: String
    /// Its number in the standard, such as `C9`, or the field that it is of.
    var name: String
    var variants: MTVariants
    var expression: MTExpression
    var text: String
}

extension MTRuleSet {
    /// What a message breaks, in the order of the rules; a rule for each of several sequences tells of each of them.
    ///
    /// - Parameters:
    ///   - root: the node of the message.
    ///   - variant: the message's variant, `-` for none.
    ///   - place: where the first field at or behind a node is.
    func findings(
        in document: Document,
        at root: Int,
        variant: String,
        place: (Int) -> Place
    ) -> [Finding] {
        let evaluator = MTRuleEvaluator(document, root: root)
        var findings: [Finding] = []
        for rule in rules where rule.variants.contains(variant) {
            for node in evaluator.broken(rule.expression) {
                findings.append(Finding(.error, rule.code, at: place(node), "\(rule.name): \(rule.text)"))
            }
        }
        return findings
    }
}
