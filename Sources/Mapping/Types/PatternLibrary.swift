import Formats

/// The patterns of a check, compiled once: the same few patterns stand in every type.
final class PatternLibrary {
    private var compiled: [String: TextPattern?] = [:]
    private var inclusions: [String: Bool] = [:]

    /// The pattern; nil if it is of a kind that cannot be compared.
    subscript(source: String) -> TextPattern? {
        if let known = compiled[source] { return known }
        let pattern = TextPattern(source)
        compiled[source] = .some(pattern)
        return pattern
    }

    /// Whether each text that matches the first pattern matches the second; no where it cannot be known.
    func includes(_ source: String, in target: String) -> Bool {
        if source == target { return true }
        let key = "\(source)\u{0}\(target)"
        if let known = inclusions[key] { return known }
        var isIncluded = false
        if let source = self[source], let target = self[target] { isIncluded = source.isIncluded(in: target) }
        inclusions[key] = isIncluded
        return isIncluded
    }
}
