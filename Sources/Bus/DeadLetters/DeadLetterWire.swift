package import Canonical

/// How a dead letter travels to `bus.dead`: the original bytes as the body, everything else as JSON in one header.
package struct DeadLetterWire: Sendable {
    private let limits: Limits

    package init(limits: Limits = .standard) {
        self.limits = limits
    }

    /// The publication of a letter; nil if its envelope does not fit into the headers of a message, in which case it is
    /// filed in the store directly.
    package func publication(of letter: DeadLetter) -> Publication? {
        let json = letter.document.jsonBytes()
        // The rest of the headers and their framing take less than this.
        let reserveBytes = 1_024
        guard json.count + reserveBytes <= limits.headerBytesMax, let text = String(validating: json, as: UTF8.self) else {
            return nil
        }
        var properties = PublishProperties(headers: [Header(HeaderName.deadLetter, .text(text))])
        properties.messageID = letter.properties.messageID
        properties.contentType = letter.properties.contentType
        properties.contentEncoding = letter.properties.contentEncoding
        properties.type = letter.properties.type
        properties.appID = letter.properties.appID
        return Publication(
            exchange: BusName.deadExchange,
            routingKey: letter.queue,
            properties: properties,
            body: letter.body
        )
    }

    /// Reads a delivery of `bus.dead-letters`: one that the bus moved there, or one that the broker did.
    package func letter(from delivery: Delivery, at time: Timestamp) -> DeadLetter {
        if let text = delivery.properties.header(HeaderName.deadLetter)?.text,
            let document = try? Document(json: Array(text.utf8)),  // Not ours then: read as the broker's, below.
            let letter = DeadLetter(document: document, body: delivery.body)
        {
            return letter
        }
        return BrokerDeath(delivery.properties).letter(from: delivery, at: time)
    }
}
