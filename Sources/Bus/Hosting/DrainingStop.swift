package import Canonical

/// Stops loops in the order that loses nothing: take no more, settle what is in flight, close.
package struct DrainingStop: Sendable {
    /// How long what is in flight may take before it is given back to the broker.
    package var timeout: Duration
    package var time: BusTime

    package init(timeout: Duration, time: BusTime) {
        self.timeout = timeout
        self.time = time
    }

    /// Runs `work` until it ends by itself, or until `stopRequested` returns and the consumers, stopped then, have been
    /// drained, or until the timeout after that cancels what is left.
    package func run(
        consumers: [any MessageConsumer],
        until stopRequested: @escaping @Sendable () async -> Void,
        work: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask {
                await stopRequested()
                for consumer in consumers { await consumer.stop() }
                // Cancelled when the work ends first, as it should.
                try? await time.sleep(timeout)
                return false
            }
            defer { group.cancelAll() }
            guard try await group.next() == false else { return }
            group.cancelAll()
            // What it still throws is why the process must end; that it was cancelled is no reason.
            do { _ = try await group.next() } catch is CancellationError {}
        }
    }
}
