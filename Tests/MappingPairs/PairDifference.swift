/// A value that is not the same in our message and in theirs.
package struct PairDifference: Sendable {
    /// Where it is.
    package var path: PairPath
    /// What we have; nil for nothing.
    package var ours: String?
    /// What they have; nil for nothing.
    package var theirs: String?
    /// The rule that covers it.
    package var rule: String?
    /// Why a rule that would cover it is refused.
    package var refusal: String?
}

extension PairDifference {
    /// Compares two documents value by value.
    static func all(ours: PairLeaves, theirs: PairLeaves) -> [PairDifference] {
        var open: [PairPath: String] = [:]
        for leaf in ours.leaves { open[leaf.path] = leaf.value }
        var differences: [PairDifference] = []
        for leaf in theirs.leaves {
            let value = open.removeValue(forKey: leaf.path)
            if let value, isEqual(value, leaf.value, at: leaf.path) { continue }
            differences.append(PairDifference(path: leaf.path, ours: value, theirs: leaf.value))
        }
        for leaf in ours.leaves where open[leaf.path] != nil {
            differences.append(PairDifference(path: leaf.path, ours: leaf.value, theirs: nil))
        }
        return differences
    }

    /// Whether two texts say the same: amounts and rates are compared as numbers, times as instants.
    private static func isEqual(_ ours: String, _ theirs: String, at path: PairPath) -> Bool {
        if ours == theirs { return true }
        if PairValue.isDecimal(path) { return PairValue.number(ours).map { $0 == PairValue.number(theirs) } ?? false }
        return PairValue.instant(ours).map { $0 == PairValue.instant(theirs) } ?? false
    }
}
