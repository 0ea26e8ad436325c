import Canonical
import Synchronization

/// Hands out hand-made batches and remembers what is acknowledged.
final class ListConsumer: MessageConsumer {
    private struct State {
        var batches: [[Delivery]]
        var acknowledged: [DeliveryTag] = []
        var isStopped = false
    }

    private let state: Mutex<State>

    init(_ batches: [[Delivery]]) {
        state = Mutex(State(batches: batches))
    }

    var acknowledged: [DeliveryTag] { state.withLock { $0.acknowledged } }
    var isStopped: Bool { state.withLock { $0.isStopped } }

    func nextBatch() async -> [Delivery]? {
        state.withLock { $0.batches.isEmpty || $0.isStopped ? nil : $0.batches.removeFirst() }
    }

    func acknowledge(_ tags: [DeliveryTag]) {
        state.withLock { $0.acknowledged += tags }
    }

    func reject(_ tag: DeliveryTag) {}

    func stop() async { state.withLock { $0.isStopped = true } }

    func close() async {}
}

extension Delivery {
    /// A delivery as a foreign client's would look.
    static func sample(
        _ body: String,
        number: UInt64 = 1,
        id: String? = "m-1",
        exchange: String = "bus.ingress",
        headers: [Header] = [],
        change: (inout MessageProperties) -> Void = { _ in }
    ) -> Delivery {
        var properties = MessageProperties(headers: headers)
        properties.messageID = id
        change(&properties)
        return Delivery(
            tag: DeliveryTag(channel: 1, number: number),
            exchange: exchange,
            routingKey: "in.test",
            properties: properties,
            body: Array(body.utf8)
        )
    }
}
