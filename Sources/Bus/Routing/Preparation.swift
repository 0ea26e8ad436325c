import Canonical
import Mapping

/// The pure part of a route: from a delivery to what it would publish, or to the fault that stops it.
///
/// No broker, no store, no clock: a batch is prepared in parallel and again after a crash, with the same result.
struct Preparation: Sendable {
    let route: RouteDefinition
    let trust: TrustPolicy

    /// A delivery as far as it could be read.
    struct Prepared: Sendable {
        var received: Received
        var key: Digest128?
        var fingerprint: [UInt8]
        var outcome: Result<PreparedOutputs, Fault>

        /// A delivery that is not looked into.
        init(received: Received, fault: Fault) {
            self.received = received
            key = nil
            fingerprint = []
            outcome = .failure(fault)
        }

        init(
            received: Received,
            key: Digest128,
            fingerprint: [UInt8],
            documents: Result<[MappedDocument], Fault>
        ) {
            self.received = received
            self.key = key
            self.fingerprint = fingerprint
            outcome = documents.map { PreparedOutputs(key: key, documents: $0) }
        }
    }

    /// What a readable delivery becomes, and the key that the ids of its outputs are made from.
    struct PreparedOutputs: Sendable {
        var key: Digest128
        var documents: [MappedDocument]
    }

    func prepare(_ delivery: Delivery) -> Prepared {
        let received = Received(delivery, queue: route.queue, trust: trust)
        do throws(Fault) {
            try checkSize(delivery)
            let document = try route.codec.decode(delivery.body)
            let key = try identity(of: document, received)
            let fingerprint = Identity.fingerprint(of: fingerprintDocument(of: document))
            return Prepared(
                received: received,
                key: key,
                fingerprint: fingerprint,
                documents: mapped(document, MappingContext(identity: key.bytes, messageID: received.envelope.messageID))
            )
        } catch {
            return Prepared(received: received, fault: error)
        }
    }

    // MARK: - Steps

    private func checkSize(_ delivery: Delivery) throws(Fault) {
        if let defect = delivery.defect { throw defect }
        guard delivery.body.count <= route.limits.bodyBytesMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .decode,
                reason: "The body has \(delivery.body.count) bytes; the limit is \(route.limits.bodyBytesMax).",
                advice: "Send smaller messages, or raise the limit of the route."
            )
        }
    }

    private func mapped(_ document: DocumentValue, _ context: MappingContext) -> Result<[MappedDocument], Fault> {
        do throws(Fault) {
            return .success(try route.mapping.map(document, in: context))
        } catch {
            return .failure(error)
        }
    }

    private func fingerprintDocument(of document: DocumentValue) -> DocumentValue {
        (route.mapping as? any IdentifiesMessages)?.fingerprintDocument(of: document) ?? document
    }

    private func identity(of document: DocumentValue, _ received: Received) throws(Fault) -> Digest128 {
        let envelope = received.envelope
        guard let text = identityText(of: document, received) else {
            throw Fault(
                .message,
                .identityMissing,
                stage: .envelope,
                reason: "The message has no business key, no key header and no message id.",
                advice: "Set the property message_id, or give the route the rule `identity: content`."
            )
        }
        return Identity.key(scope: route.name, key: text, generation: envelope.generation)
    }

    /// The key as text, with a prefix that keeps the kinds of key apart.
    private func identityText(of document: DocumentValue, _ received: Received) -> String? {
        let envelope = received.envelope
        if route.identity == .content { return "content:" + Identity.sha256(received.delivery.body).hexadecimal }
        if route.identity == .business,
            let key = (route.mapping as? any IdentifiesMessages)?.businessKey(of: document)
        {
            return "business:" + key
        }
        if let key = envelope.idempotencyKey { return "header:" + key }
        return envelope.messageID.map { "id:" + $0 }
    }
}
