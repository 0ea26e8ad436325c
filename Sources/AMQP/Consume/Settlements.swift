import Canonical

/// What callers have settled and the connection thread has not written yet.
struct Settlements: MailboxContents {
    /// Most tags that wait; more than the broker ever leaves unsettled, so what is dropped beyond it is stale or repeated.
    static let countMax = 1_000_000

    private(set) var acknowledged: [DeliveryTag] = []
    private(set) var rejected: [DeliveryTag] = []
    private(set) var isStopping = false

    var isEmpty: Bool { acknowledged.isEmpty && rejected.isEmpty && !isStopping }

    mutating func acknowledge(_ tags: [DeliveryTag]) -> Bool {
        guard acknowledged.count + tags.count <= Self.countMax else { return false }
        acknowledged.append(contentsOf: tags)
        return true
    }

    mutating func reject(_ tag: DeliveryTag) -> Bool {
        guard rejected.count < Self.countMax else { return false }
        rejected.append(tag)
        return true
    }

    mutating func stop() -> Bool {
        isStopping = true
        return true
    }

    mutating func taken() -> Settlements {
        defer { self = Settlements() }
        return self
    }
}
