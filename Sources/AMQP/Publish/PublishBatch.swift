import Canonical

/// A batch on the connection thread: what is known of each publication, and the one reply when all is known.
final class PublishBatch {
    let publications: [Publication]
    let deadline: ContinuousClock.Instant
    private var outcomes: [PublishOutcome?]
    private var unknownCount: Int
    private var reply: CheckedContinuation<[PublishOutcome], Never>?

    init(_ request: PublishRequest) {
        publications = request.publications
        deadline = request.deadline
        outcomes = request.outcomes
        unknownCount = request.outcomes.count { $0 == nil }
        reply = request.reply
    }

    var isDone: Bool { unknownCount == 0 }

    func isKnown(_ index: Int) -> Bool { outcomes[index] != nil }

    /// The publications of which nothing is known yet.
    var openIndices: [Int] { outcomes.indices.filter { outcomes[$0] == nil } }

    /// Keeps the first outcome of a publication; the last one missing answers the caller.
    func resolve(_ index: Int, _ outcome: PublishOutcome) {
        guard outcomes[index] == nil else { return }
        outcomes[index] = outcome
        unknownCount -= 1
        replyIfDone()
    }

    /// Answers the caller when everything is known; never twice.
    func replyIfDone() {
        guard isDone, let reply else { return }
        self.reply = nil
        reply.resume(returning: outcomes.compactMap { $0 })
    }
}
