/// How long a connection that is to close has waited for what is on its way; starts with the first question.
final class ClosingTime {
    private let limit: Duration
    private var start: ContinuousClock.Instant?

    init(limit: Duration) {
        self.limit = limit
    }

    func isOver() -> Bool {
        let now = ContinuousClock.now
        guard let start else {
            self.start = now
            return limit <= .zero
        }
        return start.duration(to: now) >= limit
    }
}
