package import Canonical
import Foundation
import Glibc
import Synchronization

extension PrivateNode {
    /// How often other ports are tried when one was taken meanwhile.
    private static let portTriesMax = 4
    private static let pollInterval: Duration = .milliseconds(50)

    /// Starts a node in a directory and waits until it answers (measured: 5 s on two cores).
    ///
    /// A directory that held a node keeps its data, name, user and, where they are free, its ports.
    /// Throws `node.not-installed`, `node.running`, `node.no-rights`, or `node.start-failed` with the last log lines.
    package static func start(
        directory path: String,
        options: PrivateNodeOptions = PrivateNodeOptions()
    ) async throws(Fault) -> PrivateNode {
        let installation = try NodeInstallation.find(options.serverDirectory)
        let directory = try NodeDirectory(creating: path)
        let lock = try NodeLock(directory)
        defer { _ = lock }
        try refuseIfRunning(directory)
        let previous = directory.record
        var ports = previous?.ports
        for attempt in 1...portTriesMax {
            let record = NodeRecord(
                nodeName: previous?.nodeName ?? "bankbus-\(randomText(6))@localhost",
                user: previous?.user ?? "bankbus",
                ports: try usablePorts(ports, options),
                isDetached: options.isDetached
            )
            let password = directory.password ?? Secret(randomText(32))
            let node = PrivateNode(
                installation,
                directory: directory,
                record: record,
                options: options,
                password: password
            )
            do throws(Fault) {
                try await node.launch()
                return node
            } catch  where error.code == .nodePortOccupied && attempt < portTriesMax {
                ports = nil
            }
        }
        throw .node(.nodePortOccupied, "No free ports were found on 127.0.0.1.")
    }

    /// Starts the stopped or killed node again, on the same ports and data.
    ///
    /// Throws `node.port-occupied` if another program took one of the ports.
    package func restart() async throws(Fault) {
        let lock = try NodeLock(directory)
        defer { _ = lock }
        try Self.refuseIfRunning(directory)
        if let port = ports.occupied { throw Self.occupied(port) }
        try await launch()
    }

    private static func refuseIfRunning(_ directory: NodeDirectory) throws(Fault) {
        guard directory.processes.isEmpty else {
            throw .node(
                .nodeRunning,
                "A private broker runs in \(directory.path) already.",
                advice: "Stop it with: bankbus broker stop"
            )
        }
    }

    private static func usablePorts(
        _ previous: NodePorts?,
        _ options: PrivateNodeOptions
    ) throws(Fault) -> NodePorts {
        if let previous, previous.occupied == nil, (previous.amqps != nil) == (options.tls != nil) { return previous }
        guard let ports = NodePorts.free(withTLS: options.tls != nil) else {
            throw .node(.nodePortOccupied, "No free ports were found on 127.0.0.1.")
        }
        return ports
    }

    private static func occupied(_ port: UInt16) -> Fault {
        .node(
            .nodePortOccupied,
            "Port \(port) of 127.0.0.1 is in use by another program.",
            advice: "End that program, or start the broker in a new directory."
        )
    }

    /// Writes the files, starts the processes and waits for the node; leaves nothing running if that fails.
    private func launch() async throws(Fault) {
        try writeFiles()
        let lifeline = options.isDetached ? nil : try Lifeline()
        let child = try NodeSupervisor.start(
            installation,
            configuration: configuration,
            lifeline: lifeline?.reading
        )
        state.withLock { state in
            state.lifeline = lifeline
            state.record.supervisor = ProcessIdentity(number: child.number)
            state.record.server = nil
        }
        do throws(Fault) {
            try directory.save(record)
            try await awaitAnswer(child)
            state.withLock { [server] in $0.record.server = server }
            try directory.save(record)
        } catch {
            // The fault to report is the one that stopped the start; what remains is found by a later stop.
            try? await kill()
            throw error
        }
    }

    private func writeFiles() throws(Fault) {
        let cookie = directory.homePath + "/.erlang.cookie"
        if access(cookie, F_OK) != 0 {
            try directory.write(Data(Self.randomText(40).utf8), to: cookie, mode: 0o400)
        }
        if directory.password == nil {
            try directory.write(Data(password.reveal().utf8), to: directory.passwordPath)
        }
        // What an earlier start left behind would be taken for this one's last words.
        unlink(directory.consolePath)
        rename(directory.logPath + "/node.log", directory.logPath + "/node.log.previous")
        let configuration = configuration
        try directory.write(Data(configuration.text.utf8), to: directory.configurationPath)
        try directory.write(Data(configuration.plugins.utf8), to: directory.pluginsPath)
        try directory.write(Data(configuration.resolver.utf8), to: directory.resolverPath)
        // Before the processes exist, so that a crash right here still leaves a directory that `stop` understands.
        try directory.save(record)
    }

    private func awaitAnswer(_ child: ChildProcess) async throws(Fault) {
        let end = ContinuousClock.now + options.startDeadline
        while true {
            if child.ended != nil { throw failure("ended while it started") }
            // The AMQP listener opens last; the others are up by then.
            if PortProbe.accepts(ports.amqp), PortProbe.speaksAMQP(ports.amqp), PortProbe.accepts(ports.management) {
                return
            }
            if ContinuousClock.now > end { throw failure("did not answer within \(options.startDeadline)") }
            do {
                try await Task.sleep(for: Self.pollInterval)
            } catch {
                throw failure("was cancelled while it started")
            }
        }
    }

    private func failure(_ what: String) -> Fault {
        let words = directory.lastWords
        let isOccupied = words.contains("eaddrinuse") || words.contains("already in use")
        return .node(
            isOccupied ? .nodePortOccupied : .nodeStartFailed,
            "The broker \(what). Its last words:\n\(words)",
            advice: "The whole log is in \(directory.logPath)."
        )
    }

    private static func randomText(_ count: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }
}
