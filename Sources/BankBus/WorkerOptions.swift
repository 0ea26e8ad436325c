package import Bus

/// Sizes and times of a worker.
public struct WorkerOptions: Sendable {
    /// Deliveries that the broker hands out ahead (default: 1000); a batch is a quarter of it.
    public var prefetch = 1_000
    /// How long a stop may take before what is in flight is given back to the broker (default: 20 s).
    public var stopTimeout: Duration = .seconds(20)
    /// How long keys are remembered (default: 7 days, range: 1 hour to 10 years); never shorter than a dead letter may wait for its replay.
    public var keepKeys: Duration = .seconds(7 * 86_400)
    /// The delays of the bus's retries, as its configuration lists them.
    package var retry: RetryPolicy = .standard

    /// The defaults.
    public init() {}

    /// Sets the delays before the second, third … attempt.
    ///
    /// The bus must have the same ones, since it declares their wait queues. After the last attempt the message is
    /// dead-lettered.
    public mutating func setRetryDelays(_ delays: [Duration]) {
        retry = RetryPolicy(
            delays: delays.map { delay in
                let (seconds, attoseconds) = min(delay, .milliseconds(RetryDelay.millisecondsMax)).components
                guard seconds >= 0 else { return RetryDelay(milliseconds: 0) }
                return RetryDelay(milliseconds: Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
            }
        )
    }
}
