import Canonical
import CRabbitMQ
import Synchronization

/// Ends a connection whose socket takes no bytes for too long: the library's own writes have no time limit.
///
/// A thread of its own looks once per tick, so that arming and disarming cost the sender one lock and no wake-up.
final class SendWatchdog: Sendable {
    private struct Watch {
        var socket: Int32?
        var sendingSince: ContinuousClock.Instant?
        var isEnded = false
    }

    /// How often the watchdog looks.
    private static let tick: Duration = .milliseconds(500)

    private let limit: Duration
    private let wake = WakeSignal()
    private let watch = Mutex(Watch())

    init(limit: Duration) {
        self.limit = limit
    }

    /// Starts watching; ends with ``end()``.
    func start() throws(Fault) {
        watch.withLock { $0 = Watch() }
        try DetachedThread.start(stackBytes: DetachedThread.smallStackBytes) { [self] in
            while !look(ContinuousClock.now) { wake.wait(socket: nil, timeout: Self.tick) }
        }
    }

    /// Names the socket to end; nil before it is closed, so that its number is never shut down in another's hands.
    func setSocket(_ socket: Int32?) {
        watch.withLock { $0.socket = socket }
    }

    /// Runs a write that may block.
    func guarding<Value>(_ send: () throws(Fault) -> Value) throws(Fault) -> Value {
        watch.withLock { $0.sendingSince = ContinuousClock.now }
        defer { watch.withLock { $0.sendingSince = nil } }
        return try send()
    }

    /// Ends the watchdog's thread.
    func end() {
        watch.withLock { $0.isEnded = true }
        wake.signal()
    }

    /// Shuts an overdue socket down; the lock keeps its owner from closing it meanwhile, and shutdown does not block.
    private func look(_ now: ContinuousClock.Instant) -> Bool {
        watch.withLock { watch in
            if let since = watch.sendingSince, let socket = watch.socket, since.duration(to: now) > limit {
                rmq_shutdown(socket)
            }
            return watch.isEnded
        }
    }
}
