/// What came of a pair.
package struct PairResult: Sendable {
    /// How a pair was judged.
    package enum Verdict: String, Sendable, CaseIterable {
        /// Our message is theirs, value by value.
        case equal
        /// It is different only where a rule of the table says so.
        case equalAfterRules = "equal after rules"
        /// It is different without a rule, or what we made is not valid.
        case different
        /// No mapping leads there.
        case noMapping = "no mapping"
        /// The message was refused.
        case fault
    }

    /// The pair's set.
    package var direction: PairCase.Direction
    /// The pair.
    package var name: String
    /// The type of the message and the type that was expected of it.
    package var source: String
    package var target: String
    /// The verdict.
    package var verdict: Verdict
    /// Each value that is different, with the rule that covers it.
    package var differences: [PairDifference] = []
    /// What our reader and its rules find wrong in what we made.
    package var errors: [String] = []
    /// Why there is nothing to compare.
    package var reason: String?
}
