import Bus
import Canonical

/// Reads the lists of a configuration: routes, workers and subscribers; names and queues occur once.
struct ReceiverReader {
    let limits: Limits
    let mappings: RouteMappings
    let path: (YAMLValue) throws(Fault) -> String

    func routes(_ value: YAMLValue?) throws(Fault) -> [RouteDefinition] {
        var names = UniqueNames(kind: "route")
        var routes: [RouteDefinition] = []
        for item in try value?.items() ?? [] {
            let section = try item.mapping(
                keys: ["name", "bind", "format", "mapping", "identity", "target", "given", "losses"]
            )
            let name = try names.take(try section.required("name"))
            let mapping = try mappings.mapping(section)
            routes.append(
                RouteDefinition(
                    name: name,
                    bindings: try section.required("bind").texts(),
                    codec: try section.required("format")
                        .known { name throws(Fault) in
                            try mappings.codec(named: name, for: mapping, limits: limits)
                        },
                    mapping: mapping,
                    identity: try identity(section.optional("identity")),
                    limits: limits
                )
            )
        }
        return routes
    }

    func workers(_ value: YAMLValue?) throws(Fault) -> [BusConfiguration.Worker] {
        var names = UniqueNames(kind: "worker")
        var workers: [BusConfiguration.Worker] = []
        for item in try value?.items() ?? [] {
            let section = try item.mapping(keys: ["name", "queue", "bind", "inbox"])
            workers.append(
                BusConfiguration.Worker(
                    name: try names.take(try section.required("name")),
                    queue: try QueueName.checked(try section.required("queue")),
                    bindings: try section.required("bind").texts(),
                    inbox: try path(try section.required("inbox"))
                )
            )
        }
        return workers
    }

    func subscribers(_ value: YAMLValue?) throws(Fault) -> [BusConfiguration.Subscriber] {
        var subscribers: [BusConfiguration.Subscriber] = []
        for item in try value?.items() ?? [] {
            let section = try item.mapping(keys: ["queue", "bind"])
            subscribers.append(
                BusConfiguration.Subscriber(
                    queue: try QueueName.checked(try section.required("queue")),
                    bindings: try section.required("bind").texts()
                )
            )
        }
        return subscribers
    }

    private func identity(_ value: YAMLValue?) throws(Fault) -> RouteDefinition.IdentityRule {
        guard let value else { return .business }
        let rules = RouteDefinition.IdentityRule.allCases.map { ($0.rawValue, $0) }
        return try value.choice(Dictionary(uniqueKeysWithValues: rules))
    }
}

/// Queue names that a configuration may give: not those of the bus itself.
enum QueueName {
    static func checked(_ value: YAMLValue) throws(Fault) -> String {
        let name = try value.text()
        for prefix in ["amq.", "bus.", "wait.", "route."] where name.hasPrefix(prefix) {
            throw value.fault("must not begin with `\(prefix)`: such queues are the broker's or the bus's own.")
        }
        guard name.utf8.count <= 255 else { throw value.fault("must have at most 255 bytes.") }
        return name
    }
}

/// Names of one kind, each of which may stand once.
struct UniqueNames {
    let kind: String
    private var taken: Set<String> = []

    init(kind: String) {
        self.kind = kind
    }

    mutating func take(_ value: YAMLValue) throws(Fault) -> String {
        let name = try value.text()
        let isPlain = name.utf8.allSatisfy { byte in
            (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isPlain, name.utf8.count <= 100 else {
            throw value.fault("must be at most 100 lower-case letters, digits and hyphens.")
        }
        guard taken.insert(name).inserted else { throw value.fault("is the name of another \(kind) too.") }
        return name
    }
}
