@testable import Bus
import Testing

@Suite("Deferred deliveries")
struct DeferredDeliveriesTests {
    /// Plays the end of a batch that finds its deferred deliveries busy or not; true if the batch is counted out.
    private func finish(_ deferred: DeferredDeliveries<Int>, isBusy: (Int) -> Bool, _ done: inout [Int]) -> Bool {
        let items = deferred.takeOrEnd()
        if items.isEmpty { return true }
        let busy = items.filter(isBusy)
        done += items.filter { !isBusy($0) }
        if busy.isEmpty { return false }
        deferred.put(busy)
        return busy.count == items.count && deferred.endIfOthersAreActive()
    }

    @Test
    func `the last batch takes what an earlier one left`() {
        //  batch A                       batch B
        //  begin                         begin
        //                                defers x, which A holds
        //                                ends: busy, A is active
        //  ends: takes x
        let deferred = DeferredDeliveries<Int>()
        var done: [Int] = []
        deferred.begin()
        deferred.begin()
        deferred.put([1])
        #expect(finish(deferred, isBusy: { _ in true }, &done))
        #expect(!finish(deferred, isBusy: { _ in false }, &done))
        #expect(done == [1])
        #expect(finish(deferred, isBusy: { _ in false }, &done))
    }

    @Test
    func `a batch that defers after all others have ended keeps it`() {
        //  batch A                       batch B
        //  begin                         begin, claims: busy with A
        //  ends: nothing deferred
        //                                defers x, alone: asks again itself
        let deferred = DeferredDeliveries<Int>()
        var done: [Int] = []
        deferred.begin()
        deferred.begin()
        #expect(finish(deferred, isBusy: { _ in true }, &done))
        deferred.put([1])
        #expect(!finish(deferred, isBusy: { _ in true }, &done))
        #expect(!finish(deferred, isBusy: { _ in false }, &done))
        #expect(done == [1])
    }

    @Test
    func `the last of many active batches may never leave`() {
        let deferred = DeferredDeliveries<Int>()
        for _ in 0..<3 { deferred.begin() }
        deferred.put([1, 2])
        #expect(deferred.endIfOthersAreActive())
        #expect(deferred.endIfOthersAreActive())
        #expect(!deferred.endIfOthersAreActive())
        #expect(deferred.takeOrEnd() == [1, 2])
        #expect(!deferred.endIfOthersAreActive())
        #expect(deferred.takeOrEnd() == [])
        deferred.begin()
        #expect(!deferred.endIfOthersAreActive())
    }

    @Test
    func `nothing is taken twice`() {
        let deferred = DeferredDeliveries<Int>()
        deferred.begin()
        deferred.begin()
        deferred.put([1])
        #expect(deferred.takeOrEnd() == [1])
        #expect(deferred.takeOrEnd() == [])
        #expect(!deferred.endIfOthersAreActive())
        deferred.end()
    }
}
