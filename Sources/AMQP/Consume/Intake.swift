import Canonical
import Synchronization

/// Where deliveries wait to be taken: filled by the connection thread, emptied in batches by whoever asks.
///
/// The receiver pulls everything that is there; nobody is woken per message.
final class Intake: Sendable {
    typealias Reply = CheckedContinuation<[Delivery]?, Never>

    private struct Waiter {
        let id: UInt64
        let reply: Reply
    }

    private struct Contents {
        var batches: DeliveryBatches
        var waiters: [Waiter] = []
        var nextID: UInt64 = 0
        /// Whether no more will come.
        var isFinished = true

        /// What can be answered now; the replies are resumed outside the lock.
        mutating func answers(_ now: ContinuousClock.Instant) -> [(Reply, [Delivery]?)] {
            var answers: [(Reply, [Delivery]?)] = []
            while let waiter = waiters.first {
                if let batch = batches.take(now, isFinished: isFinished) {
                    answers.append((waiter.reply, batch))
                } else if isFinished {
                    answers.append((waiter.reply, nil))
                } else {
                    break
                }
                waiters.removeFirst()
            }
            return answers
        }
    }

    private let contents: Mutex<Contents>
    private let bufferedBytesMax: Int
    private let wake: WakeSignal

    init(options: ConsumerOptions, wake: WakeSignal) {
        contents = Mutex(Contents(batches: DeliveryBatches(options: options)))
        bufferedBytesMax = options.bufferedBytesMax
        self.wake = wake
    }

    // MARK: - For receivers

    /// Takes what is there, or waits; nil once no more will come, or when the task is cancelled.
    func next() async -> [Delivery]? {
        let id = contents.withLock { contents in
            contents.nextID += 1
            return contents.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { (reply: Reply) in
                change { $0.waiters.append(Waiter(id: id, reply: reply)) }
                if Task.isCancelled { cancel(id) }
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func cancel(_ id: UInt64) {
        let reply = contents.withLock { contents -> Reply? in
            guard let index = contents.waiters.firstIndex(where: { $0.id == id }) else { return nil }
            return contents.waiters.remove(at: index).reply
        }
        reply?.resume(returning: nil)
    }

    // MARK: - For the connection thread

    /// Whether so much waits that the broker is to be held back.
    var isFull: Bool { contents.withLock { $0.batches.bytes >= bufferedBytesMax } }

    /// When a started batch has waited long enough; nil where none is started.
    var ripeAt: ContinuousClock.Instant? {
        contents.withLock { $0.waiters.isEmpty ? nil : $0.batches.ripeAt }
    }

    /// Begins to take deliveries.
    func begin() {
        contents.withLock { $0.isFinished = false }
    }

    /// Adds a delivery without waking anyone.
    func append(_ delivery: Delivery, at now: ContinuousClock.Instant) {
        contents.withLock { $0.batches.append(delivery, at: now) }
    }

    /// Hands out what may be handed out; called by the thread, which knows itself when to look again.
    func serve() {
        let now = ContinuousClock.now
        let answers = contents.withLock { $0.answers(now) }
        for (reply, batch) in answers { reply.resume(returning: batch) }
    }

    /// Drops what has not been taken: its channel is gone and the broker delivers it again.
    func reset() {
        contents.withLock { $0.batches.removeAll() }
    }

    /// Takes no more; what is there is still handed out.
    func finish() {
        change { $0.isFinished = true }
    }

    /// Changes the contents and answers who can be answered.
    ///
    /// The thread is woken where it has to look again: to read on, or at the time when a started batch is ripe.
    private func change(_ body: (inout Contents) -> Void) {
        let now = ContinuousClock.now
        let (answers, isToWake) = contents.withLock { contents in
            body(&contents)
            let wasFull = contents.batches.bytes >= bufferedBytesMax
            let answers = contents.answers(now)
            let hasRoom = wasFull && contents.batches.bytes < bufferedBytesMax
            return (answers, hasRoom || !contents.waiters.isEmpty && contents.batches.ripeAt != nil)
        }
        if isToWake { wake.signal() }
        for (reply, batch) in answers { reply.resume(returning: batch) }
    }
}
