import Bus
import Canonical
import Logging
import Stores

/// Keeps the store in order while the bus runs: renews the owner's lease, forgets keys whose retention is over.
struct StoreKeeping: Sendable {
    let store: SQLiteStore
    let retention: Duration
    let logger: Logger

    /// Well inside a quarter of the lease.
    private static let interval: Duration = .seconds(10)
    private static let rowsPerSlice = 1_000

    /// Above this the wall clock is not to be trusted: keys would be forgotten too early, or never.
    private static let clockDifferenceMax: Duration = .seconds(3_600)

    /// The two clocks at one moment.
    private struct Clocks {
        let wall = BusTime.system.now()
        let steady = ContinuousClock.now
    }

    /// Runs until the task is cancelled.
    func run() async {
        let start = Clocks()
        while true {
            do { try await Task.sleep(for: Self.interval) } catch { return }
            do throws(Fault) {
                try await store.books.renew()
                try await expire(since: start)
            } catch {
                // It is tried again; the bus itself meets the same store and decides by what it needs.
                logger.warning("the store could not be kept in order", metadata: ["reason": "\(error)"])
            }
        }
    }

    /// Forgets old keys, unless the wall clock has jumped since the start.
    private func expire(since start: Clocks) async throws(Fault) {
        let now = Clocks()
        let byWall = Duration.milliseconds(now.wall.milliseconds - start.wall.milliseconds)
        let difference = byWall - (now.steady - start.steady)
        guard difference.magnitude <= Self.clockDifferenceMax else {
            return logger.error("the wall clock has jumped: keys are not forgotten until the bus is started again")
        }
        let (seconds, _) = retention.components
        let limit = Timestamp(milliseconds: now.wall.milliseconds - seconds * 1_000)
        try await store.books.expire(olderThan: limit, sliceMax: Self.rowsPerSlice)
    }
}

extension Duration {
    fileprivate var magnitude: Duration { self < .zero ? .zero - self : self }
}
