import Canonical
import Glibc

/// Keeps two starts out of the same directory; the operating system frees it when the process ends.
struct NodeLock: ~Copyable {
    private let handle: Int32

    /// Takes the lock, or throws at once if another process is starting a node there.
    init(_ directory: NodeDirectory) throws(Fault) {
        handle = open(directory.path + "/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard handle >= 0 else { throw .system("lock \(directory.path)", errno) }
        guard flock(handle, LOCK_EX | LOCK_NB) == 0 else {
            close(handle)
            throw .node(
                .nodeRunning,
                "Another process is starting or stopping a broker in \(directory.path).",
                advice: "Wait until it is done, or use another directory."
            )
        }
    }

    deinit { close(handle) }
}
