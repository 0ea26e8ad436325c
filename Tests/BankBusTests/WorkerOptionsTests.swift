@testable import BankBus
import Bus
import Canonical
import Testing

@Suite("Worker options")
struct WorkerOptionsTests {
    @Test
    func `delays of any size are taken without a trap`() {
        var options = WorkerOptions()
        let absurd: [Duration] = [
            .zero, .seconds(-5), .nanoseconds(1), .milliseconds(1_500), .seconds(Int64.max), .seconds(Int64.min),
            .milliseconds(Int64.max),
        ]
        options.setRetryDelays(absurd)
        let milliseconds = options.retry.delays.map(\.milliseconds)
        #expect(milliseconds == [1, 1, 1, 1_500, 2_592_000_000, 1, 2_592_000_000])
        #expect(options.retry.delays.flatMap(\.siblings).allSatisfy { (1...4_294_967_295).contains($0) })
    }
}
