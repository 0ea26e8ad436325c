import Canonical

/// The score of all pairs, for people and for machines.
package struct PairReport {
    /// The pairs.
    package let results: [PairResult]

    package init(_ results: [PairResult]) {
        self.results = results
    }

    /// How many pairs have a verdict.
    package func count(_ verdict: PairResult.Verdict) -> Int { results.count { $0.verdict == verdict } }

    /// How often each rule was used, most used first.
    package var uses: [(rule: String, count: Int)] {
        var uses: [String: Int] = [:]
        for rule in results.flatMap(\.differences).compactMap(\.rule) { uses[rule, default: 0] += 1 }
        return uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    /// Whether no pair is different without a rule.
    package var isSound: Bool { count(.different) == 0 }

    // MARK: - For people

    /// The pairs with what is different in them, then the sums.
    ///
    /// The data is public test data, so values are shown.
    var text: String {
        var lines: [String] = []
        for result in results {
            lines.append("\(result.direction.rawValue)/\(result.name): \(result.verdict.rawValue)\(types(result))")
            if let reason = result.reason { lines.append("    \(reason)") }
            lines += result.errors.map { "    ours is invalid: \($0)" }
            for difference in result.differences where difference.rule == nil {
                lines.append(
                    "    \(difference.path): ours \(shown(difference.ours)), theirs \(shown(difference.theirs))"
                )
                if let refusal = difference.refusal { lines.append("        refused: \(refusal)") }
            }
        }
        lines.append("")
        lines += PairResult.Verdict.allCases.map { "\($0.rawValue): \(count($0))" }
        if !uses.isEmpty { lines.append("") }
        lines += uses.map { "rule \($0.rule): \($0.count)" }
        return lines.joined(separator: "\n")
    }

    private func types(_ result: PairResult) -> String {
        result.target.isEmpty ? "" : " (\(result.source) to \(result.target))"
    }

    private func shown(_ value: String?) -> String { value.map { "\"\($0)\"" } ?? "absent" }

    // MARK: - For machines

    /// The same as JSON.
    var json: String {
        var counts = DocumentObject()
        for verdict in PairResult.Verdict.allCases { counts[verdict.rawValue] = .number(Number(Int64(count(verdict)))) }
        var rules = DocumentObject()
        for (rule, count) in uses { rules[rule] = .number(Number(Int64(count))) }
        let document: DocumentValue = [
            "verdicts": .object(counts), "rules": .object(rules), "pairs": .list(results.map(Self.json)),
        ]
        return String(decoding: document.jsonBytes(), as: UTF8.self)
    }

    private static func json(_ result: PairResult) -> DocumentValue {
        var object = DocumentObject()
        object["set"] = .text(result.direction.rawValue)
        object["pair"] = .text(result.name)
        object["source"] = .text(result.source)
        object["target"] = .text(result.target)
        object["verdict"] = .text(result.verdict.rawValue)
        object["reason"] = result.reason.map { .text($0) }
        object["errors"] = .list(result.errors.map { .text($0) })
        object["differences"] = .list(
            result.differences.map { difference in
                var object = DocumentObject()
                object["path"] = .text(difference.path.description)
                object["ours"] = difference.ours.map { .text($0) }
                object["theirs"] = difference.theirs.map { .text($0) }
                object["rule"] = difference.rule.map { .text($0) }
                object["refusal"] = difference.refusal.map { .text($0) }
                return .object(object)
            }
        )
        return .object(object)
    }
}
