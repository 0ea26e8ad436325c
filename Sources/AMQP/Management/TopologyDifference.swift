/// One way in which the broker is not as a ``Topology`` wants it.
package struct TopologyDifference: Sendable, Hashable {
    /// What is concerned.
    package enum Subject: Sendable, Hashable {
        /// The exchange of that name.
        case exchange(String)
        /// The queue of that name.
        case queue(String)
        /// A way from an exchange to a queue or exchange.
        case binding(Binding)
    }

    /// What is concerned.
    package var subject: Subject
    /// The property or argument that differs, such as `x-delivery-limit`; nil where the whole subject is missing.
    package var property: String?
    /// What was wanted; nil where the property should not be there.
    package var wanted: String?
    /// What the broker has; nil where it has nothing.
    package var found: String?
}

extension TopologyDifference: CustomStringConvertible {
    /// One sentence, such as `queue 'route.a': x-delivery-limit is absent, wanted 50`.
    package var description: String {
        guard let property else { return "\(subject) is missing" }
        return "\(subject): \(property) is \(found ?? "absent"), wanted \(wanted ?? "absent")"
    }
}

extension TopologyDifference.Subject: CustomStringConvertible {
    /// Kind and name.
    package var description: String {
        switch self {
        case .exchange(let name): "exchange '\(name)'"
        case .queue(let name): "queue '\(name)'"
        case .binding(let binding):
            switch binding.destination {
            case .queue(let name): "binding '\(binding.key)' from '\(binding.source)' to queue '\(name)'"
            case .exchange(let name): "binding '\(binding.key)' from '\(binding.source)' to exchange '\(name)'"
            }
        }
    }
}
