import AMQP
import Canonical

/// What the in-memory broker knows: a value without input or output; the broker around it wakes whoever waits.
struct BrokerModel: Sendable {
    /// Time since the broker began, moved by tests only.
    var now: Duration = .zero
    var exchanges: [String: Exchange] = [:]
    var bindings: [Binding] = []
    var queues: [String: ModelQueue] = [:]
    /// Names in the order of declaration, so that every run does the same.
    var queueNames: [String] = []
    var consumers: [Int: ModelConsumer] = [:]
    /// Messages that the broker dropped: dead letters without a place to go.
    var droppedCount = 0
    /// What happens to the next publications.
    var publishFaults: ArraySlice<InjectedFault?> = []
    /// Why nobody can reach the broker, or publish to it; nil while all is well.
    var outage: Fault?
    private var consumersMade = 0

    /// Declares what is missing; throws `broker.topology` where something exists otherwise.
    mutating func declare(_ topology: Topology) throws(Fault) {
        for exchange in topology.exchanges {
            guard exchanges[exchange.name, default: exchange] == exchange else {
                throw Self.differs("exchange", exchange.name)
            }
            exchanges[exchange.name] = exchange
        }
        for queue in topology.queues {
            guard queues[queue.name]?.declared ?? queue == queue else { throw Self.differs("queue", queue.name) }
            if queues[queue.name] == nil {
                queues[queue.name] = ModelQueue(queue)
                queueNames.append(queue.name)
            }
        }
        for binding in topology.bindings where !bindings.contains(binding) {
            guard exchanges[binding.source] != nil, isDeclared(binding.destination) else {
                throw Self.topology("A binding from exchange '\(binding.source)' names something that does not exist.")
            }
            bindings.append(binding)
        }
    }

    /// Removes a queue with its messages and bindings.
    mutating func deleteQueue(_ name: String) {
        queues[name] = nil
        queueNames.removeAll { $0 == name }
        bindings.removeAll { $0.destination == .queue(name) }
        for (id, consumer) in consumers where consumer.queue == name {
            _ = consumers[id]?.loseChannel()
        }
    }

    /// Begins to consume; throws `broker.topology` if there is no such queue.
    mutating func addConsumer(_ consumer: ModelConsumer) throws(Fault) -> Int {
        guard queues[consumer.queue] != nil else { throw Self.topology("There is no queue '\(consumer.queue)'.") }
        consumersMade += 1
        consumers[consumersMade] = consumer
        queues[consumer.queue]?.consumers.append(consumersMade)
        return consumersMade
    }

    /// Messages of a queue with consumers, not yet settled.
    func unsettledCount(_ queue: String) -> Int {
        consumers.values.reduce(0) { $1.queue == queue ? $0 + $1.unsettled.count : $0 }
    }

    private func isDeclared(_ destination: Binding.Destination) -> Bool {
        switch destination {
        case .queue(let name): queues[name] != nil
        case .exchange(let name): exchanges[name] != nil
        }
    }

    private static func differs(_ kind: String, _ name: String) -> Fault {
        topology("The \(kind) '\(name)' exists with other properties or arguments.")
    }

    static func topology(_ reason: String) -> Fault {
        Fault(.transient, .brokerTopology, stage: .broker, reason: reason)
    }
}
