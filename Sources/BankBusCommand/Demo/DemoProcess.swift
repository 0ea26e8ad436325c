import BankBusTesting
import Canonical
import Foundation
import Glibc
import Synchronization

/// A part of the demo's bus as a process of its own, which can be killed and started again.
final class DemoProcess: Sendable {
    private let executable: String
    private let arguments: [String]
    private let logPath: String
    /// Tells the process when the demo is gone, however it went.
    private let lifeline: Lifeline
    private let child = Mutex<ChildProcess?>(nil)

    /// Names the program; this very one if no other is given.
    init(arguments: [String], logPath: String, executable: String? = nil) throws(Fault) {
        self.executable = executable ?? Self.ownProgram
        lifeline = try Lifeline()
        self.arguments = arguments + ["--until-input-ends"]
        self.logPath = logPath
    }

    /// Starts it; its output is appended to its log.
    func start() throws(Fault) {
        let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else {
            throw Fault(
                .message,
                .configurationInvalid,
                stage: .setup,
                place: Place(path: logPath),
                reason: "The log cannot be written."
            )
        }
        defer { close(log) }
        let process = try ChildProcess(
            ChildProcess.Command(
                executable: executable,
                arguments: arguments,
                environment: ProcessInfo.processInfo.environment,
                input: lifeline.reading,
                output: log
            )
        )
        child.withLock { $0 = process }
    }

    /// This very program.
    private static var ownProgram: String {
        // Without /proc the name it was called by has to do.
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }

    /// `kill -9`, and waits until it is gone.
    func kill() async {
        await end(with: SIGKILL)
    }

    /// SIGTERM, and waits until it has settled what was in flight.
    ///
    /// - Returns: its exit status.
    @discardableResult
    func stop() async -> Int32 {
        await end(with: SIGTERM)
    }

    /// Whether it has ended by itself.
    var hasEnded: Bool { child.withLock { $0?.ended != nil } }

    @discardableResult
    private func end(with signal: Int32) async -> Int32 {
        guard let process = child.withLock({ $0 }) else { return 0 }
        if process.ended == nil { Glibc.kill(process.number, signal) }
        return await process.waitForEnd()
    }
}
