/// An entry of the table: a difference that is ours on purpose, wherever it occurs.
package struct DifferenceRule: Sendable {
    /// What a value has to be.
    enum Side: Equatable, Sendable {
        case absent
        case present
        case constant(String)
        case any

        func holds(_ value: String?) -> Bool {
            switch self {
            case .absent: value == nil
            case .present: value != nil
            case .constant(let text): value == text
            case .any: true
            }
        }
    }

    /// What kind of reason it is.
    enum Reason: String, Sendable, CaseIterable {
        /// Theirs is not valid by its schema, which is verified.
        case xsd
        /// Theirs breaks a network rule of FIN, which is verified.
        case network
        case standard
        case guideline
        /// The value exists in one of the worlds only and is made when the message is.
        case generated
    }

    /// The rule's name.
    package var name: String
    /// The steps of the path; `*` is any one, `**` any number of them.
    var pattern: [String]
    var ours: Side
    var theirs: Side
    var reason: Reason
    /// The reason in words.
    var explanation: String
    /// The line of the table.
    var line: Int

    /// Whether it covers a difference, as far as path and values go.
    func covers(_ difference: PairDifference) -> Bool {
        ours.holds(difference.ours) && theirs.holds(difference.theirs)
            && Self.matches(pattern[...], difference.path.steps[...])
    }

    /// Whether steps match a pattern; a pattern has few steps, so trying each length of `**` is cheap.
    private static func matches(_ pattern: ArraySlice<String>, _ steps: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return steps.isEmpty }
        if first == "**" {
            return (steps.startIndex...steps.endIndex).contains { matches(pattern.dropFirst(), steps[$0...]) }
        }
        guard let step = steps.first, first == "*" || first == step else { return false }
        return matches(pattern.dropFirst(), steps.dropFirst())
    }
}
