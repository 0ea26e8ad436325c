import Bus
import Testing

@Suite
struct RetryPolicyTests {
    @Test
    func `after the last delay there is no further attempt`() {
        let policy = RetryPolicy(delays: [RetryDelay(milliseconds: 1_000), RetryDelay(milliseconds: 5_000)])
        #expect(policy.delay(afterAttempt: 1)?.milliseconds == 1_000)
        #expect(policy.delay(afterAttempt: 2)?.milliseconds == 5_000)
        #expect(policy.delay(afterAttempt: 3) == nil)
        #expect(policy.delay(afterAttempt: 0) == nil)
    }

    @Test(arguments: [(800, "800ms"), (5_000, "5s"), (300_000, "5m"), (7_200_000, "2h"), (1_500, "1500ms")])
    func `a delay is named by its largest whole unit`(milliseconds: Int, name: String) {
        #expect(RetryDelay.name(milliseconds: milliseconds) == name)
    }

    @Test
    func `siblings lie at four fifths, once and six fifths`() {
        #expect(RetryDelay(milliseconds: 5_000).siblings == [4_000, 5_000, 6_000])
    }
}
