/// A client's connection as the broker's management API reports it.
package struct ManagedConnection: Sendable, Hashable {
    /// The broker's name for it: both ends of the socket.
    package var name: String
    /// The name that the client gave itself; nil if none.
    package var clientName: String?
    /// `running`, `flow`, `blocking`, `blocked` and others; nil while there are no statistics.
    package var state: String?
    /// The user.
    package var user: String?
    /// Channels on it.
    package var channels: Int?

    /// Whether the broker takes nothing published on it, because of an alarm.
    package var isBlocked: Bool { state == "blocked" || state == "blocking" }
}

extension ManagedConnection: Decodable {
    private enum CodingKeys: String, CodingKey {
        case name, state, user, channels
        case properties = "client_properties"
        case given = "user_provided_name"
    }

    private enum PropertyKeys: String, CodingKey {
        case name = "connection_name"
    }

    /// Reads one entry of `/api/connections`.
    package init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: CodingKeys.self)
        name = try object.decode(String.self, forKey: .name)
        state = try object.decodeIfPresent(String.self, forKey: .state)
        user = try object.decodeIfPresent(String.self, forKey: .user)
        channels = try object.decodeIfPresent(Int.self, forKey: .channels)
        // Brokers write clients without properties as a list; such a client has no name.
        let properties = try? object.nestedContainer(keyedBy: PropertyKeys.self, forKey: .properties)
        clientName =
            try object.decodeIfPresent(String.self, forKey: .given)
            ?? properties?.decodeIfPresent(String.self, forKey: .name)
    }
}
