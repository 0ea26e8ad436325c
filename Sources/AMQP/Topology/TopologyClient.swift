package import Canonical

/// Declares, checks and deletes exchanges and queues, looks into queues, each call on a connection of its own.
///
/// For setting up, operators and tests: a call costs some milliseconds. Each call blocks a thread of its own, not a task.
package struct TopologyClient: Sendable {
    private let settings: BrokerSettings

    /// Makes a client.
    package init(settings: BrokerSettings) {
        self.settings = settings
    }

    /// Declares what is missing; throws `broker.topology` where something is there with other arguments.
    package func declare(_ topology: Topology) async throws(Fault) {
        try await run { link throws(Fault) in try link.declare(topology) }
    }

    /// Throws `broker.topology` naming the first exchange or queue that is missing; arguments are not compared.
    package func check(_ topology: Topology) async throws(Fault) {
        try await run { link throws(Fault) in
            try link.openChannel()
            for exchange in topology.exchanges { try link.declare(exchange, isPassive: true) }
            for queue in topology.queues { _ = try link.declare(queue, isPassive: true) }
        }
    }

    /// How many messages are ready in a queue; nil where it does not exist.
    package func depth(ofQueue name: String) async throws(Fault) -> Int? {
        do throws(Fault) {
            return try await run { link throws(Fault) in
                try link.openChannel()
                return try link.declare(Queue(name), isPassive: true)
            }
        } catch {
            guard error.code == .brokerTopology, error.reason.contains("404") else { throw error }
            return nil
        }
    }

    /// Takes one message of a queue; nil where it is empty.
    ///
    /// With `acknowledge` the message is gone from the queue then; else it goes back.
    package func get(queue: String, acknowledge: Bool) async throws(Fault) -> Delivery? {
        let timeout = settings.connectTimeout
        return try await run { link throws(Fault) in
            try link.openChannel()
            guard let delivery = try link.get(queue: queue, timeout: timeout) else { return nil }
            if acknowledge { try link.acknowledge(delivery.tag.number, isMultiple: false) }
            return delivery
        }
    }

    /// Deletes a queue with everything in it; one that is not there is fine.
    package func deleteQueue(_ name: String) async throws(Fault) {
        try await onChannel { link throws(Fault) in try link.deleteQueue(name) }
    }

    /// Deletes an exchange; one that is not there is fine.
    package func deleteExchange(_ name: String) async throws(Fault) {
        try await onChannel { link throws(Fault) in try link.deleteExchange(name) }
    }

    /// Removes a binding; one that is not there is fine.
    package func unbind(_ binding: Binding) async throws(Fault) {
        try await onChannel { link throws(Fault) in try link.unbind(binding) }
    }

    /// Throws a queue's ready messages away; tells how many.
    package func purge(queue: String) async throws(Fault) -> Int {
        try await run { link throws(Fault) in
            try link.openChannel()
            return try link.purge(queue)
        }
    }

    private func onChannel(_ work: @escaping @Sendable (BrokerLink) throws(Fault) -> Void) async throws(Fault) {
        try await run { link throws(Fault) in
            try link.openChannel()
            try work(link)
        }
    }

    private func run<Value: Sendable>(
        _ work: @escaping @Sendable (BrokerLink) throws(Fault) -> Value
    ) async throws(Fault) -> Value {
        let settings = settings
        return try await DetachedThread.result { () throws(Fault) in
            let link = try BrokerLink.openFirst(settings, watchdog: nil)
            let value = try work(link)
            link.close()
            return value
        }
    }
}
