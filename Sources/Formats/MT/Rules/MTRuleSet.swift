import Canonical

/// The network rules of one message type.
struct MTRuleSet: Sendable {
    var rules: [MTRule] = []
    /// Whether there is a table of them; a table may say that there are none.
    var isKnown = false

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
    /// The root is the message's node, the variant `-` for a message without one; each rule comes with the node of the
    /// first field or sequence that it names.
    func broken(in document: Document, at root: Int, variant: String) -> [(rule: MTRule, node: Int)] {
        let evaluator = MTRuleEvaluator(document, root: root)
        return rules.filter { $0.variants.contains(variant) }
            .flatMap { rule in
                evaluator.broken(rule.expression).map { (rule, $0) }
            }
    }
}
