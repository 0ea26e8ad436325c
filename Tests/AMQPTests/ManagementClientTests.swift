import AMQP
import BankBusTesting
import Canonical
import Testing

@Suite
struct ManagementClientTests {
    @Test func `a fresh virtual host has the predeclared exchanges and no queue`() async throws {
        let host = try await SharedNode.shared.freshVirtualHost()
        let client = try host.node.management()
        let version = try await client.overview().version
        #expect(version.hasPrefix("3.") || version.hasPrefix("4."))
        #expect(try await client.queues(virtualHost: host.name).isEmpty)
        #expect(try await client.exchanges(virtualHost: host.name).contains { $0.name == "amq.topic" && $0.isDurable })
        #expect(try await client.bindings(virtualHost: host.name).isEmpty)
        #expect(try await client.queue("missing", virtualHost: host.name) == nil)
        #expect(try await client.alarms().isEmpty)
        #expect(try await !client.definitions(virtualHost: host.name).isEmpty)
    }

    @Test func `a wrong password is refused with the tag that is needed`() async throws {
        let node = try await SharedNode.shared.node()
        let client = try ManagementClient(url: node.managementURL, user: node.user, password: Secret("hunter2-wrong"))
        let fault = await #expect(throws: Fault.self) { try await client.overview() }
        #expect(fault?.code == .brokerRefused)
        #expect(fault?.description.contains("monitoring") == true)
        #expect(fault?.description.contains("hunter2") == false)
        #expect(!"\(client)".contains("hunter2"))
    }

    @Test func `an unknown virtual host and a closed port are faults, not hangs`() async throws {
        let node = try await SharedNode.shared.node()
        let missing = await #expect(throws: Fault.self) { try await node.management().queues(virtualHost: "missing") }
        #expect(missing?.code == .brokerUnavailable)
        let client = try ManagementClient(url: "http://127.0.0.1:1", user: "a", password: Secret("b"))
        let closed = await #expect(throws: Fault.self) { try await client.overview() }
        #expect(closed?.code == .brokerUnavailable)
    }

    @Test(arguments: ["https://x", "http://user:secret@x:1", "http://:1", "http://x:0", "http://x:99999", "ftp"])
    func `a URL that cannot be used is refused without repeating it`(url: String) {
        let fault = #expect(throws: Fault.self) { try ManagementClient(url: url, user: "a", password: Secret("b")) }
        #expect(fault?.code == .configurationInvalid)
        #expect(fault?.description.contains("secret") == false)
    }
}
