/// The names of the headers that the bus reads and writes.
package enum HeaderName {
    /// CloudEvents attributes, in the AMQP binding's spelling.
    package static let cloudEventsPrefix = "cloudEvents:"
    package static let specificationVersion = "cloudEvents:specversion"
    package static let id = "cloudEvents:id"
    package static let type = "cloudEvents:type"
    package static let source = "cloudEvents:source"
    package static let time = "cloudEvents:time"
    package static let subject = "cloudEvents:subject"
    package static let dataSchema = "cloudEvents:dataschema"
    package static let traceParent = "traceparent"
    package static let traceState = "tracestate"

    /// The bus's own control headers; from an untrusted publisher they are ignored.
    package static let controlPrefix = "bankbus-"
    package static let causationID = "bankbus-causation-id"
    package static let idempotencyKey = "bankbus-idempotency-key"
    package static let fingerprint = "bankbus-fingerprint"
    package static let generation = "bankbus-generation"
    package static let attempt = "bankbus-attempt"
    package static let firstSeen = "bankbus-first-seen"
    package static let replayID = "bankbus-replay-id"
    /// Where a message had been published before a retry or replay brought it back through the default exchange.
    package static let originExchange = "bankbus-origin-exchange"
    package static let originRoutingKey = "bankbus-origin-routing-key"
    /// Everything about a dead letter but its body, as JSON; only on messages of `bus.dead`.
    package static let deadLetter = "bankbus-dead-letter"
}
