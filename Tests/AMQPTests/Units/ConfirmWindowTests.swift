import Testing

@testable import AMQP

struct ConfirmWindowTests {
    private typealias Window = ConfirmWindow<Int>

    private func window(_ count: Int) -> Window {
        var window = Window()
        for slot in 1...count { window.sent(slot, bytes: 10) }
        return window
    }

    private func settle(
        _ window: inout Window,
        _ number: UInt64,
        isMultiple: Bool = false,
        isRejected: Bool = false
    ) -> [Int: Window.Verdict] {
        var verdicts: [Int: Window.Verdict] = [:]
        window.settle(number, isMultiple: isMultiple, isRejected: isRejected) { verdicts[$0] = $1 }
        return verdicts
    }

    @Test func `confirms in any order answer each publish once`() {
        var window = window(5)
        #expect(settle(&window, 2) == [2: .confirmed])
        #expect(settle(&window, 2) == [:])
        #expect(settle(&window, 3, isMultiple: true) == [1: .confirmed, 3: .confirmed])
        #expect(settle(&window, 5, isRejected: true) == [5: .rejected])
        #expect(window.openCount == 1 && window.unconfirmedBytes == 10)
        #expect(settle(&window, 4) == [4: .confirmed])
        #expect(window.span == 0 && window.unconfirmedBytes == 0 && window.nextNumber == 6)
    }

    @Test func `returned and then acknowledged is returned`() {
        var window = window(3)
        window.returned(2, code: 312, text: "NO_ROUTE")
        let returned = Window.Verdict.returned(code: 312, text: "NO_ROUTE")
        #expect(settle(&window, 3, isMultiple: true) == [1: .confirmed, 2: returned, 3: .confirmed])
    }

    @Test func `numbers that were never given are ignored`() {
        var window = window(2)
        window.returned(9, code: 312, text: "")
        window.returned(0, code: 312, text: "")
        #expect(settle(&window, 9) == [:] && settle(&window, .max) == [:] && settle(&window, 0) == [:])
        #expect(settle(&window, 9, isMultiple: true) == [1: .confirmed, 2: .confirmed])
    }

    @Test func `number nought with multiple means all`() {
        var window = window(2)
        #expect(settle(&window, 0, isMultiple: true).count == 2)
        #expect(settle(&window, 0, isMultiple: true).isEmpty)
    }

    @Test func `a lost channel fails what is outstanding, once, and counts from one again`() {
        var window = window(4)
        _ = settle(&window, 2)
        let (failed, again) = (window.fail(), window.fail())
        #expect(failed == [1, 3, 4] && again == [])
        #expect(window.nextNumber == 1 && window.unconfirmedBytes == 0)
    }

    @Test func `what nobody waits for frees its bytes but keeps its number`() {
        var window = window(3)
        window.forget { $0 < 3 }
        #expect(window.unconfirmedBytes == 10 && window.span == 3)
        #expect(settle(&window, 3, isMultiple: true).count == 3)
        #expect(window.unconfirmedBytes == 0)
    }

    @Test func `a long run keeps its numbers right`() {
        var window = Window()
        for round in 0..<5_000 {
            window.sent(round, bytes: 1)
            window.sent(round, bytes: 1)
            #expect(settle(&window, window.nextNumber - 2).count == 1)
            if round % 7 == 0 { _ = settle(&window, window.nextNumber - 1, isMultiple: true) }
        }
        #expect(window.nextNumber == 10_001)
    }
}
