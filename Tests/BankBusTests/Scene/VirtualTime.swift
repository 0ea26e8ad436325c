import Bus
import Canonical
import Synchronization

/// A clock that moves only when somebody sleeps, and remembers for how long.
final class VirtualTime: Sendable {
    private struct State {
        var milliseconds: Int64 = 1_800_000_000_000
        var sleeps: [Duration] = []
        var onSleep: (@Sendable (Int) -> Void)?
    }

    /// A loop that sleeps more often than this hangs: its sleep throws, as if the task were cancelled.
    static let sleepsMax = 200

    private let state = Mutex(State())

    var sleeps: [Duration] { state.withLock { $0.sleeps } }

    var now: Timestamp { Timestamp(milliseconds: state.withLock { $0.milliseconds }) }

    /// Called before each sleep ends, with its number from 1.
    func onSleep(_ body: @escaping @Sendable (Int) -> Void) {
        state.withLock { $0.onSleep = body }
    }

    func advance(by duration: Duration) {
        state.withLock { $0.milliseconds += Self.milliseconds(duration) }
    }

    var busTime: BusTime {
        BusTime(now: { self.now }, sleep: { try self.sleep($0) })
    }

    private func sleep(_ duration: Duration) throws {
        try Task.checkCancellation()
        let (count, onSleep) = state.withLock { state in
            state.sleeps.append(duration)
            state.milliseconds += Self.milliseconds(duration)
            return (state.sleeps.count, state.onSleep)
        }
        onSleep?(count)
        guard count <= Self.sleepsMax else { throw CancellationError() }
        try Task.checkCancellation()
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
    }
}
