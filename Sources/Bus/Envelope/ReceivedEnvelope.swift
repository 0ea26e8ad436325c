package import Canonical

/// What a delivery says about itself, read leniently: a foreign client may leave out anything.
///
/// Control headers (`bankbus-*`) count only where the delivery came through an exchange that nobody but the bus
/// publishes to: an outsider's would bypass idempotency or exhaust retries.
package struct ReceivedEnvelope: Sendable, Hashable {
    package var messageID: String?
    package var type: String?
    package var source: String?
    package var time: Timestamp?
    package var subject: String?
    package var contentType: String?
    package var contentEncoding: String?
    package var dataSchema: String?
    package var correlationID: String?
    package var traceParent: String?
    package var traceState: String?
    package var causationID: String?
    package var idempotencyKey: String?
    package var fingerprint: String?
    package var generation: String
    package var attempt: Int
    package var firstSeen: Timestamp?
    package var replayID: String?
    /// The exchange and routing key of the first publish, before any retry or replay.
    package var originExchange: String
    package var originRoutingKey: String

    /// Reads the envelope of a delivery.
    package init(_ delivery: Delivery, trust: TrustPolicy) {
        let properties = delivery.properties
        func text(_ name: String) -> String? { properties.header(name)?.text }
        messageID = Self.nonEmpty(properties.messageID) ?? Self.nonEmpty(text(HeaderName.id))
        type = properties.type ?? text(HeaderName.type)
        source = properties.appID ?? text(HeaderName.source)
        time =
            text(HeaderName.time).flatMap { Timestamp(rfc3339: $0) }
            ?? properties.timestamp.flatMap { Int64(exactly: $0) }.flatMap { Timestamp(seconds: $0) }
        subject = text(HeaderName.subject)
        contentType = properties.contentType
        contentEncoding = properties.contentEncoding
        dataSchema = text(HeaderName.dataSchema)
        correlationID = properties.correlationID
        traceParent = text(HeaderName.traceParent)
        traceState = text(HeaderName.traceState)

        let isTrusted = trust.trusts(exchange: delivery.exchange)
        func control(_ name: String) -> HeaderValue? { isTrusted ? properties.header(name) : nil }
        causationID = control(HeaderName.causationID)?.text
        idempotencyKey = Self.nonEmpty(control(HeaderName.idempotencyKey)?.text)
        fingerprint = Self.nonEmpty(control(HeaderName.fingerprint)?.text)
        generation = Self.nonEmpty(control(HeaderName.generation)?.text) ?? "0"
        attempt = control(HeaderName.attempt)?.integer.flatMap { Int(exactly: max(0, min($0, 1_000_000))) } ?? 0
        firstSeen = control(HeaderName.firstSeen)?.text.flatMap { Timestamp(rfc3339: $0) }
        replayID = Self.nonEmpty(control(HeaderName.replayID)?.text)
        originExchange = control(HeaderName.originExchange)?.text ?? delivery.exchange
        originRoutingKey = control(HeaderName.originRoutingKey)?.text ?? delivery.routingKey
    }

    private static func nonEmpty(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Which exchanges only the bus itself publishes to.
package struct TrustPolicy: Sendable, Hashable {
    /// Exchanges whose publishers' control headers count.
    package var trustedExchanges: Set<String>

    /// The default exchange (retries, replays: a right of its own in the broker) and the bus's two canonical exchanges.
    package static let standard = TrustPolicy(
        trustedExchanges: ["", BusName.publishExchange, BusName.canonicalExchange]
    )

    package func trusts(exchange: String) -> Bool {
        trustedExchanges.contains(exchange)
    }
}
