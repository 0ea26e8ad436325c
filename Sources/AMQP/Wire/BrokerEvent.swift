import Canonical

/// What the broker tells on an open connection, copied out of the library's memory.
enum BrokerEvent {
    case delivery(Delivery)
    /// A mandatory message that no queue takes, by the number that we gave it on its way.
    case returned(sequence: UInt64?, code: Int, text: String)
    case confirmed(number: UInt64, isMultiple: Bool)
    case rejected(number: UInt64, isMultiple: Bool)
    /// The broker ended our subscription, for instance because the queue was deleted.
    case cancelled
    /// The broker closed the channel; it has been answered, the number is free again.
    case channelClosed(Fault)
    case blocked(reason: String)
    case unblocked
}
