import Foundation

/// A new directory for one test; all of them go away when the test process ends.
struct TemporaryDirectory {
    let path: String

    init() throws {
        path = Self.root + "/" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    private static let root: String = {
        atexit { try? FileManager.default.removeItem(atPath: TemporaryDirectory.root) }
        return NSTemporaryDirectory() + "/bankbus-sdk-\(getpid())"
    }()
}
