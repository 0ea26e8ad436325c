import Testing

@testable import AMQP

struct AcknowledgeWindowTests {
    private func window(_ count: UInt64) -> AcknowledgeWindow {
        var window = AcknowledgeWindow()
        for number in 1...count { deliver(number, to: &window) }
        return window
    }

    private func deliver(_ number: UInt64, to window: inout AcknowledgeWindow, isExpected: Bool = true) {
        let isTaken = window.delivered(number)
        #expect(isTaken == isExpected)
    }

    private func expect(_ window: inout AcknowledgeWindow, _ frames: [AcknowledgeWindow.Frame]) {
        let taken = window.takeFrames()
        #expect(taken == frames)
    }

    @Test func `a full batch is one frame`() {
        var window = window(250)
        for number in 1...250 { window.acknowledge(UInt64(number)) }
        expect(&window, [.acknowledgeUpTo(250)])
        #expect(window.unsettledCount == 0 && !window.hasFrames)
        expect(&window, [])
    }

    @Test func `what is left out is never covered by a range`() {
        var window = window(6)
        for number: UInt64 in [1, 2, 4, 5] { window.acknowledge(number) }
        expect(&window, [.acknowledgeUpTo(2), .acknowledge(4), .acknowledge(5)])
        window.acknowledge(3)
        expect(&window, [.acknowledgeUpTo(3)])
        window.acknowledge(6)
        expect(&window, [.acknowledgeUpTo(6)])
    }

    @Test func `a range ends at a number that the broker still holds open`() {
        var window = window(4)
        window.acknowledge(3)
        window.acknowledge(4)
        expect(&window, [.acknowledge(3), .acknowledge(4)])
        window.acknowledge(1)
        window.acknowledge(2)
        expect(&window, [.acknowledgeUpTo(2)])
    }

    @Test func `a rejection goes before the range that passes over it`() {
        var window = window(3)
        window.acknowledge(1)
        window.reject(2)
        window.acknowledge(3)
        expect(&window, [.reject(2), .acknowledgeUpTo(3)])
        #expect(window.unsettledCount == 0)
    }

    @Test func `settling twice, or what never came, does nothing`() {
        var window = window(2)
        window.acknowledge(1)
        window.reject(1)
        window.acknowledge(1)
        window.acknowledge(7)
        window.reject(.max)
        expect(&window, [.acknowledgeUpTo(1)])
        window.acknowledge(1)
        #expect(!window.hasFrames)
    }

    @Test func `a delivery out of turn is refused`() {
        var window = window(2)
        deliver(2, to: &window, isExpected: false)
        deliver(4, to: &window, isExpected: false)
        deliver(3, to: &window)
    }

    @Test(arguments: 1...20) func `random settlement settles each delivery once`(seed: UInt64) {
        var generator = SeededGenerator(seed)
        var window = AcknowledgeWindow()
        var broker = SettlementModel()
        var open: [UInt64] = []
        var next: UInt64 = 1
        for _ in 0..<200 {
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                deliver(next, to: &window)
                broker.open.insert(next)
                open.append(next)
                next += 1
            }
            open.shuffle(using: &generator)
            for number in open.prefix(Int.random(in: 0...40, using: &generator)) {
                if Bool.random(using: &generator) { window.acknowledge(number) } else { window.reject(number) }
                broker.mayEnd.insert(number)
            }
            open.removeAll(where: broker.mayEnd.contains)
            for frame in window.takeFrames() { broker.take(frame) }
            #expect(broker.mistakes == 0 && broker.open == Set(open) && window.unsettledCount == open.count)
        }
    }
}

/// What the broker does with settlements: an unknown number closes the channel.
private struct SettlementModel {
    var open: Set<UInt64> = []
    var mayEnd: Set<UInt64> = []
    var mistakes = 0

    mutating func take(_ frame: AcknowledgeWindow.Frame) {
        switch frame {
        case .acknowledge(let number), .reject(let number): end(number)
        case .acknowledgeUpTo(let last):
            if !open.contains(last) { mistakes += 1 }
            for number in open where number <= last { end(number) }
        }
    }

    private mutating func end(_ number: UInt64) {
        if open.remove(number) == nil || !mayEnd.contains(number) { mistakes += 1 }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state &* 0x2545_F491_4F6C_DD1D
    }
}
