package import AMQP
import Canonical

/// Counts what the broker has: ready messages at once, over AMQP; the rest as statistics, from the management API.
package struct BrokerCounter: Sendable {
    private let client: TopologyClient
    private let management: ManagementClient?
    private let virtualHost: String
    private let queues: [String]

    package init(broker: BrokerSettings, management: ManagementClient?, virtualHost: String, queues: [String]) {
        self.client = TopologyClient(settings: broker)
        self.management = management
        self.virtualHost = virtualHost
        self.queues = queues
    }

    /// The count; nil if the broker cannot be reached or the management API does not answer.
    package func count() async -> Auditor.BrokerCount? {
        guard let management else { return nil }
        do {
            let statistics = try await management.queues(virtualHost: virtualHost)
            var depths: [String: Int] = [:]
            var mayLag = false
            for queue in queues {
                guard let ready = try await client.depth(ofQueue: queue) else { continue }
                let entry = statistics.first { $0.name == queue }
                let taken = (entry?.messagesUnacknowledged ?? 0) + (entry?.messagesDeadLettering ?? 0)
                depths[queue] = ready + taken
                if taken > 0 { mayLag = true }
            }
            return Auditor.BrokerCount(depths: depths, mayLag: mayLag)
        } catch {
            return nil
        }
    }
}
