package import Canonical

/// A queue as the broker's management API reports it.
///
/// The counts are statistics: they lag behind by the broker's collection interval (5 s unless configured; quorum
/// queues report every 5 s). A queue that was declared a moment ago has none yet.
package struct ManagedQueue: Sendable, Hashable {
    /// The queue's name.
    package var name: String
    /// The virtual host it is in.
    package var virtualHost: String
    /// `classic`, `quorum` or `stream`.
    package var type: String
    /// Whether it survives a restart of the broker.
    package var isDurable: Bool
    /// Whether it goes with its connection.
    package var isExclusive: Bool
    /// Whether it goes with its last consumer.
    package var isAutoDelete: Bool
    /// Optional arguments, sorted by name.
    package var arguments: [Header]
    /// Name of the policy that applies; nil if none does.
    package var policy: String?
    /// Messages that wait for a consumer; nil while there are no statistics.
    package var messagesReady: Int?
    /// Messages with consumers, not yet settled; nil while there are no statistics.
    package var messagesUnacknowledged: Int?
    /// Dead letters that an at-least-once quorum queue holds until their target confirms them.
    package var messagesDeadLettering: Int?
    /// Consumers.
    package var consumers: Int?

    /// Everything that is on the broker for this queue; nil while there are no statistics.
    package var messagesTotal: Int? {
        guard let messagesReady, let messagesUnacknowledged else { return nil }
        return messagesReady + messagesUnacknowledged + (messagesDeadLettering ?? 0)
    }
}

extension ManagedQueue: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, vhost, type, durable, exclusive, arguments, policy, consumers
        case auto = "auto_delete"
        case ready = "messages_ready"
        case unacknowledged = "messages_unacknowledged"
        case deadLettering = "messages_dlx"
    }

    /// Reads one entry of `/api/queues`.
    package init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        name = try object.decode(String.self, forKey: .name)
        virtualHost = try object.decode(String.self, forKey: .vhost)
        type = try object.decodeIfPresent(String.self, forKey: .type) ?? "classic"
        isDurable = try object.decodeIfPresent(Bool.self, forKey: .durable) ?? false
        isExclusive = try object.decodeIfPresent(Bool.self, forKey: .exclusive) ?? false
        isAutoDelete = try object.decodeIfPresent(Bool.self, forKey: .auto) ?? false
        arguments = try object.decodeIfPresent(JSONTree.self, forKey: .arguments)?.headers ?? []
        let policyName = try object.decodeIfPresent(String.self, forKey: .policy) ?? ""
        policy = policyName.isEmpty ? nil : policyName
        messagesReady = try object.decodeIfPresent(Int.self, forKey: .ready)
        messagesUnacknowledged = try object.decodeIfPresent(Int.self, forKey: .unacknowledged)
        messagesDeadLettering = try object.decodeIfPresent(Int.self, forKey: .deadLettering)
        consumers = try object.decodeIfPresent(Int.self, forKey: .consumers)
    }
}
