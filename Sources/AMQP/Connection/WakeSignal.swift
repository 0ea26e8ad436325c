import CRabbitMQ
import Glibc

/// Wakes the connection thread out of its poll, from any thread.
final class WakeSignal: Sendable {
    private static let blindWaitMax: Duration = .milliseconds(20)

    private let descriptor: Int32

    /// Makes a signal.
    ///
    /// Where the process has no descriptor left, every wait ends within ``blindWaitMax`` instead.
    init() {
        descriptor = rmq_wake_open()
    }

    deinit {
        if descriptor >= 0 { rmq_wake_close(descriptor) }
    }

    func signal() {
        if descriptor >= 0 { rmq_wake_signal(descriptor) }
    }

    /// Waits for the signal, for input on `socket` (none where it is nil), or until the time is over.
    func wait(socket: Int32?, timeout: Duration) {
        let bounded = descriptor >= 0 ? timeout : min(timeout, Self.blindWaitMax)
        // A negative descriptor is passed over by poll.
        var watched = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: socket ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        let count = unsafe poll(&watched, nfds_t(watched.count), bounded.wholeMilliseconds)
        if count > 0, watched[0].revents != 0 { rmq_wake_take(descriptor) }
    }
}

extension Duration {
    /// Milliseconds rounded up, from 0 to what `poll` takes.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        let rounded = (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
        return Int32(seconds) * 1_000 + Int32(rounded)
    }
}
