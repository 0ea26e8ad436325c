package import AMQP
package import Logging

/// Tells the log what a connection is doing, so that an outage is a sentence and not a silence.
package struct ConnectionLog: Sendable {
    private let logger: Logger

    package init(logger: Logger) {
        self.logger = logger
    }

    /// Follows connections, by name, for as long as `work` runs.
    package func follow(
        _ connections: [(name: String, states: AsyncStream<ConnectionState>)],
        while work: @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for connection in connections {
                group.addTask { await follow(connection.name, connection.states) }
            }
            defer { group.cancelAll() }
            try await work()
        }
    }

    /// Runs until the connection is closed or the task is cancelled.
    private func follow(_ name: String, _ states: AsyncStream<ConnectionState>) async {
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
