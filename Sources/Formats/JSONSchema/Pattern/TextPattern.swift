/// The pattern of a described text, made ready to be checked millions of times.
///
/// What an automaton with one step per character can decide is decided by one; the rest by the bounded machine. A class,
/// so that its tables are not copied where it is looked at.
package final class TextPattern: Sendable {
    private let automaton: Pattern?
    private let bounded: ECMAPattern?

    /// Compiles the pattern of a ``TextShape``, which the whole text has to match; nil if it is none or too large.
    package init?(_ text: String) {
        let body = Self.withoutAnchors(text)
        // Both languages mean the same by a pattern without these; a defect of one is left to the other to judge.
        if !body.contains(where: { $0 == "^" || $0 == "$" }) && !body.contains("(?") {
            if let pattern = try? Pattern(body) {
                automaton = pattern
                bounded = nil
                return
            }
        }
        // Why a pattern is refused is for the reader of its schema to say.
        guard let pattern = try? ECMAPattern("^(?:\(body))$") else { return nil }
        automaton = nil
        bounded = pattern
    }

    /// Whether a whole text, which is well-formed UTF-8, matches; one that takes too much work does not.
    package func matches(_ text: Span<UInt8>) -> Bool {
        if let matches = automaton?.matches(text) { return matches }
        var stepsLeft = ECMAPattern.stepsMax
        return bounded?.isMatched(by: text, stepsLeft: &stepsLeft) == .yes
    }

    /// A pattern that descriptions have anchored already.
    private static func withoutAnchors(_ text: String) -> String {
        guard text.hasPrefix("^(?:"), text.hasSuffix(")$") else { return text }
        return String(text.dropFirst(4).dropLast(2))
    }
}
