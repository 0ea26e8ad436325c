import AMQP
import Canonical

extension BusStatus {
    /// The status as JSON.
    var document: DocumentValue {
        .members([
            ("broker", broker.map(\.document)),
            ("brokerFault", brokerFault.map { .text($0.description) }),
            ("receivers", .list(receivers.map(\.document))),
            ("waitingAtBroker", waitingAtBroker.map(DocumentValue.integer)),
            ("unroutable", unroutable.map(DocumentValue.integer)),
            ("deadLettersFiled", .integer(deadLettersFiled)),
            ("deadLettersNotYetFiled", deadLettersNotYetFiled.map(DocumentValue.integer)),
        ])
    }

    /// The status for reading.
    var text: String {
        var table = TextTable(heading: [
            "RECEIVER", "STATE", "LAST MINUTE", "IN QUEUE", "WAITING", "IN FLIGHT", "DEAD-LETTERED", "OLDEST OPEN",
        ])
        for receiver in receivers { table.add(receiver.cells) }
        let counts = TextTable.pairs([
            ("in wait queues", waitingAtBroker.map(String.init) ?? "unknown"),
            ("unroutable", unroutable.map(String.init) ?? "unknown"),
            ("dead letters filed", String(deadLettersFiled)),
            ("dead letters not yet filed", deadLettersNotYetFiled.map(String.init) ?? "unknown"),
        ])
        return [brokerText, table.text, counts].joined(separator: "\n\n")
    }

    private var brokerText: String {
        guard let broker else { return "broker: \(brokerFault?.description ?? "unknown")" }
        var lines = ["broker: RabbitMQ \(broker.version), \(broker.connections.count) connections of bankbus"]
        lines += broker.connections.map {
            "  \($0.clientName ?? $0.name): \($0.isBlocked ? "blocked" : $0.state ?? "?")"
        }
        lines += broker.alarms.map { "  ALARM: \($0.resource) on \($0.node): publishers are blocked" }
        return lines.joined(separator: "\n")
    }
}

extension BusStatus.Broker {
    fileprivate var document: DocumentValue {
        [
            "version": .text(version),
            "connections": .list(
                connections.map { connection in
                    .members([
                        ("name", .text(connection.clientName ?? connection.name)),
                        ("state", connection.state.map(DocumentValue.text)),
                        ("blocked", .boolean(connection.isBlocked)),
                    ])
                }
            ),
            "alarms": .list(alarms.map { .text("\($0.resource) on \($0.node)") }),
        ]
    }
}

extension BusStatus.Receiver {
    fileprivate var document: DocumentValue {
        .members([
            ("receiver", .text(totals.scope)),
            ("queue", .text(queue)),
            ("state", .text(state)),
            ("lastMinute", .integer(recent)),
            ("inQueue", depth.map(DocumentValue.integer)),
            ("waiting", .integer(totals.units[.waiting] ?? 0)),
            ("inFlight", .integer(totals.units[.inFlight] ?? 0)),
            ("deadLettered", .integer(totals.units[.deadLettered] ?? 0)),
            ("oldestOpen", totals.oldestOpen.map { .text($0.description) }),
        ])
    }

    fileprivate var cells: [String] {
        [
            totals.scope, state, String(recent), depth.map(String.init) ?? "?", String(totals.units[.waiting] ?? 0),
            String(totals.units[.inFlight] ?? 0), String(totals.units[.deadLettered] ?? 0),
            totals.oldestOpen?.description ?? "-",
        ]
    }
}

extension TextTable {
    /// Names and values, a line each.
    fileprivate static func pairs(_ pairs: [(String, String)]) -> String {
        let width = pairs.map(\.0.count).max() ?? 0
        return
            pairs.map { name, value in
                name + String(repeating: " ", count: width - name.count) + "  " + value
            }
            .joined(separator: "\n")
    }
}
