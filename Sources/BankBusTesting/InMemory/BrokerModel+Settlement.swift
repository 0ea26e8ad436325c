import AMQP
import Canonical

extension BrokerModel {
    /// Gives ready messages to consumers with room, in turn; with a single active consumer to the first only.
    mutating func deliver() {
        guard outage == nil || outage?.code == .brokerBlocked else { return }
        for name in queueNames {
            while let id = nextConsumer(of: name), let message = queues[name]?.ready.popFirst() {
                consumers[id]?.give(message, isQuorum: queues[name]?.declared.kind == .quorum)
            }
        }
    }

    private mutating func nextConsumer(of name: String) -> Int? {
        guard let queue = queues[name], !queue.ready.isEmpty, !queue.consumers.isEmpty else { return nil }
        if queue.declared.hasSingleActiveConsumer {
            return queue.consumers.first.flatMap { consumers[$0]?.hasRoom == true ? $0 : nil }
        }
        for step in queue.consumers.indices {
            let index = (queue.turn + step) % queue.consumers.count
            if consumers[queue.consumers[index]]?.hasRoom == true {
                queues[name]?.turn = (index + 1) % queue.consumers.count
                return queue.consumers[index]
            }
        }
        return nil
    }

    /// Settles deliveries of a consumer's present channel; tags of earlier ones are dropped.
    mutating func acknowledge(_ tags: [DeliveryTag], consumer id: Int) {
        for tag in tags where tag.channel == consumers[id]?.channel {
            consumers[id]?.unsettled[tag.number] = nil
        }
    }

    /// Dead-letters one delivery.
    mutating func reject(_ tag: DeliveryTag, consumer id: Int) {
        guard let consumer = consumers[id], tag.channel == consumer.channel,
            let message = consumers[id]?.unsettled.removeValue(forKey: tag.number)
        else { return }
        deadLetter(message, from: consumer.queue, reason: .rejected)
    }

    /// Ends a consumer's channel: what it did not settle goes back, or is dead-lettered at its delivery limit.
    mutating func loseChannel(of id: Int) {
        guard let name = consumers[id]?.queue, let returned = consumers[id]?.loseChannel() else { return }
        var kept: [StoredMessage] = []
        for var message in returned.sorted(by: { $0.position < $1.position }) {
            message.returns += 1
            if let limit = queues[name]?.declared.deliveryLimit, message.returns > limit {
                deadLetter(message, from: name, reason: .deliveryLimit)
            } else {
                kept.append(message)
            }
        }
        queues[name]?.putBack(kept)
    }

    /// Ends a consumer for good.
    mutating func removeConsumer(_ id: Int) {
        guard let name = consumers[id]?.queue else { return }
        loseChannel(of: id)
        consumers[id] = nil
        queues[name]?.consumers.removeAll { $0 == id }
        queues[name]?.turn = 0
    }

    /// Moves the clock and expires messages in the order of their times.
    mutating func advance(by duration: Duration) {
        let end = now + duration
        // Consumers come first: what they were given before does not expire.
        deliver()
        while let next = queueNames.compactMap({ queues[$0]?.nextExpiry }).min(), next <= end {
            now = max(now, next)
            for name in queueNames {
                while let message = queues[name]?.popExpired(at: now) {
                    deadLetter(message, from: name, reason: .expired)
                }
            }
            deliver()
        }
        now = end
    }
}
