import Canonical
import Foundation

/// Where a command writes: standard output, or a file that has a temporary name until it is complete.
struct OutputSink {
    private let path: String?
    private let temporary: String
    private let handle: FileHandle

    /// Opens it; nil is standard output.
    ///
    /// - Throws: `store.unavailable` where the file cannot be made.
    init(_ path: String?) throws(Fault) {
        self.path = path
        temporary = "\(path ?? "").\(ProcessInfo.processInfo.processIdentifier).part"
        guard path != nil else {
            handle = .standardOutput
            return
        }
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else { throw Self.unwritable(temporary) }
        self.handle = handle
    }

    /// Writes bytes and empties them.
    ///
    /// - Throws: `store.unavailable`, such as on a full disk.
    func write(_ bytes: inout [UInt8]) throws(Fault) {
        do {
            if !bytes.isEmpty { try handle.write(contentsOf: Data(bytes)) }
            bytes.removeAll(keepingCapacity: true)
        } catch {
            throw Self.unwritable(path ?? "standard output")
        }
    }

    /// Gives a complete file its name, and removes any other.
    ///
    /// - Throws: `store.unavailable`.
    func close(keeps isComplete: Bool) throws(Fault) {
        guard let path else { return }
        do {
            try handle.synchronize()
            try handle.close()
            guard isComplete else { return try FileManager.default.removeItem(atPath: temporary) }
            guard rename(temporary, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw Self.unwritable(path)
        }
    }

    private static func unwritable(_ path: String) -> Fault {
        Fault(
            .transient,
            .storeUnavailable,
            stage: .encode,
            place: Place(path: path),
            reason: "The output cannot be written."
        )
    }
}
