package import Canonical

/// What a route does: from its queue, through a codec and a mapping, to `bus.publish`.
package struct RouteDefinition: Sendable {
    /// How a route tells messages apart.
    package enum IdentityRule: String, Sendable, CaseIterable {
        /// The business key of the document; else the message id.
        case business
        /// The message id.
        case messageID = "message-id"
        /// The bytes: equal bytes are one message.
        case content
    }

    /// The route's name; the scope of its keys.
    package var name: String
    /// The routing keys of `bus.ingress` that it takes.
    package var bindings: [String]
    /// Reads the bytes that come in.
    package var codec: any Codec
    /// Makes canonical documents of them.
    package var mapping: any MessageMapping
    /// How messages are told apart.
    package var identity: IdentityRule
    /// Sizes that are refused.
    package var limits: Limits

    package init(
        name: String,
        bindings: [String],
        codec: any Codec,
        mapping: any MessageMapping,
        identity: IdentityRule = .business,
        limits: Limits = .standard
    ) {
        self.name = name
        self.bindings = bindings
        self.codec = codec
        self.mapping = mapping
        self.identity = identity
        self.limits = limits
    }

    /// The queue that it takes from.
    package var queue: String { BusName.queue(ofRoute: name) }
}
