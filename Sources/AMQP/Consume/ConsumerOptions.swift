package import Canonical

/// How a consumer takes deliveries.
package struct ConsumerOptions: Sendable, Hashable {
    /// Most unsettled deliveries; about four batches keep the work fed.
    package var prefetch = 1_000
    /// Most deliveries of a batch.
    package var batchCountMax = 250
    /// Most bytes of bodies in a batch; a single larger delivery is a batch of its own.
    package var batchBytesMax = 4 * 1024 * 1024
    /// How long a started batch may wait for more; zero takes what is there.
    package var batchWaitMax: Duration = .zero
    /// Most bytes of bodies that wait to be taken; beyond it the broker is held back.
    package var bufferedBytesMax = 64 * 1024 * 1024
    /// Whether each connection starts with one delivery at a time, until one arrives that never failed before.
    package var suspectMode = true
    /// Whether the queue's order matters (single active consumer): the subscription is never cancelled while deliveries
    /// are unsettled, because the broker would serve the next consumer at once.
    package var isOrdered = false
    /// The start of the consumer tag that the broker shows; nil takes the queue's name.
    package var consumerTag: String?
    /// Whether no one else may consume from the queue.
    package var isExclusive = false
    /// Further arguments of the subscription.
    package var arguments: [Header] = []

    /// Makes the default options.
    package init() {}
}
