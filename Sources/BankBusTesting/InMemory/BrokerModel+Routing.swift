import AMQP
import Canonical

extension BrokerModel {
    /// The queues that a message goes to, each once; nil if there is no such exchange.
    func route(exchange: String, routingKey: String, headers: [Header]) -> [String]? {
        if exchange.isEmpty { return queues[routingKey] == nil ? [] : [routingKey] }
        guard exchanges[exchange] != nil else { return nil }
        var found: [String] = []
        var waiting = [exchange]
        var visited: Set<String> = []
        while let name = waiting.popLast() {
            guard visited.insert(name).inserted, let current = exchanges[name] else { continue }
            let destinations = matches(current, routingKey: routingKey, headers: headers)
            if destinations.isEmpty, let alternate = current.alternateExchange { waiting.append(alternate) }
            for destination in destinations {
                switch destination {
                case .exchange(let next): waiting.append(next)
                case .queue(let queue): if !found.contains(queue) { found.append(queue) }
                }
            }
        }
        return found
    }

    private func matches(_ exchange: Exchange, routingKey: String, headers: [Header]) -> [Binding.Destination] {
        let candidates = bindings.filter { $0.source == exchange.name }
        switch exchange.kind {
        case .fanout: return candidates.map(\.destination)
        case .direct: return candidates.filter { $0.key == routingKey }.map(\.destination)
        case .topic: return candidates.filter { TopicPattern($0.key).matches(routingKey) }.map(\.destination)
        case .consistentHash:
            let value = exchange.hashHeader.flatMap { name in headers.first { $0.name == name }?.value.text }
            return hashed(value ?? (exchange.hashHeader == nil ? routingKey : ""), among: candidates)
        }
    }

    /// One of the bindings, by weight; the same text always gives the same one.
    private func hashed(_ text: String, among candidates: [Binding]) -> [Binding.Destination] {
        let slots = candidates.flatMap { Array(repeating: $0.destination, count: min(max(Int($0.key) ?? 1, 1), 100)) }
        guard !slots.isEmpty else { return [] }
        // FNV-1a: unlike Swift's own hash it is the same in every process.
        let hash = text.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return [slots[Int(hash % UInt64(slots.count))]]
    }
}
