import Foundation

/// What the state file of a node's directory holds: enough to reach, stop and restart the node from another process.
struct NodeRecord: Sendable, Hashable, Codable {
    /// Version of this layout.
    var version = 1
    /// The Erlang name; the data belong to it, so it stays the same for a directory.
    var nodeName: String
    /// The administrator that the node made for itself; the password is in a file of its own.
    var user: String
    /// The ports of the last start.
    var ports: NodePorts
    /// Whether the node survives its starter.
    var isDetached: Bool
    /// The shell that watches over the node, from the moment it was started.
    var supervisor: ProcessIdentity?
    /// The Erlang machine, once the node answers.
    var server: ProcessIdentity?

    /// The bytes of the state file.
    var encoded: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            return try encoder.encode(self)
        }
    }
}
