import Canonical

/// A consumer of the in-memory broker: its channel, and what it was given.
struct ModelConsumer: Sendable {
    let queue: String
    let prefetch: Int
    let batchMax: Int
    /// Which channel it is on, from 1.
    var channel: UInt64 = 1
    /// Given and not settled, by the number of the delivery.
    var unsettled: [UInt64: StoredMessage] = [:]
    /// Given and not yet taken by ``MessageConsumer/nextBatch()``.
    var buffer: [Delivery] = []
    var isStopped = false
    private var deliveries: UInt64 = 0

    init(queue: String, prefetch: Int, batchMax: Int) {
        self.queue = queue
        self.prefetch = max(1, prefetch)
        self.batchMax = max(1, batchMax)
    }

    /// Whether it may be given one more.
    var hasRoom: Bool { !isStopped && unsettled.count < prefetch }

    /// Gives it a message.
    mutating func give(_ message: StoredMessage, isQuorum: Bool) {
        deliveries += 1
        unsettled[deliveries] = message
        var properties = message.properties
        if isQuorum && message.returns > 0 {
            properties.headers.append(Header("x-delivery-count", .integer(Int64(message.returns))))
        }
        buffer.append(
            Delivery(
                tag: DeliveryTag(channel: channel, number: deliveries),
                exchange: message.exchange,
                routingKey: message.routingKey,
                isRedelivered: message.returns > 0,
                properties: properties,
                body: message.body
            )
        )
    }

    /// Takes the next batch; empty if nothing is there.
    mutating func takeBatch() -> [Delivery] {
        let batch = Array(buffer.prefix(batchMax))
        buffer.removeFirst(batch.count)
        return batch
    }

    /// Ends the channel and begins another; returns what was not settled.
    mutating func loseChannel() -> [StoredMessage] {
        defer {
            unsettled = [:]
            buffer = []
            channel += 1
            deliveries = 0
        }
        return Array(unsettled.values)
    }
}
