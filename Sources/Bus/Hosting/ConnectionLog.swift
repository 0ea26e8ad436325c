import AMQP
import Logging

/// Tells the log what a connection is doing, so that an outage is a sentence and not a silence.
struct ConnectionLog: Sendable {
    let name: String
    let logger: Logger

    /// Runs until the connection is closed or the task is cancelled.
    func follow(_ states: AsyncStream<ConnectionState>) async {
        var wasOpen = true
        for await state in states {
            switch state {
            case .open:
                if !wasOpen { logger.notice("the broker is back", metadata: ["connection": "\(name)"]) }
                wasOpen = true
            case .blocked, .recovering:
                logger.warning("the broker is away", metadata: ["connection": "\(name)", "state": "\(state)"])
                wasOpen = false
            case .connecting: break
            case .closed: return
            }
        }
    }
}
