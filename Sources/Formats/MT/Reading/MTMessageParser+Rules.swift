import Canonical

/// A message of the document at hand whose network rules are to be checked.
struct MTRuleCheck {
    /// The message's node.
    var root: Int
    var kind: MTMessageKind
    /// The nodes of its fields, and which field of the input each is.
    var fields: [(node: Int, field: MTScan.Field)] = []

    /// The field that a node is or is in, else the first field behind it, else the last; their nodes ascend.
    func field(at node: Int, in document: Document) -> (node: Int, field: MTScan.Field)? {
        let next = first(atOrBehind: node)
        if next < fields.count, fields[next].node == node { return fields[next] }
        // The first field of a list is known by the list's node.
        if next > 0, document.nodes[fields[next - 1].node].end(at: fields[next - 1].node) > node {
            return fields[next - 1]
        }
        return next < fields.count ? fields[next] : fields.last
    }

    private func first(atOrBehind node: Int) -> Int {
        var (low, high) = (0, fields.count)
        while low < high {
            let middle = (low + high) / 2
            if fields[middle].node < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// Network rules, which are checked on the finished document.
extension MTMessageParser {
    /// Notes which node a field becomes, for the places of findings.
    @inline(__always)
    mutating func noteNode(of field: MTScan.Field, _ node: Int) {
        guard options.checksRules else { return }
        ruleChecks[ruleChecks.count - 1].fields.append((node, field))
    }

    /// Checks all messages of the document.
    mutating func checkRules(_ document: Document, _ bytes: Span<UInt8>) {
        for check in ruleChecks where check.kind.hasNumber && !check.kind.rules.isKnown {
            note(
                .warning,
                "mt.rules-unknown",
                bytes,
                scan.textStart,
                "There is no table of network rules for the message type: none are checked."
            )
        }
        for check in ruleChecks where !check.kind.rules.isEmpty {
            let broken = check.kind.rules.broken(in: document, at: check.root, variant: check.kind.variant)
            for (rule, node) in broken {
                let field = check.field(at: node, in: document)
                let offset = field?.field.tag ?? scan.textStart
                let tag = field.map { MTTag(key: $0.field.key).text }
                note(.error, rule.code, bytes, offset, field: tag, "\(rule.name): \(rule.text)")
            }
        }
        ruleChecks.removeAll(keepingCapacity: true)
    }
}
