import Canonical

/// The model and the calls that wait for it to change.
struct InMemoryBrokerState: Sendable {
    typealias Reply = CheckedContinuation<[Delivery]?, Never>

    /// A call that waits for the next batch.
    struct Waiter: Sendable {
        let id: Int
        let consumer: Int
        let reply: Reply
    }

    /// What a waiting call returns; given outside the lock.
    struct Answer: Sendable {
        let reply: Reply
        let batch: [Delivery]?

        func give() { reply.resume(returning: batch) }
    }

    var model = BrokerModel()
    var waiting: [Waiter] = []
    var waitersMade = 0

    /// Takes out the calls that can be answered now, the oldest first.
    mutating func answers() -> [Answer] {
        var answers: [Answer] = []
        for waiter in waiting {
            let batch = model.consumers[waiter.consumer]?.takeBatch() ?? []
            let isOver = model.consumers[waiter.consumer]?.isStopped ?? true
            guard !batch.isEmpty || isOver else { continue }
            answers.append(Answer(reply: waiter.reply, batch: batch.isEmpty ? nil : batch))
            waiting.removeAll { $0.id == waiter.id }
        }
        return answers
    }
}
