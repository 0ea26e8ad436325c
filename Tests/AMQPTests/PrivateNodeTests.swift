import BankBusTesting
import Canonical
import Foundation
import Glibc
import Testing

@Suite(.serialized)
struct PrivateNodeTests {
    private let directory = NSTemporaryDirectory() + "bankbus-node-\(UUID().uuidString.prefix(8))"

    @Test func `a node answers, survives a kill with its data and ports, and stops twice`() async throws {
        let node = try await PrivateNode.start(directory: directory)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        #expect(node.status == .running)
        let ports = node.ports
        try await node.control(["add_vhost", "kept"])
        try await node.kill()
        #expect(node.status == .stopped)
        try await node.restart()
        #expect(node.ports == ports)
        #expect(try await node.control(["list_vhosts", "--silent"]).contains("kept"))
        try await node.stop()
        #expect(node.status == .stopped)
        try await node.stop()
    }
}
