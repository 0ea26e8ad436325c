/// The pauses between attempts: doubling from a least to a greatest one, each drawn at random from its upper half.
struct Backoff {
    let min: Duration
    let max: Duration
    private(set) var attempt = 0

    init(min: Duration, max: Duration) {
        self.min = Swift.max(min, .milliseconds(1))
        self.max = Swift.max(max, self.min)
    }

    /// Counts an attempt and tells how long to wait before it.
    mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        let doublingsMax = 20
        let doublings = Swift.min(attempt, doublingsMax)
        attempt += attempt == .max ? 0 : 1
        let full = Swift.min(min * (1 << doublings), max)
        return full * Double.random(in: 0.5...1, using: &generator)
    }

    /// Starts over after a success.
    mutating func reset() {
        attempt = 0
    }
}
