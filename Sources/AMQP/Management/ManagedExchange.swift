package import Canonical

/// An exchange as the broker's management API reports it.
package struct ManagedExchange: Sendable, Hashable {
    /// The exchange's name; empty for the default exchange.
    package var name: String
    /// The virtual host it is in.
    package var virtualHost: String
    /// `direct`, `topic`, `fanout`, `headers`, `x-consistent-hash` and others.
    package var type: String
    /// Whether it survives a restart of the broker.
    package var isDurable: Bool
    /// Whether it goes with its last binding.
    package var isAutoDelete: Bool
    /// Whether clients may not publish to it.
    package var isInternal: Bool
    /// Optional arguments, sorted by name.
    package var arguments: [Header]
}

extension ManagedExchange: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, vhost, type, durable, arguments
        case auto = "auto_delete"
        case inner = "internal"
    }

    /// Reads one entry of `/api/exchanges`.
    package init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        name = try object.decode(String.self, forKey: .name)
        virtualHost = try object.decode(String.self, forKey: .vhost)
        type = try object.decode(String.self, forKey: .type)
        isDurable = try object.decodeIfPresent(Bool.self, forKey: .durable) ?? false
        isAutoDelete = try object.decodeIfPresent(Bool.self, forKey: .auto) ?? false
        isInternal = try object.decodeIfPresent(Bool.self, forKey: .inner) ?? false
        arguments = try object.decodeIfPresent(JSONTree.self, forKey: .arguments)?.headers ?? []
    }
}
