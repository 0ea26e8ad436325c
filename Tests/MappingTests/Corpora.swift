import Foundation

/// The public test data of others, where the environment names its directory.
enum Corpora {
    static let root = ProcessInfo.processInfo.environment["BANKBUS_CORPORA"]
    static let isPresent = root != nil

    /// The names of the files in a folder; none where the data is absent.
    static func files(in folder: String, suffix: String) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(root ?? "")/\(folder)")  // absent: skipped
        return (names ?? []).filter { $0.hasSuffix(suffix) }.sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(root ?? "")/\(path)")))
    }
}

extension Corpora {
    /// The names of the folders with a message in them.
    static func folders(in folder: String) -> [String] {
        files(in: folder, suffix: "")
            .filter {
                FileManager.default.fileExists(atPath: "\(root ?? "")/\(folder)/\($0)/input.fin")
            }
    }
}
