import Canonical
import Foundation
import Glibc

/// The directory that holds everything of one private node.
struct NodeDirectory: Sendable, Hashable {
    /// Absolute path without symbolic links.
    let path: String

    /// Names of the files.
    var recordPath: String { path + "/node.json" }
    var passwordPath: String { path + "/password" }
    var configurationPath: String { path + "/node.conf" }
    var pluginsPath: String { path + "/enabled_plugins" }
    var resolverPath: String { path + "/inetrc" }
    var consolePath: String { path + "/log/console.log" }
    var homePath: String { path + "/home" }
    var dataPath: String { path + "/data" }
    var logPath: String { path + "/log" }

    /// What marks the node's processes in their environment.
    var marker: String { "\(Self.markerName)=\(path)" }
    static let markerName = "BANKBUS_NODE_DIRECTORY"

    /// Finds a directory; nil if there is none.
    init?(existing path: String) {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        self.path = String(cString: resolved)
    }

    /// Makes the directory and its folders where they are missing.
    init(creating path: String) throws(Fault) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .node(
                .nodeNoRights,
                "Cannot make the directory \(path).",
                advice: "Choose a directory that you may write to."
            )
        }
        guard let directory = NodeDirectory(existing: path) else { throw .system("open the directory \(path)", errno) }
        self = directory
        for folder in [homePath, dataPath, logPath] where mkdir(folder, 0o700) != 0 && errno != EEXIST {
            throw .system("make the directory \(folder)", errno)
        }
    }

    /// Replaces a file in one step; `mode` holds from the first byte on.
    func write(_ data: Data, to path: String, mode: mode_t = 0o600) throws(Fault) {
        let draft = path + ".new"
        unlink(draft)
        let handle = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard handle >= 0 else { throw .system("write \(path)", errno) }
        defer { close(handle) }
        let written = data.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
        guard written == data.count, fsync(handle) == 0, rename(draft, path) == 0 else {
            throw .system("write \(path)", errno)
        }
    }

    /// The state file; nil if there is none that can be read.
    var record: NodeRecord? {
        guard let data = FileManager.default.contents(atPath: recordPath) else { return nil }
        // A damaged state file counts as missing: the processes are still found by their environment.
        return try? JSONDecoder().decode(NodeRecord.self, from: data)
    }

    /// Writes the state file.
    func save(_ record: NodeRecord) throws(Fault) {
        guard let data = try? record.encoded else { throw .system("write \(recordPath)", EIO) }
        try write(data, to: recordPath)
    }

    /// The password of the node's administrator; nil before the first start.
    var password: Secret? {
        guard let data = FileManager.default.contents(atPath: passwordPath), !data.isEmpty else { return nil }
        return Secret(String(decoding: data, as: UTF8.self))
    }

    /// The processes that belong to the node, whoever started them.
    var processes: [ProcessIdentity] {
        ProcessIdentity.all(withEnvironment: marker)
    }

    /// What the node's log and console say about a failed start: the first errors, or the last lines if there are none.
    var lastWords: String {
        let lines = ["\(logPath)/node.log", consolePath]
            .flatMap { file in
                String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
                    .split(separator: "\n")
            }
        let errors = lines.compactMap { line in
            // Time and process are noise here: "2026-01-01 10:00:00.000000+00:00 [error] <0.132.0> text".
            line.range(of: "[error] ").map { line[$0.upperBound...].drop { $0 != " " }.dropFirst() }
        }
        let words = errors.filter { $0.contains { $0.isLetter } }
        return (words.isEmpty ? lines.suffix(Self.lastWordsMax) : words.prefix(Self.lastWordsMax))
            .joined(separator: "\n")
    }

    private static let lastWordsMax = 8
}
