package import Canonical

extension ReceivedEnvelope {
    /// The envelope for a handler; what a foreign sender left out is empty, and its time is the time of receipt.
    package func envelope(at receipt: Timestamp) -> Envelope {
        var envelope = Envelope(
            id: messageID ?? idempotencyKey ?? "",
            type: type ?? "",
            source: source ?? "",
            time: time ?? receipt
        )
        envelope.subject = subject
        envelope.contentType = contentType
        envelope.contentEncoding = contentEncoding
        envelope.dataSchema = dataSchema
        envelope.correlationID = correlationID
        envelope.causationID = causationID
        envelope.traceParent = traceParent
        envelope.traceState = traceState
        envelope.idempotencyKey = idempotencyKey
        envelope.fingerprint = fingerprint
        envelope.generation = generation
        envelope.attempt = attempt
        envelope.firstSeen = firstSeen
        envelope.replayID = replayID
        return envelope
    }
}
