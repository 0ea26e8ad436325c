package import AMQP
package import Canonical

extension PrivateNode {
    /// How long one command of RabbitMQ's tools may take; each starts an Erlang machine (about 1 s).
    private static let commandDeadline: Duration = .seconds(60)

    /// Runs `rabbitmqctl` against this node and returns its output; throws `node.command-failed` with it.
    @discardableResult
    package func control(_ arguments: [String]) async throws(Fault) -> String {
        let run = try await CommandRun.run(
            executable: installation.controlPath,
            arguments: arguments,
            environment: toolEnvironment,
            deadline: Self.commandDeadline
        )
        guard run.status == 0 else {
            throw .node(
                .nodeCommandFailed,
                "rabbitmqctl \(arguments.first ?? "") ended with status \(run.status): \(run.output.prefix(2_000))"
            )
        }
        return run.output
    }

    /// The management API, as the node's administrator.
    package func management(timeout: Duration = .seconds(10)) throws(Fault) -> ManagementClient {
        try ManagementClient(url: managementURL, user: user, password: password, timeout: timeout)
    }

    /// The tools do not carry the node's marker: they come and go, and a stop need not wait for them.
    private var toolEnvironment: [String: String] {
        var environment = environment
        environment[NodeDirectory.markerName] = nil
        return environment
    }
}
