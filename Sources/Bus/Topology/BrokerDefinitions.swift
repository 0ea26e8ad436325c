package import AMQP
package import Canonical

/// The topology as RabbitMQ definitions, with one user per role and the least that it needs.
///
/// The users have no password (an empty hash lets nobody in) until an administrator gives them one.
package struct BrokerDefinitions: Sendable {
    private let topology: Topology
    private let virtualHost: String
    private let workers: [(name: String, queue: String)]

    package init(topology: Topology, virtualHost: String, workerQueues: [(String, String)]) {
        self.topology = topology
        self.virtualHost = virtualHost
        self.workers = workerQueues.map { (name: $0.0, queue: $0.1) }
    }

    /// The definitions, as `rabbitmqctl import_definitions` reads them.
    package var document: DocumentValue {
        [
            "users": .list(roles.map { ["name": .text($0.name), "password_hash": "", "tags": .text($0.tags)] }),
            "vhosts": .list([["name": .text(virtualHost)]]),
            "permissions": .list(roles.map(permission)),
            "exchanges": .list(topology.exchanges.map(exchange)),
            "queues": .list(topology.queues.map(queue)),
            "bindings": .list(topology.bindings.map(binding)),
        ]
    }

    // MARK: - Roles

    private struct Role {
        var name: String
        var configure = "^$"
        var write = "^$"
        var read = "^$"
        var tags = ""
    }

    private var roles: [Role] {
        [
            // Declares everything again after each reconnect, which takes the rights to configure, bind and dead-letter.
            Role(
                name: "bankbus-run",
                configure: Self.pattern(ownNames),
                write: Self.pattern(ownNames + ["amq.default"]),
                read: Self.pattern(ownNames)
            ),
            Role(name: "bankbus-gateway", write: Self.pattern([BusName.ingressExchange])),
            Role(name: "bankbus-publisher", write: Self.pattern([BusName.publishExchange])),
            // Replays publish to the default exchange; the balance counts messages.
            Role(
                name: "bankbus-operator",
                write: Self.pattern(["amq.default"]),
                read: Self.pattern(topology.queues.map(\.name)),
                tags: "monitoring"
            ),
        ]
            + workers.map { worker in
                Role(
                    name: "bankbus-worker-\(worker.name)",
                    write: Self.pattern([BusName.deadExchange] + retryExchanges),
                    read: Self.pattern([worker.queue])
                )
            }
    }

    private var ownNames: [String] { topology.exchanges.map(\.name) + topology.queues.map(\.name) }

    private var retryExchanges: [String] {
        topology.exchanges.map(\.name).filter { $0.hasPrefix(BusName.retryExchange("")) }
    }

    private static func pattern(_ names: [String]) -> String {
        "^(" + Set(names).sorted().map(escaped).joined(separator: "|") + ")$"
    }

    /// A name of which no character widens the pattern.
    private static func escaped(_ name: String) -> String {
        let special = Set(#"\.+*?()[]{}|^$"#)
        return String(name.flatMap { special.contains($0) ? ["\\", $0] : [$0] })
    }

    private func permission(_ role: Role) -> DocumentValue {
        [
            "user": .text(role.name),
            "vhost": .text(virtualHost),
            "configure": .text(role.configure),
            "write": .text(role.write),
            "read": .text(role.read),
        ]
    }

    // MARK: - Topology

    private func exchange(_ exchange: Exchange) -> DocumentValue {
        [
            "name": .text(exchange.name),
            "vhost": .text(virtualHost),
            "type": .text(exchange.kind.rawValue),
            "durable": .boolean(exchange.isDurable),
            "auto_delete": .boolean(false),
            "internal": .boolean(false),
            "arguments": Self.arguments(exchange.arguments),
        ]
    }

    private func queue(_ queue: Queue) -> DocumentValue {
        [
            "name": .text(queue.name),
            "vhost": .text(virtualHost),
            "durable": .boolean(queue.isDurable),
            "auto_delete": .boolean(queue.isAutoDelete),
            "arguments": Self.arguments(queue.arguments),
        ]
    }

    private func binding(_ binding: Binding) -> DocumentValue {
        let (name, type) =
            switch binding.destination {
            case .queue(let name): (name, "queue")
            case .exchange(let name): (name, "exchange")
            }
        return [
            "source": .text(binding.source),
            "vhost": .text(virtualHost),
            "destination": .text(name),
            "destination_type": .text(type),
            "routing_key": .text(binding.key),
            "arguments": Self.arguments(binding.arguments),
        ]
    }

    private static func arguments(_ headers: [Header]) -> DocumentValue {
        var object = DocumentObject()
        for header in headers {
            switch header.value {
            case .text(let text): object[header.name] = .text(text)
            case .integer(let value): object[header.name] = .number(Number(value))
            case .boolean(let value): object[header.name] = .boolean(value)
            default: continue
            }
        }
        return .object(object)
    }
}
