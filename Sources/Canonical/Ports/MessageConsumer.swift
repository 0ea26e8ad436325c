/// Takes deliveries from one queue in batches and settles them.
///
/// A delivery that is never settled stays with the broker and comes again after the channel ends.
public protocol MessageConsumer: Sendable {
    /// Waits for the next deliveries and takes everything that is there, up to the batch bounds of the consumer.
    ///
    /// - Returns: at least one delivery, or nil once the consumer has been stopped and what it had is taken.
    func nextBatch() async -> [Delivery]?

    /// Acknowledges deliveries; does not wait. Tags of earlier channels are dropped. What is left out stays unsettled.
    func acknowledge(_ tags: [DeliveryTag])

    /// Rejects one delivery without putting it back: the broker dead-letters it.
    func reject(_ tag: DeliveryTag)

    /// Stops taking deliveries: ``nextBatch()`` returns nil soon. What is in flight can still be settled until ``close()``.
    func stop() async

    /// Ends the channel; unsettled deliveries go back to the queue. Returns when pending acknowledgements are written.
    func close() async
}
