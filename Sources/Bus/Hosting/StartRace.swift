/// Starts something that may wait for long, unless a stop is requested first.
package enum StartRace {
    /// - Returns: false if the stop was requested before the start was done.
    package static func start(
        unless stopRequested: @escaping @Sendable () async -> Void,
        _ start: @escaping @Sendable () async throws -> Void
    ) async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await start()
                return true
            }
            group.addTask {
                await stopRequested()
                return false
            }
            defer { group.cancelAll() }
            return try await group.next() ?? false
        }
    }
}
