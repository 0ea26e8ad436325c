package import Canonical
import Glibc
import Synchronization

extension PrivateNode {
    private static let pollInterval: Duration = .milliseconds(20)
    /// How long killed processes may take to disappear.
    private static let killDeadline: Duration = .seconds(10)

    /// Ends the node in order (about 6 s), or kills it at the deadline of the options; does nothing if it does not run.
    package func stop() async throws(Fault) {
        if let server {
            guard server.signal(SIGTERM) else { throw Self.noRights(directory) }
            await Self.wait(for: options.stopDeadline) { server.isAlive }
        }
        try await kill()
    }

    /// Kills the node at once (`kill -9`), as a crash would; data that it confirmed stay.
    package func kill() async throws(Fault) {
        // The machine first: the supervisor then collects it and ends, and no orphan is left for others to collect.
        if let server, !server.signal(SIGKILL) { throw Self.noRights(directory) }
        await Self.wait(for: .milliseconds(500)) { [directory] in !directory.processes.isEmpty }
        try await Self.killAll(directory)
        state.withLock { state in
            state.lifeline = nil
            state.record.supervisor = nil
            state.record.server = nil
        }
        if directory.record != nil { try directory.save(record) }
    }

    /// Ends whatever runs of a node in a directory, also without a readable state file; does nothing if nothing runs.
    package static func stop(
        directory path: String,
        options: PrivateNodeOptions = PrivateNodeOptions()
    ) async throws(Fault) {
        guard let directory = NodeDirectory(existing: path) else { return }
        do throws(Fault) {
            try await attach(directory: path, options: options).stop()
        } catch  where error.code == .nodeMissing || error.code == .nodeNotInstalled {
            try await killAll(directory)
        }
    }

    private static func killAll(_ directory: NodeDirectory) async throws(Fault) {
        let end = ContinuousClock.now + killDeadline
        while true {
            let remaining = directory.processes
            if remaining.isEmpty { break }
            guard ContinuousClock.now < end else {
                throw .node(.nodeStopFailed, "Processes of the broker in \(directory.path) do not end.")
            }
            for process in remaining where !process.signal(SIGKILL) { throw noRights(directory) }
            await wait(for: .milliseconds(200)) { !directory.processes.isEmpty }
        }
        // Another user's processes cannot be found by their environment, but the state file names them.
        if let record = directory.record, record.server?.isAlive == true || record.supervisor?.isAlive == true {
            throw noRights(directory)
        }
    }

    private static func noRights(_ directory: NodeDirectory) -> Fault {
        .node(
            .nodeNoRights,
            "The broker in \(directory.path) belongs to another user.",
            advice: "Stop it as the user that started it."
        )
    }

    private static func wait(for deadline: Duration, while condition: () -> Bool) async {
        let end = ContinuousClock.now + deadline
        while condition(), ContinuousClock.now < end {
            // A cancelled wait ends early; the caller then goes on to the next, harsher step.
            guard (try? await Task.sleep(for: pollInterval)) != nil else { return }
        }
    }
}
