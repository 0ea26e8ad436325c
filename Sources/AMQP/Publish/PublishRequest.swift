import Canonical

/// A batch on its way from a caller to the connection thread.
struct PublishRequest: Sendable {
    let publications: [Publication]
    /// What is known already: publications over a limit are never sent.
    let outcomes: [PublishOutcome?]
    let deadline: ContinuousClock.Instant
    let reply: CheckedContinuation<[PublishOutcome], Never>
}

/// The batches that wait for the connection thread.
struct PublishRequests: MailboxContents {
    /// Most batches that may wait; more are refused at once.
    static let countMax = 1_024

    private(set) var requests: [PublishRequest] = []

    var isEmpty: Bool { requests.isEmpty }

    mutating func append(_ request: PublishRequest) -> Bool {
        guard requests.count < Self.countMax else { return false }
        requests.append(request)
        return true
    }

    mutating func taken() -> PublishRequests {
        defer { requests = [] }
        return self
    }
}
