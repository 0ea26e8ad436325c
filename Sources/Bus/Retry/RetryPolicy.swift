/// How a transient fault is retried: at once, then through wait queues, then never again.
package struct RetryPolicy: Sendable, Hashable {
    /// The delays before the second, third … attempt; after the last the message is dead-lettered.
    package var delays: [RetryDelay]

    /// Attempts after 1, 5 and 30 seconds and 5 minutes.
    package static let standard = RetryPolicy(delays: [
        RetryDelay(milliseconds: 1_000), RetryDelay(milliseconds: 5_000), RetryDelay(milliseconds: 30_000),
        RetryDelay(milliseconds: 300_000),
    ])

    package init(delays: [RetryDelay]) {
        self.delays = delays
    }

    /// The wait for another owner of the same key; there is one even where nothing is retried.
    package var ownerDelay: RetryDelay { delays.first ?? RetryDelay(milliseconds: 1_000) }

    /// The levels of delay that need wait queues.
    package var levels: [RetryDelay] { delays.isEmpty ? [ownerDelay] : delays }

    /// The delay after attempt number `attempt` (from 1) has failed; nil when none is left.
    package func delay(afterAttempt attempt: Int) -> RetryDelay? {
        guard attempt >= 1, attempt <= delays.count else { return nil }
        return delays[attempt - 1]
    }
}

/// One level of delay: three wait queues at 0.8, 1 and 1.2 times the delay, one of which is chosen per message.
package struct RetryDelay: Sendable, Hashable {
    package let milliseconds: Int

    /// Thirty days: the broker takes no time to live over 2³² milliseconds.
    package static let millisecondsMax = 2_592_000_000

    /// Makes a delay of at least a millisecond and at most ``millisecondsMax``.
    package init(milliseconds: Int) {
        self.milliseconds = min(max(1, milliseconds), Self.millisecondsMax)
    }

    /// The three delays among which jitter chooses, in milliseconds.
    package var siblings: [Int] {
        [milliseconds / 5 * 4, milliseconds, milliseconds / 5 * 6].map { max(1, $0) }
    }

    /// The sibling for a message, chosen by its name so that no generator is needed.
    package func sibling(for unitLow: UInt64) -> Int {
        siblings[Int(unitLow % 3)]
    }

    /// A delay as it stands in names: `800ms`, `5s`, `5m`, `1h`.
    package static func name(milliseconds: Int) -> String {
        if milliseconds % 3_600_000 == 0 { return "\(milliseconds / 3_600_000)h" }
        if milliseconds % 60_000 == 0 { return "\(milliseconds / 60_000)m" }
        if milliseconds % 1_000 == 0 { return "\(milliseconds / 1_000)s" }
        return "\(milliseconds)ms"
    }
}
