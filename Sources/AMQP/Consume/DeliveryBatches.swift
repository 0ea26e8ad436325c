import Canonical

/// Deliveries cut into batches by count and bytes as they come, so that taking a batch copies nothing.
struct DeliveryBatches {
    private struct Batch {
        var deliveries: [Delivery]
        var bytes: Int
        let start: ContinuousClock.Instant
    }

    private let countMax: Int
    private let bytesMax: Int
    private let waitMax: Duration
    private var batches: [Batch] = []
    /// Bytes of all bodies.
    private(set) var bytes = 0

    init(options: ConsumerOptions) {
        countMax = max(options.batchCountMax, 1)
        bytesMax = options.batchBytesMax
        waitMax = options.batchWaitMax
    }

    /// When the first batch may go although it is not full.
    var ripeAt: ContinuousClock.Instant? { batches.first.map { $0.start + waitMax } }

    mutating func append(_ delivery: Delivery, at now: ContinuousClock.Instant) {
        let size = delivery.body.count
        bytes += size
        let last = batches.count - 1
        if last >= 0, batches[last].deliveries.count < countMax, batches[last].bytes + size <= bytesMax {
            batches[last].deliveries.append(delivery)
            batches[last].bytes += size
        } else {
            batches.append(Batch(deliveries: [delivery], bytes: size, start: now))
        }
    }

    /// The first batch, if it is full, has waited long enough, or no more will come.
    mutating func take(_ now: ContinuousClock.Instant, isFinished: Bool) -> [Delivery]? {
        guard let first = batches.first else { return nil }
        let isFull = batches.count > 1 || first.deliveries.count >= countMax || first.bytes >= bytesMax
        guard isFull || isFinished || first.start + waitMax <= now else { return nil }
        batches.removeFirst()
        bytes -= first.bytes
        return first.deliveries
    }

    mutating func removeAll() {
        batches.removeAll()
        bytes = 0
    }
}
