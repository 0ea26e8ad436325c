import AMQP
import Bus
import Canonical
import Foundation
import Testing

@Suite("Broker definitions")
struct BrokerDefinitionsTests {
    private let document = BrokerDefinitions(
        topology: BusTopology(
            routes: [.init(queue: "route.payments", bindings: ["in.#"])],
            subscribers: [.init(queue: "ledger", bindings: ["#"]), .init(queue: "a(b)*|c", bindings: ["#"])],
            retry: RetryPolicy(delays: [RetryDelay(milliseconds: 1_000)]),
            isArchiving: true
        )
        .topology,
        virtualHost: "/bank",
        workerQueues: [("bookkeeper", "ledger"), ("odd", "a(b)*|c")]
    )
    .document

    private func items(_ name: String) -> [DocumentValue] { document[name]?.items ?? [] }

    /// Whether a user may do something with a name, as the broker decides it.
    private func may(_ user: String, _ right: String, _ name: String) throws -> Bool {
        let permission = try #require(items("permissions").first { $0["user"]?.text == "bankbus-\(user)" })
        let pattern = try #require(permission[right]?.text)
        return try NSRegularExpression(pattern: pattern)
            .firstMatch(in: name, range: NSRange(name.startIndex..., in: name)) != nil
    }

    @Test
    func `nobody can log in before an administrator sets a password`() {
        #expect(items("users").allSatisfy { $0["password_hash"]?.text == "" })
        #expect(items("users").count == items("permissions").count)
        #expect(items("permissions").allSatisfy { $0["vhost"]?.text == "/bank" })
    }

    @Test
    func `each role has the rights that it needs and no others`() throws {
        let names = (items("exchanges") + items("queues")).compactMap { $0["name"]?.text } + ["amq.default", "other"]
        func allowed(_ user: String, _ right: String) throws -> Set<String> {
            Set(try names.filter { try may(user, right, $0) })
        }
        #expect(try allowed("gateway", "write") == ["bus.ingress"])
        #expect(try allowed("publisher", "write") == ["bus.publish"])
        #expect(try allowed("operator", "write") == ["amq.default"])
        for user in ["gateway", "publisher", "operator", "worker-bookkeeper"] {
            #expect(try allowed(user, "configure") == [])
        }
        for user in ["gateway", "publisher"] { #expect(try allowed(user, "read") == []) }
        #expect(try allowed("worker-bookkeeper", "read") == ["ledger"])
        #expect(
            try allowed("worker-bookkeeper", "write") == [
                "bus.dead", "bus.retry.800ms", "bus.retry.1s", "bus.retry.1200ms",
            ]
        )
        #expect(try allowed("run", "write") == Set(names).subtracting(["other"]))
        #expect(try !may("run", "read", "amq.default"))
    }

    @Test
    func `no character of a name widens a pattern`() throws {
        #expect(try may("worker-odd", "read", "a(b)*|c"))
        for name in ["ab", "abbb", "c", "a", "ledger", ""] { #expect(try !may("worker-odd", "read", name)) }
        #expect(try !may("gateway", "write", "busXingress"))
        #expect(try !may("gateway", "write", "bus.ingress.more"))
    }

    @Test
    func `queues and bindings are those of the topology`() {
        let ledger = items("queues").first { $0["name"]?.text == "ledger" }
        #expect(ledger?["arguments"]?["x-delivery-limit"]?.integer == 50)
        #expect(ledger?["durable"] == .boolean(true))
        let wait = items("queues").first { $0["name"]?.text == "wait.1s" }
        #expect(wait?["arguments"]?["x-message-ttl"]?.integer == 1_000)
        #expect(wait?["arguments"]?["x-dead-letter-exchange"]?.text == "")
        let kinds = Set(items("bindings").compactMap { $0["destination_type"]?.text })
        #expect(kinds == ["queue", "exchange"])
    }
}
