/// The pattern of a described text, made ready to be checked millions of times.
///
/// What an automaton with one step per character can decide is decided by one; the rest by the bounded machine. A class,
/// so that its tables are not copied where it is looked at.
package final class TextPattern: Sendable {
    private let automaton: Pattern
    /// Decides in the place of the automaton, where there is one.
    private let bounded: ECMAPattern?

    private let isAutomaton: Bool

    /// Compiles the pattern of a ``TextShape``, which the whole text has to match; nil if it is none or too large.
    package init?(_ text: String) {
        let body = Self.withoutAnchors(text)
        // Both languages mean the same by a pattern without these; a defect of one is left to the other to judge.
        if !body.contains(where: { $0 == "^" || $0 == "$" }) && !body.contains("(?") {
            if let pattern = try? Pattern(body) {
                automaton = pattern
                bounded = nil
                isAutomaton = true
                return
            }
        }
        // Why a pattern is refused is for the reader of its schema to say.
        guard let pattern = try? ECMAPattern("^(?:\(body))$") else { return nil }
        automaton = .nothing
        bounded = pattern
        isAutomaton = false
    }

    /// Whether a whole text, which is well-formed UTF-8, matches; one that takes too much work does not.
    package func matches(_ text: Span<UInt8>) -> Bool {
        if isAutomaton { return automaton.matches(text) }
        var stepsLeft = ECMAPattern.stepsMax
        return bounded?.isMatched(by: text, stepsLeft: &stepsLeft) == .yes
    }

    /// A pattern that descriptions have anchored already.
    private static func withoutAnchors(_ text: String) -> String {
        guard text.hasPrefix("^(?:"), text.hasSuffix(")$") else { return text }
        return String(text.dropFirst(4).dropLast(2))
    }
}

extension Pattern {
    /// Matches no text.
    fileprivate static let nothing = Pattern(
        source: "",
        asciiClasses: [UInt16](repeating: 0, count: 128),
        rangeStarts: [0],
        rangeClasses: [0],
        classCount: 1,
        transitions: [0, 0],
        isAccepting: [false, false]
    )
}
