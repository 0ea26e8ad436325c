package import Canonical

/// The books at one moment: a line per route or worker, and whatever does not add up.
package struct BalanceReport: Sendable, Hashable {
    /// A line of the books.
    package struct Line: Sendable, Hashable {
        package var totals: ScopeTotals
        package var queue: String
        /// Sent to it and confirmed, but not seen by it yet.
        package var notSeen: Int
        /// Messages of its queue at the broker; nil where the broker could not be asked.
        package var atBroker: Int?
        /// Seen by it, though no sender with books says to have sent it.
        package var unproven: Int
    }

    /// What does not add up.
    package struct Finding: Sendable, Hashable {
        package var kind: Kind
        /// The route, worker or queue.
        package var scope: String
        /// How many messages are too few or too many.
        package var count: Int
        /// Which ones, or among which they are; at most ``idsMax`` in a report that is ``trimmed``.
        package var ids: [String]
        package var sentence: String

        package static let idsMax = 100
    }

    /// The kinds of finding, by the word that listings and JSON use.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Confirmed to the sender, at no receiver, in no queue.
        case missing
        /// In a wait queue by the books, in none by the broker.
        case missingWaiting = "missing-waiting"
        /// Dead-lettered by the books, in no record and in no queue.
        case missingDeadLetter = "missing-dead-letter"
        /// Two rows for one unit.
        case doubled
        /// Seen by a receiver, though nobody says to have sent it.
        case unannounced
        /// In `bus.unroutable`.
        case unroutable
        /// The broker could not be asked.
        case incomplete
    }

    package var lines: [Line]
    package var findings: [Finding]

    /// Whether every line adds up.
    package var isBalanced: Bool { findings.isEmpty }

    /// The report with as many ids as a reader can use.
    ///
    /// Only for the reader: two readings are compared by all their ids, or a missing one hides behind those under way.
    package var trimmed: BalanceReport {
        var report = self
        for index in report.findings.indices {
            report.findings[index].ids = Array(report.findings[index].ids.prefix(Finding.idsMax))
        }
        return report
    }

    /// Of these findings those that an earlier report had too, with the ids that both name.
    ///
    /// Rows, broker and senders are read one after the other while messages move: what is really wrong stays wrong.
    package func confirmed(by earlier: BalanceReport) -> BalanceReport {
        var report = self
        report.findings = findings.compactMap { finding in
            guard let before = earlier.findings.first(where: { $0.kind == finding.kind && $0.scope == finding.scope })
            else { return nil }
            guard !finding.ids.isEmpty else { return finding }
            let known = Set(before.ids)
            let both = finding.ids.filter(known.contains)
            guard !both.isEmpty else { return nil }
            var confirmed = finding
            confirmed.ids = both
            confirmed.count = min(finding.count, before.count)
            return confirmed
        }
        return report
    }
}
