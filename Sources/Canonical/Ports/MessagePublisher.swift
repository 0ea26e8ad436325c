/// Publishes batches to a broker and tells for each message what became of it.
public protocol MessagePublisher: Sendable {
    /// Publishes a batch, pipelined, and waits until the fate of each message is known or time has run out.
    ///
    /// Never throws and never hangs for ever: what cannot be sent or is not confirmed in time is
    /// ``PublishOutcome/unknown(_:)``. The result has one outcome per publication, in the same order.
    func publish(_ batch: [Publication]) async -> [PublishOutcome]
}
