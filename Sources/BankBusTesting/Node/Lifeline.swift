package import Canonical
import Glibc

/// A pipe whose end tells the other side that this process is gone.
package final class Lifeline: Sendable {
    private let writing: Int32
    /// The end for the child.
    package let reading: Int32

    /// Opens the pipe; other children do not inherit it (a socket pair, because Swift's C library lacks `pipe2`).
    package init() throws(Fault) {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw .system("open a pipe", errno)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }
}
