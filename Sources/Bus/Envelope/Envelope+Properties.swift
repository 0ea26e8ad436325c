package import Canonical

extension Envelope {
    /// The AMQP properties and headers of this envelope, as docs/foreign-systems.md lists them.
    package var publishProperties: PublishProperties {
        var headers: [Header] = []
        headers.reserveCapacity(Self.headersMax)
        headers.append(Header(HeaderName.specificationVersion, .text("1.0")))
        headers.append(Header(HeaderName.id, .text(id)))
        headers.append(Header(HeaderName.type, .text(type)))
        headers.append(Header(HeaderName.source, .text(source)))
        headers.append(Header(HeaderName.time, .text(time.description)))
        let optionals: [(String, String?)] = [
            (HeaderName.subject, subject),
            (HeaderName.dataSchema, dataSchema),
            (HeaderName.traceParent, traceParent),
            (HeaderName.traceState, traceState),
            (HeaderName.causationID, causationID),
            (HeaderName.idempotencyKey, idempotencyKey),
            (HeaderName.fingerprint, fingerprint),
            (HeaderName.generation, generation),
            (HeaderName.firstSeen, firstSeen?.description),
            (HeaderName.replayID, replayID),
        ]
        for (name, value) in optionals {
            if let value { headers.append(Header(name, .text(value))) }
        }
        if attempt > 0 { headers.append(Header(HeaderName.attempt, .integer(Int64(attempt)))) }
        var properties = PublishProperties(headers: headers)
        properties.messageID = id
        properties.type = type
        properties.appID = source
        properties.timestamp = time.seconds > 0 ? UInt64(time.seconds) : 0
        properties.contentType = contentType
        properties.contentEncoding = contentEncoding
        properties.correlationID = correlationID
        return properties
    }

    private static let headersMax = 16
}
