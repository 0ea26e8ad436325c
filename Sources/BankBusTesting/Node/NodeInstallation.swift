import Canonical
import Glibc

/// The installed RabbitMQ server.
struct NodeInstallation: Sendable, Hashable {
    /// Folder of the server's own scripts; those in `/usr/sbin` change the user when root calls them.
    let directory: String

    var serverPath: String { directory + "/rabbitmq-server" }
    var controlPath: String { directory + "/rabbitmqctl" }

    /// Debian's package, and the official images.
    private static let candidates = ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin"]

    /// Finds the server, or says how to install it.
    static func find(_ directory: String?) throws(Fault) -> NodeInstallation {
        for candidate in directory.map({ [$0] }) ?? candidates
        where access(candidate + "/rabbitmq-server", X_OK) == 0 {
            return NodeInstallation(directory: candidate)
        }
        throw .node(
            .nodeNotInstalled,
            "RabbitMQ's server is not installed.",
            advice: "Install it with: apt-get install rabbitmq-server"
        )
    }
}
