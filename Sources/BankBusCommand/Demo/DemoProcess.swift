import BankBusTesting
import Canonical
import Foundation
import Glibc
import Synchronization

/// A part of the demo's bus as a process of its own, which can be killed and started again.
final class DemoProcess: Sendable {
    private let arguments: [String]
    private let logPath: String
    private let child = Mutex<ChildProcess?>(nil)

    init(arguments: [String], logPath: String) {
        self.arguments = arguments
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
                executable: "/proc/self/exe",
                arguments: arguments,
                environment: ProcessInfo.processInfo.environment,
                output: log,
                endsWithParent: true
            )
        )
        child.withLock { $0 = process }
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
