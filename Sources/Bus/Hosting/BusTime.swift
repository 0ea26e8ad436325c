package import Canonical

/// The clock of the bus: what time it is, and how to wait.
///
/// Injected, so that tests run in virtual time.
package struct BusTime: Sendable {
    package var now: @Sendable () -> Timestamp
    /// Waits; throws when the task is cancelled meanwhile.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(now: @escaping @Sendable () -> Timestamp, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.now = now
        self.sleep = sleep
    }
}
