package import Canonical

/// Builds the canonical messages that a route publishes for one input.
struct OutputPublications: Sendable {
    let route: RouteDefinition

    /// The publications and how the books name them.
    func publications(
        of prepared: Preparation.Prepared,
        outputs: Preparation.PreparedOutputs,
        at time: Timestamp
    ) -> (publications: [Publication], sent: [SentMessage]) {
        var publications: [Publication] = []
        var sent: [SentMessage] = []
        for (number, document) in outputs.documents.enumerated() {
            let id = Identity.output(route: route.name, key: outputs.key, number: number)
            let envelope = envelope(id: id, subject: document.subject, cause: prepared, at: time)
            let publication = Publication(
                exchange: BusName.publishExchange,
                routingKey: route.mapping.targetType,
                properties: envelope.publishProperties,
                body: document.payload.jsonBytes()
            )
            publications.append(publication)
            sent.append(SentMessage(publication, fingerprint: envelope.fingerprint))
        }
        return (publications, sent)
    }

    private func envelope(
        id: String,
        subject: String?,
        cause: Preparation.Prepared,
        at time: Timestamp
    ) -> Envelope {
        let input = cause.received.envelope
        var envelope = Envelope(
            id: id,
            type: route.mapping.targetType,
            source: "bankbus/route/\(route.name)",
            time: time
        )
        envelope.subject = subject
        envelope.contentType = "application/json"
        envelope.dataSchema = "urn:bankbus:\(route.mapping.targetType)"
        envelope.correlationID = input.correlationID ?? input.messageID
        envelope.causationID = input.messageID
        envelope.traceParent = input.traceParent
        envelope.traceState = input.traceState
        envelope.idempotencyKey = id
        envelope.fingerprint = cause.fingerprint.hexadecimal
        envelope.generation = input.generation == "0" ? nil : input.generation
        return envelope
    }
}

extension SentMessage {
    /// How the books name a publication.
    package init(_ publication: Publication, fingerprint: String?) {
        self.init(
            edge: Identity.edge(
                messageID: publication.properties.messageID,
                fingerprint: fingerprint,
                body: publication.body
            ),
            messageID: publication.properties.messageID ?? "",
            exchange: publication.exchange,
            routingKey: publication.routingKey
        )
    }
}
