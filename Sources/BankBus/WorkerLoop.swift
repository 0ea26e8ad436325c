import Bus
import Canonical
import Stores

/// The loop of a worker: take a batch, apply it in one transaction, settle what the handler refused, acknowledge.
struct WorkerLoop: Sendable {
    let queue: String
    let scope: String
    let consumer: any MessageConsumer
    let inbox: Inbox
    let handler: Worker.Handler
    let settler: Settler
    let suspects: Suspects
    let patience: StorePatience
    let time: BusTime

    /// How long a key that nobody here seems to work on is left alone before it is asked for again.
    private static let busyPause: Duration = .milliseconds(100)

    /// Runs until the consumer is stopped and what it had taken is settled; throws a programmer fault.
    func run() async throws {
        while let deliveries = await consumer.nextBatch() {
            guard let batch = try await incoming(deliveries) else { return }
            try await work(off: batch)
        }
    }

    /// Reads a batch; one that came back alone is asked about first.
    ///
    /// Nil if the task was cancelled.
    private func incoming(_ deliveries: [Delivery]) async throws(Fault) -> [Incoming]? {
        let received = deliveries.map { Received($0, queue: queue, trust: .standard) }
        if received.count == 1, let only = received.first {
            switch try await suspects.verdict(on: only) {
            case .unknown: return nil
            case .poison(let fault): return [Incoming(only, fault: fault)]
            case .harmless: break
            }
        }
        let now = time.now()
        return received.map { Incoming($0, scope: scope, at: now) }
    }

    private func work(off batch: [Incoming]) async throws {
        var open = batch
        while !open.isEmpty {
            let incoming = open
            let transaction = InboxTransaction(scope: scope, handler: handler, time: time.now())
            let outcome = try await patience.insist { () async throws(Fault) in
                try await inbox.books.transaction(.handle) { books in try transaction.run(incoming, books: books) }
            }
            guard let outcome else { return }
            consumer.acknowledge(try await settler.settle(outcome.planned))
            if outcome.busy.count == open.count {
                // Held by an attempt that was given up and not released; its owner is this process.
                try await time.sleep(Self.busyPause)
            }
            open = outcome.busy
        }
    }
}
