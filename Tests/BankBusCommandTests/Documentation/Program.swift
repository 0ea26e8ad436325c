import BankBusTesting
import Canonical
import Foundation
import Glibc
import Testing

/// A program that a test runs, with what it writes.
struct Program {
    let executable: String
    var environment: [String: String] = [:]

    struct Ended {
        var status: Int32
        var output: String
    }

    /// The command line tool that was built along with the tests.
    static func bankbus() throws -> Program {
        let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return Program(executable: URL(filePath: tests).deletingLastPathComponent().appending(path: "bankbus").path)
    }

    /// The tests' own Python.
    static let python = Program(executable: Repository.path(".bankbus/python/bin/python"))

    var isThere: Bool { FileManager.default.isExecutableFile(atPath: executable) }

    /// Runs it to its end.
    func run(_ arguments: [String], in folder: TemporaryFolder) async throws -> Ended {
        let log = folder.path(UUID().uuidString + ".log")
        let status = try await start(arguments, log: log, lifeline: nil).waitForEnd()
        return Ended(status: status, output: try String(contentsOf: URL(filePath: log), encoding: .utf8))
    }

    /// Starts it; with a lifeline as its standard input it knows when this process is gone.
    func start(_ arguments: [String], log: String, lifeline: Lifeline?) throws -> ChildProcess {
        let output = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try #require(output >= 0, "the log cannot be written")
        defer { close(output) }
        return try ChildProcess(
            ChildProcess.Command(
                executable: executable,
                arguments: arguments,
                environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
                input: lifeline?.reading,
                output: output
            )
        )
    }
}

/// A folder that goes with the test.
final class TemporaryFolder {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "bankbus-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        // What stays behind lies in the system's folder for temporary files.
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: folder.appending(path: name))
        return path(name)
    }
}
