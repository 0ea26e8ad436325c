package import Canonical
package import Logging

/// Repeats a store's work while the store is busy, locked or full: the deliveries wait, nothing is lost.
package struct StorePatience: Sendable {
    private let time: BusTime
    private let logger: Logger

    package init(time: BusTime, logger: Logger) {
        self.time = time
        self.logger = logger
    }

    /// The result; nil if the task was cancelled first.
    ///
    /// Throws what is not transient.
    package func insist<Value>(
        _ work: () async throws(Fault) -> Value
    ) async throws(Fault) -> Value? {
        var pause = Duration.milliseconds(50)
        while true {
            do {
                return try await work()
            } catch {
                guard error.isRetriable else { throw error }
                logger.warning("the store waits", metadata: ["reason": "\(error)"])
            }
            do { try await time.sleep(pause) } catch { return nil }
            pause = min(pause * 2, .seconds(5))
        }
    }
}
