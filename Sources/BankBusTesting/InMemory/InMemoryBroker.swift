package import AMQP
package import Canonical
import Synchronization

/// The twin of RabbitMQ for tests: no process, no clock, and the same run every time.
///
/// It routes (direct, topic, fanout, consistent hash, default and alternate exchanges, exchange to exchange), counts
/// deliveries, expires, dead-letters, refuses and redelivers as RabbitMQ 3.10.8 was measured to do. Time passes only
/// by ``advance(by:)``; failures happen only on demand.
package final class InMemoryBroker: Sendable {
    private let state = Mutex(InMemoryBrokerState())

    /// Makes an empty broker.
    package init() {}

    /// Declares what is missing; throws `broker.topology` where something exists otherwise.
    package func declare(_ topology: Topology) throws(Fault) {
        try attempt { model throws(Fault) in try model.declare(topology) }
    }

    /// Removes a queue with its messages and bindings.
    package func deleteQueue(_ name: String) {
        change { $0.deleteQueue(name) }
    }

    /// Makes a publisher.
    package func publisher() -> InMemoryPublisher {
        InMemoryPublisher(broker: self)
    }

    /// Makes a consumer of a queue; throws `broker.topology` if there is none.
    package func consumer(
        _ queue: String,
        prefetch: Int = 100,
        batchMax: Int = 100
    ) throws(Fault) -> InMemoryConsumer {
        let id = try attempt { model throws(Fault) in
            try model.addConsumer(ModelConsumer(queue: queue, prefetch: prefetch, batchMax: batchMax))
        }
        return InMemoryConsumer(broker: self, id: id)
    }

    /// Lets time pass: messages expire in the order of their times.
    package func advance(by duration: Duration) {
        change { $0.advance(by: duration) }
    }

    /// Decides what happens to the next publications, one entry each; nil lets one pass.
    package func inject(_ faults: [InjectedFault?]) {
        change { $0.publishFaults += faults }
    }

    /// Cuts every connection; consumers come back at once on a new channel.
    package func cutConnections() {
        change { model in
            for id in model.consumers.keys.sorted() { model.loseChannel(of: id) }
        }
    }

    /// Takes the broker away: publishes are *unknown*, consumers wait.
    package func goDown() {
        change { model in
            for id in model.consumers.keys.sorted() { model.loseChannel(of: id) }
            model.outage = Fault(
                .transient,
                .brokerUnavailable,
                stage: .broker,
                reason: "The broker is down."
            )
        }
    }

    /// Raises an alarm: nothing is taken from publishers, consumers go on.
    package func block() {
        change { $0.outage = Fault(.transient, .brokerBlocked, stage: .broker, reason: "The broker has an alarm.") }
    }

    /// Ends an outage or an alarm.
    package func recover() {
        change { $0.outage = nil }
    }

    /// How many messages a queue holds; nil if there is no such queue.
    package func currentDepth(_ queue: String) -> QueueDepth? {
        state.withLock { state in
            guard let found = state.model.queues[queue] else { return nil }
            return QueueDepth(
                ready: found.ready.count,
                unacknowledged: state.model.unsettledCount(queue),
                deadLettering: found.deadLettering.count
            )
        }
    }

    /// The bodies that wait in a queue, in the order of delivery.
    package func bodies(_ queue: String) -> [[UInt8]] {
        state.withLock { $0.model.queues[queue]?.ready.map(\.body) ?? [] }
    }

    /// Messages that the broker dropped because there was no place for a dead letter.
    package var droppedCount: Int { state.withLock { $0.model.droppedCount } }
}

extension InMemoryBroker {
    func publish(_ batch: [Publication]) -> [PublishOutcome] {
        change { $0.publish(batch) }
    }

    func acknowledge(_ tags: [DeliveryTag], consumer: Int) {
        change { $0.acknowledge(tags, consumer: consumer) }
    }

    func reject(_ tag: DeliveryTag, consumer: Int) {
        change { $0.reject(tag, consumer: consumer) }
    }

    func stop(consumer: Int) {
        change { $0.consumers[consumer]?.isStopped = true }
    }

    func remove(consumer: Int) {
        change { $0.removeConsumer(consumer) }
    }

    func nextBatch(consumer: Int) async -> [Delivery]? {
        let id = state.withLock { state in
            state.waitersMade += 1
            return state.waitersMade
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { reply in
                let answers = state.withLock { state in
                    state.waiting.append(.init(id: id, consumer: consumer, reply: reply))
                    return state.answers()
                }
                for answer in answers { answer.give() }
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: Int) {
        let cancelled = state.withLock { state in
            let index = state.waiting.firstIndex { $0.id == id }
            return index.map { state.waiting.remove(at: $0) }
        }
        cancelled?.reply.resume(returning: nil)
    }

    /// Changes the model, lets it deliver, and wakes the consumers that got something.
    @discardableResult
    private func change<Result: Sendable>(_ body: (inout BrokerModel) -> Result) -> Result {
        let (result, answers) = state.withLock { state in
            let result = body(&state.model)
            state.model.forwardHeld()
            state.model.deliver()
            return (result, state.answers())
        }
        for answer in answers { answer.give() }
        return result
    }

    /// The same for a change that may fail.
    @discardableResult
    private func attempt<Value: Sendable>(_ body: (inout BrokerModel) throws(Fault) -> Value) throws(Fault) -> Value {
        try change { model in Result { () throws(Fault) in try body(&model) } }.get()
    }
}
