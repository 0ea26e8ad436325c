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

    /// Runs until the task is cancelled.
    func run() async {
        while true {
            do { try await Task.sleep(for: Self.interval) } catch { return }
            do throws(Fault) {
                try await store.books.renew()
                let (seconds, _) = retention.components
                let limit = Timestamp(milliseconds: BusTime.system.now().milliseconds - seconds * 1_000)
                try await store.books.expire(olderThan: limit, sliceMax: Self.rowsPerSlice)
            } catch {
                // It is tried again; the bus itself meets the same store and decides by what it needs.
                logger.warning("the store could not be kept in order", metadata: ["reason": "\(error)"])
            }
        }
    }
}
