import Canonical
package import Logging
package import Stores

/// Keeps books in order while they are used: renews the owner's lease, forgets keys whose retention is over.
package struct BookKeeping: Sendable {
    private let books: SQLiteBookStore
    private let retention: Duration
    private let time: BusTime
    private let logger: Logger

    /// Shorter, and a copy that comes a little later would be applied again.
    private static let retentionMin: Duration = .seconds(3_600)
    private static let retentionMax: Duration = .seconds(3_650 * 86_400)
    /// Well inside a quarter of the lease.
    private static let interval: Duration = .seconds(10)
    private static let rowsPerSlice = 1_000
    /// Above this the wall clock is not to be trusted: keys would be forgotten too early, or never.
    private static let clockDifferenceMax: Duration = .seconds(3_600)

    package init(_ books: SQLiteBookStore, retention: Duration, time: BusTime, logger: Logger) {
        self.books = books
        self.retention = min(max(retention, Self.retentionMin), Self.retentionMax)
        self.time = time
        self.logger = logger
    }

    /// Runs until the task is cancelled.
    package func run() async {
        let start = clocks()
        while true {
            do { try await time.sleep(Self.interval) } catch { return }
            do throws(Fault) {
                try await books.renew()
                try await expire(since: start)
            } catch {
                // It is tried again; the bus itself meets the same store and decides by what it needs.
                logger.warning("the store could not be kept in order", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// Wall clock and steady clock at one moment.
    private func clocks() -> (wall: Timestamp, steady: ContinuousClock.Instant) {
        (time.now(), ContinuousClock.now)
    }

    /// Forgets old keys, unless the wall clock has jumped since the start.
    private func expire(since start: (wall: Timestamp, steady: ContinuousClock.Instant)) async throws(Fault) {
        let now = clocks()
        let byWall = Duration.milliseconds(now.wall.milliseconds - start.wall.milliseconds)
        let difference = byWall - (now.steady - start.steady)
        guard max(difference, .zero - difference) <= Self.clockDifferenceMax else {
            return logger.error("the wall clock has jumped: keys are not forgotten until the next start")
        }
        let limit = Timestamp(milliseconds: now.wall.milliseconds - retention.components.seconds * 1_000)
        try await books.expire(olderThan: limit, sliceMax: Self.rowsPerSlice)
    }
}
