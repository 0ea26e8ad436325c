package import Canonical
import Foundation
import Glibc
import Synchronization

/// A RabbitMQ node of its own, from the installed server, on 127.0.0.1 and free ports.
///
/// Everything it makes lies under one directory: data, logs, configuration, cookie, a state file and the password of
/// its administrator (mode 0600). A node that is not detached dies with the process that started it, also when that
/// is killed; a detached one is found again with ``attach(directory:options:)``. Nodes in different directories do
/// not see each other.
package final class PrivateNode: Sendable {
    /// What a node is doing.
    package enum Condition: String, Sendable, Hashable, CaseIterable {
        /// It answers.
        case running
        /// Its processes run, but it does not answer (yet).
        case starting
        /// No process of it runs.
        case stopped
    }

    struct State: Sendable {
        var record: NodeRecord
        var lifeline: Lifeline?
    }

    let installation: NodeInstallation
    let directory: NodeDirectory
    let options: PrivateNodeOptions
    let password: Secret
    let state: Mutex<State>

    init(
        _ installation: NodeInstallation,
        directory: NodeDirectory,
        record: NodeRecord,
        options: PrivateNodeOptions,
        password: Secret
    ) {
        self.installation = installation
        self.directory = directory
        self.options = options
        self.password = password
        state = Mutex(State(record: record, lifeline: nil))
    }

    /// Finds the node of a directory by its state file, whether it runs or not.
    ///
    /// The options matter for a later ``restart()`` only.
    package static func attach(
        directory path: String,
        options: PrivateNodeOptions = PrivateNodeOptions()
    ) throws(Fault) -> PrivateNode {
        guard let directory = NodeDirectory(existing: path), let record = directory.record,
            let password = directory.password
        else {
            throw .node(
                .nodeMissing,
                "There is no private broker in \(path).",
                advice: "Start one with: bankbus broker start"
            )
        }
        var options = options
        options.isDetached = record.isDetached
        let installation = try NodeInstallation.find(options.serverDirectory)
        return PrivateNode(installation, directory: directory, record: record, options: options, password: password)
    }

    var configuration: NodeConfiguration {
        NodeConfiguration(directory: directory, record: record, options: options, password: password)
    }

    var record: NodeRecord { state.withLock { $0.record } }

    /// The directory that holds everything of the node.
    package var directoryPath: String { directory.path }
    /// The node's ports.
    package var ports: NodePorts { record.ports }
    /// The Erlang name, such as `bankbus-3f9a1c@localhost`.
    package var nodeName: String { record.nodeName }
    /// The administrator's name.
    package var user: String { record.user }
    /// The file that holds the administrator's password.
    package var passwordPath: String { directory.passwordPath }
    /// Process number of the Erlang machine; nil while it does not run.
    package var processNumber: Int32? { server?.number }

    /// AMQP URL of the default virtual host, with user and password: not for logs.
    package var amqpURL: String { amqpURL(virtualHost: "/") }
    /// Management URL without credentials.
    package var managementURL: String { "http://127.0.0.1:\(ports.management)" }
    /// Management URL with user and password: not for logs.
    package var managementURLWithCredentials: String {
        "http://\(user):\(password.reveal())@127.0.0.1:\(ports.management)"
    }
    /// AMQP URL without credentials: for people and logs.
    package var displayURL: String { "amqp://127.0.0.1:\(ports.amqp)" }
    /// AMQPS URL without credentials; nil without a TLS listener.
    package var amqpsURL: String? { ports.amqps.map { "amqps://localhost:\($0)" } }

    /// AMQP URL of a virtual host, with user and password: not for logs.
    package func amqpURL(virtualHost: String) -> String {
        let unreserved = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-._~"))
        let name = virtualHost.addingPercentEncoding(withAllowedCharacters: unreserved) ?? virtualHost
        return "amqp://\(user):\(password.reveal())@127.0.0.1:\(ports.amqp)/\(name)"
    }

    /// The environment in which RabbitMQ's own tools talk to this node.
    package var environment: [String: String] { configuration.environment }

    /// What the node is doing now.
    package var status: Condition {
        if server != nil, PortProbe.speaksAMQP(ports.amqp) { return .running }
        return directory.processes.isEmpty ? .stopped : .starting
    }

    /// The Erlang machine: from the state file while that is right, else found by its environment.
    var server: ProcessIdentity? {
        if let server = record.server, server.isAlive { return server }
        return directory.processes.first { $0.commandName.hasPrefix("beam") }
    }
}

extension PrivateNode: CustomStringConvertible {
    /// Name and address, without the password.
    package var description: String { "\(nodeName) at \(displayURL)" }
}

extension PrivateNode: CustomReflectable {
    /// Nothing but the description, so that no dump shows the password.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
