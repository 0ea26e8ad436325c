import AMQP
import BankBusTesting
import Canonical
import Foundation
import Glibc
import Testing

@Suite(.serialized)
struct PrivateNodeTests {
    private let directory = FileManager.default.currentDirectoryPath + "/.bankbus/node-\(UInt32.random(in: 0...99_999))"

    @Test func `a node survives a kill with its data and ports, refuses a second start, and stops twice`() async throws
    {
        let node = try await PrivateNode.start(directory: directory)
        defer { remove(directory) }
        #expect(node.status == .running)
        let second = await #expect(throws: Fault.self) { try await PrivateNode.start(directory: directory) }
        #expect(second?.code == .nodeRunning)
        let ports = node.ports
        try await node.management().createVirtualHost("kept")
        try await node.kill()
        #expect(node.status == .stopped)
        try await node.restart()
        #expect(node.ports == ports)
        #expect(try await node.control(["list_vhosts", "--silent"]).contains("kept"))
        try await node.stop()
        #expect(node.status == .stopped)
        try await node.stop()
        try await PrivateNode.stop(directory: directory)
    }

    @Test func `a detached node survives its starter and is stopped through its directory`() async throws {
        defer { remove(directory) }
        await #expect(processExitsWith: .success) { [directory = directory as String] in
            var options = PrivateNodeOptions()
            options.isDetached = true
            _ = try await PrivateNode.start(directory: directory, options: options)
        }
        let found = try PrivateNode.attach(directory: directory)
        #expect(found.status == .running)
        #expect(try await found.management().overview().node == found.nodeName)
        try remove(file: directory + "/node.json")
        try await PrivateNode.stop(directory: directory)
        #expect(found.status == .stopped)
    }

    @Test func `a node dies with a starter that is killed`() async throws {
        defer { remove(directory) }
        await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
            _ = try await PrivateNode.start(directory: directory)
            kill(getpid(), SIGKILL)
        }
        let found = try PrivateNode.attach(directory: directory)
        await eventually { found.status == .stopped }
        #expect(found.status == .stopped)
    }

    @Test func `a restart waits for nobody's port, and an alarm is seen at once`() async throws {
        defer { remove(directory) }
        let node = try await PrivateNode.start(directory: directory)
        #expect(try await node.management().alarms().isEmpty)
        try await node.control(["set_vm_memory_high_watermark", "0.00001"])
        let alarms = try await node.management().alarms()
        #expect(alarms.map(\.resource) == ["memory"])
        try await node.kill()
        let stranger = try await PrivateNode.start(directory: directory + "-stranger", options: onPorts(of: node))
        let fault = await #expect(throws: Fault.self) { try await node.restart() }
        #expect(fault?.code == .nodePortOccupied)
        try await stranger.kill()
        remove(directory + "-stranger")
    }

    /// Makes another node listen where this one did.
    private func onPorts(of node: PrivateNode) -> PrivateNodeOptions {
        var options = PrivateNodeOptions()
        options.extraConfiguration = ["listeners.tcp.other = 127.0.0.1:\(node.ports.amqp)"]
        return options
    }

    @Test func `two nodes run side by side, and secrets are readable by their owner only`() async throws {
        defer {
            remove(directory + "-a")
            remove(directory + "-b")
        }
        async let starting = PrivateNode.start(directory: directory + "-a")
        let other = try await PrivateNode.start(directory: directory + "-b")
        let node = try await starting
        #expect(Set([node.ports.amqp, node.ports.epmd]).isDisjoint(with: [other.ports.amqp, other.ports.epmd]))
        #expect(node.status == .running && other.status == .running)
        for path in [node.passwordPath, node.directoryPath + "/node.conf", node.directoryPath + "/home/.erlang.cookie"]
        {
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect((mode ?? 0o777) & 0o077 == 0)
        }
        let password = try String(contentsOfFile: node.passwordPath, encoding: .utf8)
        #expect(!"\(node)".contains(password))
        try await node.kill()
        #expect(other.status == .running)
        try await other.kill()
    }

    @Test func `a missing server, a missing node and a wrong setting are one clear fault each`() async throws {
        defer { remove(directory) }
        var options = PrivateNodeOptions()
        options.serverDirectory = "/nowhere"
        let missing = await #expect(throws: Fault.self) {
            try await PrivateNode.start(directory: directory, options: options)
        }
        #expect(missing?.advice == "Install it with: apt-get install rabbitmq-server")
        #expect(throws: Fault.self) { try PrivateNode.attach(directory: directory) }
        options = PrivateNodeOptions()
        options.extraConfiguration = ["no_such_setting = 1"]
        let broken = await #expect(throws: Fault.self) {
            try await PrivateNode.start(directory: directory, options: options)
        }
        #expect(broken?.code == .nodeStartFailed)
        #expect(broken?.reason.contains("no_such_setting") == true)
    }

    private func remove(_ path: String) {
        // The directory is git-ignored; one that stays behind does no harm.
        try? FileManager.default.removeItem(atPath: path)
    }

    private func remove(file path: String) throws {
        try FileManager.default.removeItem(atPath: path)
    }

    private func eventually(_ condition: () -> Bool) async {
        let end = ContinuousClock.now + .seconds(10)
        while !condition(), ContinuousClock.now < end { await Task.yield() }
    }
}
