import Testing

@testable import AMQP

struct BackoffTests {
    @Test func `pauses double up to the greatest, jitter takes at most half`() {
        var generator = SeededGenerator(1)
        var backoff = Backoff(min: .milliseconds(100), max: .seconds(2))
        for full in [100, 200, 400, 800, 1_600, 2_000, 2_000] {
            let pause = backoff.next(using: &generator)
            #expect(pause <= .milliseconds(full) && pause >= .milliseconds(full) / 2)
        }
        #expect(backoff.attempt == 7)
        backoff.reset()
        let first = backoff.next(using: &generator)
        #expect(backoff.attempt == 1 && first <= .milliseconds(100))
    }

    @Test func `a pause is never nought and never overflows`() {
        var generator = SeededGenerator(2)
        var backoff = Backoff(min: .zero, max: .seconds(1_000_000))
        let pauses = (0..<100).map { _ in backoff.next(using: &generator) }
        #expect(pauses.allSatisfy { $0 > .zero })
    }
}
