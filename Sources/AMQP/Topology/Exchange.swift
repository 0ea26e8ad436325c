package import Canonical

/// An exchange.
package struct Exchange: Sendable, Hashable {
    /// How an exchange chooses queues.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// By pattern of the routing key.
        case topic
        /// All of them.
        case fanout
        /// By equal routing key.
        case direct
        /// By a hash, one of them; needs the plugin `rabbitmq_consistent_hash_exchange`.
        case consistentHash = "x-consistent-hash"
    }

    /// Its name.
    package var name: String
    /// How it chooses queues.
    package var kind: Kind
    /// Where messages go that no queue takes.
    package var alternateExchange: String?
    /// Whether it survives a restart of the broker.
    package var isDurable: Bool
    /// The header that a consistent-hash exchange hashes; the routing key where it is nil.
    package var hashHeader: String?

    /// Makes an exchange.
    package init(
        _ name: String,
        kind: Kind,
        alternateExchange: String? = nil,
        isDurable: Bool = true,
        hashHeader: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.alternateExchange = alternateExchange
        self.isDurable = isDurable
        self.hashHeader = hashHeader
    }

    /// The arguments of its declaration.
    package var arguments: [Header] {
        var arguments: [Header] = []
        if let alternateExchange { arguments.append(Header("alternate-exchange", .text(alternateExchange))) }
        if let hashHeader { arguments.append(Header("hash-header", .text(hashHeader))) }
        return arguments
    }
}
