import Glibc

/// The clock of leases: it counts from the start of the host, also while the host sleeps, and nobody can set it.
package struct BootClock: Sendable {
    /// Names this run of the host; readings of different runs cannot be compared.
    package var bootID: String
    /// Milliseconds since the host started.
    package var milliseconds: @Sendable () -> Int64

    /// Makes a clock, for tests one that they turn by hand.
    package init(bootID: String, milliseconds: @escaping @Sendable () -> Int64) {
        self.bootID = bootID
        self.milliseconds = milliseconds
    }

    /// The host's own: `CLOCK_BOOTTIME` and `/proc/sys/kernel/random/boot_id`.
    package static func system() -> BootClock {
        BootClock(bootID: readBootID()) {
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
        }
    }

    /// The kernel's name for this run; empty where it cannot be read, so that only lock and lease decide.
    private static func readBootID() -> String {
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return "" }
        return String(decoding: bytes.prefix(count).prefix { $0 != 10 }, as: UTF8.self)
    }
}
