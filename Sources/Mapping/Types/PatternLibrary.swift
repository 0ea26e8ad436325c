import Formats
import Synchronization

/// The patterns of types, compiled once: the same few patterns stand in every type.
final class PatternLibrary: Sendable {
    private struct Known {
        var compiled: [String: ComparablePattern?] = [:]
        var inclusions: [[String]: Bool] = [:]
    }

    private let known = Mutex(Known())

    /// The pattern; nil if it is of a kind that cannot be compared.
    subscript(source: String) -> ComparablePattern? {
        known.withLock { known in
            if let pattern = known.compiled[source] { return pattern }
            let pattern = ComparablePattern(source)
            known.compiled[source] = .some(pattern)
            return pattern
        }
    }

    /// Whether each text that matches the first pattern matches the second; no where it cannot be known.
    func includes(_ source: String, in target: String) -> Bool {
        if source == target { return true }
        if let isIncluded = known.withLock({ $0.inclusions[[source, target]] }) { return isIncluded }
        var isIncluded = false
        if let source = self[source], let target = self[target] { isIncluded = source.isIncluded(in: target) }
        known.withLock { $0.inclusions[[source, target]] = isIncluded }
        return isIncluded
    }
}
