import AMQP
package import Canonical
import Foundation
import Glibc

/// The one private node of a test process: started at first use, killed and removed when the process ends.
///
/// Tests do not see each other because each works in a virtual host of its own.
package actor SharedNode {
    /// The process's node.
    package static let shared = SharedNode()

    private var starting: Task<Result<PrivateNode, Fault>, Never>?

    /// A virtual host that no other test has.
    package struct VirtualHost: Sendable {
        /// The node it is on.
        package let node: PrivateNode
        /// Its name.
        package let name: String
        /// Its AMQP URL with user and password.
        package var amqpURL: String { node.amqpURL(virtualHost: name) }
    }

    /// The node, once it answers; a node that could not be started is not tried again.
    package func node() async throws(Fault) -> PrivateNode {
        if starting == nil {
            // Not a child of the first test that asks: its end must not end the start for the others.
            starting = Task { await Self.start() }
        }
        guard let starting else { throw .node(.nodeStartFailed, "The test node was not started.") }
        return try await starting.value.get()
    }

    /// Makes a virtual host (some ms).
    package func freshVirtualHost() async throws(Fault) -> VirtualHost {
        let node = try await node()
        let name = "test-\(UInt32.random(in: 0...UInt32.max))"
        try await node.management().createVirtualHost(name)
        return VirtualHost(node: node, name: name)
    }

    private static func start() async -> Result<PrivateNode, Fault> {
        var options = PrivateNodeOptions()
        options.isTemporary = true
        let folder = FileManager.default.currentDirectoryPath + "/.bankbus/test-node-\(getpid())"
        do throws(Fault) {
            return .success(try await PrivateNode.start(directory: folder, options: options))
        } catch {
            return .failure(error)
        }
    }
}
