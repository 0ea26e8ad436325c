import Foundation
import Logging

/// Ends the process when a graceful stop takes longer than it may: what is unsettled goes back to the broker.
struct StopDeadline: Sendable {
    let timeout: Duration
    let logger: Logger

    /// What giving up and closing may take after the timeout.
    private static let closing: Duration = .seconds(5)

    /// Returns when the task is cancelled, which is when the stop was done in time.
    func watch(_ stop: StopSignal) async {
        await stop.wait()
        do { try await Task.sleep(for: timeout + Self.closing) } catch { return }
        logger.error("the stop took too long; what is not settled goes back to the broker")
        exit(1)
    }
}
