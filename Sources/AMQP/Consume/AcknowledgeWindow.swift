/// The deliveries of a channel that are not settled, and how to settle them in few frames; pure.
///
/// The broker numbers deliveries from 1 on each channel, and "acknowledge up to" covers everything below; so a run from
/// the oldest delivery on is one frame, and what lies beyond a gap is acknowledged one by one.
struct AcknowledgeWindow {
    /// One settlement on the wire.
    enum Frame: Equatable {
        case acknowledgeUpTo(UInt64)
        case acknowledge(UInt64)
        case reject(UInt64)
    }

    private enum State {
        case unsettled
        case acknowledged
        case sent
    }

    private var states: [State] = []
    private var head = 0
    private var base: UInt64 = 1
    private var marked: [UInt64] = []
    private var rejected: [UInt64] = []
    /// How many deliveries are not settled.
    private(set) var unsettledCount = 0

    /// Whether a settlement waits to be sent.
    var hasFrames: Bool { !marked.isEmpty || !rejected.isEmpty }

    /// Enters a delivery; false where its number is not the next one.
    mutating func delivered(_ number: UInt64) -> Bool {
        guard number == base + UInt64(states.count - head) else { return false }
        states.append(.unsettled)
        unsettledCount += 1
        return true
    }

    /// Settles a delivery by acknowledging it; one that is settled already, or never came, is ignored.
    mutating func acknowledge(_ number: UInt64) {
        guard take(number, becomes: .acknowledged) else { return }
        marked.append(number)
    }

    /// Settles a delivery by rejecting it; one that is settled already, or never came, is ignored.
    mutating func reject(_ number: UInt64) {
        guard take(number, becomes: .sent) else { return }
        rejected.append(number)
    }

    /// What to send now; rejections go first, so that no range covers them.
    mutating func takeFrames() -> [Frame] {
        var frames = rejected.map { Frame.reject($0) }
        if let last = advance() { frames.append(.acknowledgeUpTo(last)) }
        for number in marked where number >= base {
            states[head + Int(number - base)] = .sent
            frames.append(.acknowledge(number))
        }
        rejected.removeAll(keepingCapacity: true)
        marked.removeAll(keepingCapacity: true)
        compact()
        return frames
    }

    private mutating func take(_ number: UInt64, becomes state: State) -> Bool {
        guard number >= base, number - base < UInt64(states.count - head) else { return false }
        let index = head + Int(number - base)
        guard states[index] == .unsettled else { return false }
        states[index] = state
        unsettledCount -= 1
        return true
    }

    /// Passes over the run of settled deliveries; the last of them that the broker does not know of yet.
    private mutating func advance() -> UInt64? {
        var last: UInt64?
        while head < states.count, states[head] != .unsettled {
            if states[head] == .acknowledged { last = base }
            head += 1
            base += 1
        }
        return last
    }

    private mutating func compact() {
        let spareMax = 4_096
        if head == states.count {
            states.removeAll(keepingCapacity: true)
            head = 0
        } else if head > spareMax, head > states.count / 2 {
            states.removeFirst(head)
            head = 0
        }
    }
}
