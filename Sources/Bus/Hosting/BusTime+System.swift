import Canonical
import Glibc

extension BusTime {
    /// The machine's own clock.
    package static let system = BusTime(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec)) ?? .epoch
        },
        sleep: { try await Task.sleep(for: $0) }
    )
}
