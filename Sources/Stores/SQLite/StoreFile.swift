import Canonical
import Glibc

/// The file of a store before SQLite opens it: made with rights for its owner alone, or refused with the reason.
enum StoreFile {
    /// Makes missing directories (0700) and a missing file (0600; its WAL gets the same rights).
    static func prepare(_ path: String) throws(Fault) {
        if let slash = path.lastIndex(of: "/") { try makeDirectory(String(path[..<slash])) }
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refused("cannot be opened for writing", path, errno) }
        close(file)
    }

    /// Checks that a file is there and can be read.
    static func check(_ path: String) throws(Fault) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw refused("cannot be read", path, errno) }
        close(file)
    }

    private static func makeDirectory(_ path: String) throws(Fault) {
        guard !path.isEmpty, access(path, F_OK) != 0 else { return }
        if let slash = path.lastIndex(of: "/") { try makeDirectory(String(path[..<slash])) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw refused("cannot be made: its directory is missing and cannot be made either", path, errno)
        }
    }

    private static func refused(_ what: String, _ path: String, _ code: Int32) -> Fault {
        let reason = "The store \(path) \(what) (\(String(cString: strerror(code))))."
        switch code {
        case ENOSPC, EDQUOT: return StoreFault.unavailable(.setup, reason, "Make room on the disk.")
        case EIO, EMFILE, ENFILE, EINTR: return StoreFault.unavailable(.setup, reason, "Look at the system's log.")
        default: return StoreFault.unusable(.setup, reason, "Check the path and this user's rights on it.")
        }
    }
}
