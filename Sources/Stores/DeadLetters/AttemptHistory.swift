package import Canonical

/// The attempts of a dead letter: oldest first, each once, the first and the latest where there are too many.
package struct AttemptHistory: Sendable {
    /// What is kept.
    package private(set) var attempts: [DeadLetter.Attempt]

    /// Takes attempts as they were kept or reported.
    package init(_ attempts: [DeadLetter.Attempt]) {
        self.attempts = []
        add(attempts)
    }

    /// Adds those that are not there yet, by number and time.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    package mutating func add(_ others: [DeadLetter.Attempt]) -> Bool {
        let isFull = attempts.count >= DeadLetter.attemptsMax
        let dropped =
            isFull ? attempts.first.flatMap { first in attempts.dropFirst().first.map { (first.at, $0.at) } } : nil
        var isNew = false
        for other in others where !has(other) {
            // An attempt from the gap was there once and had to make room.
            if let dropped, other.at > dropped.0, other.at < dropped.1 { continue }
            attempts.append(other)
            isNew = true
        }
        if isNew { order() }
        return isNew
    }

    private func has(_ other: DeadLetter.Attempt) -> Bool {
        attempts.contains { $0.number == other.number && $0.at == other.at }
    }

    private mutating func order() {
        attempts.sort { ($0.at, $0.number) < ($1.at, $1.number) }
        let surplus = attempts.count - DeadLetter.attemptsMax
        if surplus > 0 { attempts.removeSubrange(1...surplus) }
    }
}
