import Glibc

/// A file that the kernel keeps for a process, below `/proc/PID`.
enum ProcessFile {
    /// Greatest number of bytes read: an environment is smaller.
    private static let bytesMax = 4 * 1024 * 1024
    private static let chunkBytes = 4 * 1024

    /// What the file holds; nil once the process is gone, even if it goes while the file is read, or if it is not ours.
    ///
    /// Read call by call, since Foundation's reading keeps its buffer for good where the process ends in between.
    static func bytes(of number: Int32, _ name: String) -> [UInt8]? {
        let file = open("/proc/\(number)/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: chunkBytes)
        while bytes.count < bytesMax {
            let count = read(file, &chunk, chunkBytes)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// The same as text.
    static func text(of number: Int32, _ name: String) -> String? {
        bytes(of: number, name).map { String(decoding: $0, as: UTF8.self) }
    }
}
