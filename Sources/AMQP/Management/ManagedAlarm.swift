/// Something that the broker is short of; while there is one, it takes nothing from publishers.
package struct ManagedAlarm: Sendable, Hashable, Decodable {
    /// The node's Erlang name.
    package var node: String
    /// `memory` or `disk`.
    package var resource: String
}

/// The answer of the health check that lists alarms.
struct ManagedAlarms: Decodable {
    var alarms: [ManagedAlarm]?
}
