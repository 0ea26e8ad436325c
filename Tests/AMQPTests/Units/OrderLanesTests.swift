import Testing

@testable import AMQP

struct OrderLanesTests {
    @Test func `one of a key is out at a time, each key has its own lane`() {
        var lanes = OrderLanes<Int>()
        let admitted = [1, 2, 3].map { lanes.admit($0, key: "a") } + [lanes.admit(4, key: "b")]
        #expect(admitted == [true, false, false, true])
        let next = ["a", "a", "a", "b"].map { key in lanes.settle(key) { _ in false }.next }
        #expect(next == [2, 3, nil, nil] && lanes.isEmpty)
        let isAdmitted = lanes.admit(5, key: "a")
        #expect(isAdmitted)
    }

    @Test func `what may no longer go out is dropped, the rest follows`() {
        var lanes = OrderLanes<Int>()
        for slot in 1...5 { _ = lanes.admit(slot, key: "a") }
        let (next, dropped) = lanes.settle("a") { $0 < 4 }
        #expect(next == 4 && dropped == [2, 3])
    }
}
