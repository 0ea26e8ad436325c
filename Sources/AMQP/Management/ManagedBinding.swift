package import Canonical

/// A binding as the broker's management API reports it.
package struct ManagedBinding: Sendable, Hashable {
    /// The exchange that messages come from; empty for the default exchange.
    package var source: String
    /// The queue or exchange that they go to.
    package var destination: String
    /// Whether the destination is an exchange.
    package var isToExchange: Bool
    /// The routing key or pattern.
    package var routingKey: String
    /// Optional arguments, sorted by name.
    package var arguments: [Header]
}

extension ManagedBinding: Decodable {
    private enum CodingKeys: String, CodingKey {
        case source, destination, arguments
        case kind = "destination_type"
        case key = "routing_key"
    }

    /// Reads one entry of `/api/bindings`.
    package init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        source = try object.decode(String.self, forKey: .source)
        destination = try object.decode(String.self, forKey: .destination)
        isToExchange = try object.decode(String.self, forKey: .kind) == "exchange"
        routingKey = try object.decode(String.self, forKey: .key)
        arguments = try object.decodeIfPresent(JSONTree.self, forKey: .arguments)?.headers ?? []
    }
}
