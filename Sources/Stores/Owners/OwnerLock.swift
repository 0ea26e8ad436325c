import Canonical
import Glibc

/// A lock file that its owner holds for life: the kernel lets it go with the process, however that ends.
///
/// The lock belongs to the open file, so two stores of one process are told apart, and it is not passed to child programs.
final class OwnerLock {
    private let path: String
    private var file: Int32

    /// Takes the lock; throws a fault where the file cannot be made or somebody has it.
    init(path: String) throws(Fault) {
        self.path = path
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.refused("The lock file beside the store cannot be made.") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            file = -1
            throw Self.refused("The lock file beside the store is in use.")
        }
    }

    deinit {
        abandon()
    }

    /// Ends the lock and removes its file.
    func release() {
        guard file >= 0 else { return }
        unlink(path)
        abandon()
    }

    /// Lets go of the lock as the end of the process does: the file stays.
    func abandon() {
        guard file >= 0 else { return }
        close(file)
        file = -1
    }

    /// Whether somebody holds the lock of that file; a missing file is held by nobody.
    ///
    /// The shared probe meets other probes without conflict. Where the file cannot be opened, the answer is yes: then
    /// only the lease decides.
    static func isHeld(path: String) -> Bool {
        let probe = open(path, O_RDWR | O_CLOEXEC)
        guard probe >= 0 else { return errno != ENOENT }
        defer { close(probe) }
        return flock(probe, LOCK_SH | LOCK_NB) != 0
    }

    /// Removes the lock file that a dead owner left; it may be gone already.
    static func remove(path: String) {
        unlink(path)
    }

    private static func refused(_ reason: String) -> Fault {
        StoreFault.unavailable(.claim, reason, "Check the rights on the store's directory.")
    }
}
