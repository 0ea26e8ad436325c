package import Canonical

/// What filing an id again does to its record; the same for every store.
package enum LetterFiling {
    /// The record after a filing.
    ///
    /// New attempts are added, and with the latest of them its fault. A replayed record is open again, unless everything
    /// reported was there already. Bytes, properties and addresses stay the first ones.
    package static func merge(_ filed: DeadLetter, into record: DeadLetter) -> DeadLetter {
        var merged = record
        var history = AttemptHistory(record.attempts)
        let latestBefore = history.attempts.last?.at
        let isNew = history.add(filed.attempts)
        guard isNew || filed.attempts.isEmpty else { return record }
        merged.attempts = history.attempts
        if record.state == .replayed { merged.state = .open }
        if let latest = filed.attempts.map(\.at).max(), latest >= latestBefore ?? latest { merged.fault = filed.fault }
        return merged
    }

    /// When a filed record last changed: its latest attempt, else its first sight.
    package static func changedAt(_ letter: DeadLetter) -> Timestamp {
        letter.attempts.map(\.at).max() ?? letter.firstSeen ?? .epoch
    }
}
