import AMQP
import Canonical

extension BrokerModel {
    /// Seconds since 1970 at which the virtual clock begins: 2026-01-01.
    private static let epochSeconds: Int64 = 1_767_225_600

    /// Sends a message where its queue sends dead letters; without such a place it is dropped.
    mutating func deadLetter(_ message: StoredMessage, from name: String, reason: DeathReason) {
        guard let queue = queues[name], queue.declared.deadLetterExchange != nil else {
            droppedCount += 1
            return
        }
        if forward(message, from: queue, reason: reason) { return }
        if queue.keepsDeadLetters {
            queues[name]?.deadLettering.append((message, reason))
        } else {
            droppedCount += 1
        }
    }

    /// Tries again to place the dead letters that queues hold.
    mutating func forwardHeld() {
        for name in queueNames {
            guard let queue = queues[name], !queue.deadLettering.isEmpty else { continue }
            queues[name]?.deadLettering = []
            for held in queue.deadLettering { deadLetter(held.message, from: name, reason: held.reason) }
        }
    }

    /// Whether some queue took it.
    private mutating func forward(_ message: StoredMessage, from queue: ModelQueue, reason: DeathReason) -> Bool {
        var history = DeathHistory(message.properties.headers)
        var dead = message
        dead.properties.headers = history.headers(
            of: message,
            from: queue.declared.name,
            reason: reason,
            at: UInt64(Self.epochSeconds + now.components.seconds)
        )
        dead.exchange = queue.declared.deadLetterExchange ?? ""
        dead.routingKey = queue.declared.deadLetterRoutingKey ?? message.routingKey
        let route = route(exchange: dead.exchange, routingKey: dead.routingKey, headers: dead.properties.headers) ?? []
        let targets = route.filter { !history.isCycle(through: $0) }
        return !targets.isEmpty && append(dead, to: targets)
    }
}
