package import Canonical
import Foundation

/// The folder with the public data of others, and the bus's own definitions.
package struct CorpusFolder: Sendable {
    /// The folder's path.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The folder that the environment names in `BANKBUS_CORPORA`; nil where it names none.
    package static var fromEnvironment: CorpusFolder? {
        ProcessInfo.processInfo.environment["BANKBUS_CORPORA"].map { CorpusFolder(path: $0) }
    }

    /// The bytes of a file below the folder.
    package func bytes(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(path)/\(file)")))
    }

    /// The JSON value in a file below the folder.
    package func json(_ file: String) throws -> DocumentValue {
        try DocumentValue(json: try bytes(file))
    }

    /// The files in a folder below this one and in its subfolders, as paths below this one, sorted.
    package func files(below folder: String, suffix: String = "") throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: "\(path)/\(folder)")
        return names.filter { $0.hasSuffix(suffix) && isFile("\(path)/\(folder)/\($0)") }
            .map { "\(folder)/\($0)" }
            .sorted()
    }

    private func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }
}
