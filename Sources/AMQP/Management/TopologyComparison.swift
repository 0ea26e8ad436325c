import Canonical

/// Compares what is wanted with what the broker has; pure.
///
/// What the broker has beyond the wanted (foreign queues, further bindings) is no difference.
struct TopologyComparison {
    let exchanges: [ManagedExchange]
    let queues: [ManagedQueue]
    let bindings: [ManagedBinding]

    /// Every difference, in the order of the topology.
    func differences(from topology: Topology) -> [TopologyDifference] {
        topology.exchanges.flatMap(differences) + topology.queues.flatMap(differences)
            + topology.bindings.filter { !isThere($0) }.map { missing(.binding($0)) }
    }

    private func differences(_ wanted: Exchange) -> [TopologyDifference] {
        let subject = TopologyDifference.Subject.exchange(wanted.name)
        guard let found = exchanges.first(where: { $0.name == wanted.name }) else { return [missing(subject)] }
        return different(subject, "type", wanted.kind.rawValue, found.type)
            + different(subject, "durable", "\(wanted.isDurable)", "\(found.isDurable)")
            + different(subject, wanted.arguments, found.arguments)
    }

    private func differences(_ wanted: Queue) -> [TopologyDifference] {
        let subject = TopologyDifference.Subject.queue(wanted.name)
        guard let found = queues.first(where: { $0.name == wanted.name }) else { return [missing(subject)] }
        // The type is compared by itself: brokers differ in whether they list a classic queue's as an argument.
        let type = "x-queue-type"
        return different(subject, "type", wanted.kind.rawValue, found.type)
            + different(subject, "durable", "\(wanted.isDurable)", "\(found.isDurable)")
            + different(subject, "exclusive", "\(wanted.isExclusive)", "\(found.isExclusive)")
            + different(subject, "auto-delete", "\(wanted.isAutoDelete)", "\(found.isAutoDelete)")
            + different(
                subject,
                wanted.arguments.filter { $0.name != type },
                found.arguments.filter { $0.name != type }
            )
    }

    private func isThere(_ wanted: Binding) -> Bool {
        let (name, isToExchange) =
            switch wanted.destination {
            case .queue(let name): (name, false)
            case .exchange(let name): (name, true)
            }
        return bindings.contains { found in
            found.source == wanted.source && found.destination == name && found.isToExchange == isToExchange
                && found.routingKey == wanted.key && Set(found.arguments) == Set(wanted.arguments)
        }
    }

    private func different(
        _ subject: TopologyDifference.Subject,
        _ wanted: [Header],
        _ found: [Header]
    ) -> [TopologyDifference] {
        let names = Set((wanted + found).map(\.name)).sorted()
        return names.flatMap { name in
            let pair = [wanted, found].map { list in list.first { $0.name == name }?.value }
            return pair[0] == pair[1]
                ? [] : [difference(subject, name, pair[0].map(Self.text), pair[1].map(Self.text))]
        }
    }

    private func different(
        _ subject: TopologyDifference.Subject,
        _ property: String,
        _ wanted: String,
        _ found: String
    ) -> [TopologyDifference] {
        wanted == found ? [] : [difference(subject, property, wanted, found)]
    }

    private func difference(
        _ subject: TopologyDifference.Subject,
        _ property: String,
        _ wanted: String?,
        _ found: String?
    ) -> TopologyDifference {
        TopologyDifference(subject: subject, property: property, wanted: wanted, found: found)
    }

    private func missing(_ subject: TopologyDifference.Subject) -> TopologyDifference {
        TopologyDifference(subject: subject, property: nil, wanted: nil, found: nil)
    }

    private static func text(_ value: HeaderValue) -> String {
        switch value {
        case .text(let text): "'\(text)'"
        case .integer(let number): "\(number)"
        case .boolean(let isTrue): "\(isTrue)"
        default: "of another kind"
        }
    }
}
