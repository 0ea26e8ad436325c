import AMQP
import Bus
import Canonical

/// The whole configuration of a bus, as one YAML file gives it; paths are resolved against the file's folder.
struct BusConfiguration: Sendable {
    /// How to reach the broker.
    struct Broker: Sendable {
        var settings: BrokerSettings
        /// The management API, for `balance`, `status` and exact differences of the topology.
        var management: String?
        var prefetch: Int
    }

    /// A worker that keeps books: its queue is declared here, its code runs elsewhere.
    struct Worker: Sendable {
        var name: String
        var queue: String
        var bindings: [String]
        /// The SQLite file with the worker's inbox.
        var inbox: String
    }

    /// A queue that a system outside BankBus consumes: declared with limit and dead letters, outside the books.
    struct Subscriber: Sendable {
        var queue: String
        var bindings: [String]
    }

    var file: String
    var broker: Broker
    /// The SQLite file with keys, books and dead letters.
    var store: String
    /// How long keys are remembered.
    var retention: Duration
    var retry: RetryPolicy
    var isUpstreamClosed: Bool
    var isArchiving: Bool
    /// How long a stop may take before what is in flight is given back to the broker.
    var stopTimeout: Duration
    var limits: Limits
    /// A folder of mappings beside the shipped ones; nil for none.
    var mappingFolder: String?
    var routes: [RouteDefinition]
    var workers: [Worker]
    var subscribers: [Subscriber]
}
