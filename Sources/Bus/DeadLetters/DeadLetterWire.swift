package import Canonical

/// How a dead letter travels to `bus.dead`: the original bytes as the body, everything else as JSON in one header.
///
/// Where that JSON is too large for a header it travels in front of the original bytes, in the body.
package struct DeadLetterWire: Sendable {
    private let limits: Limits

    /// The rest of the headers and their framing take less than this.
    private static let headerReserveBytes = 1_024
    /// The header's text where the JSON stands in the body: four bytes of length (big-endian), the JSON, the original.
    private static let inBody = "in-body"
    private static let lengthBytes = 4

    package init(limits: Limits = .standard) {
        self.limits = limits
    }

    /// The publication of a letter.
    package func publication(of letter: DeadLetter) -> Publication {
        let json = letter.document.jsonBytes()
        let fits = json.count + Self.headerReserveBytes <= limits.headerBytesMax
        let header = fits ? String(decoding: json, as: UTF8.self) : Self.inBody
        return Publication(
            exchange: BusName.deadExchange,
            routingKey: letter.queue,
            properties: properties(of: letter, header: header),
            body: fits ? letter.body : Self.lengthPrefix(json.count) + json + letter.body
        )
    }

    /// Reads a delivery of `bus.dead-letters`: one that the bus moved there, or one that the broker did.
    package func letter(from delivery: Delivery, at time: Timestamp) -> DeadLetter {
        ownLetter(from: delivery) ?? BrokerDeath(delivery.properties).letter(from: delivery, at: time)
    }

    // MARK: - Parts

    private func properties(of letter: DeadLetter, header: String) -> PublishProperties {
        var properties = PublishProperties(headers: [Header(HeaderName.deadLetter, .text(header))])
        properties.messageID = letter.properties.messageID
        properties.contentType = letter.properties.contentType
        properties.contentEncoding = letter.properties.contentEncoding
        properties.type = letter.properties.type
        properties.appID = letter.properties.appID
        return properties
    }

    /// The letter that the bus wrote; nil for anything else.
    ///
    /// What the broker moved here is never ours: an outsider may have put our header on it.
    private func ownLetter(from delivery: Delivery) -> DeadLetter? {
        guard !BrokerDeath.isMarked(delivery.properties),
            let header = delivery.properties.header(HeaderName.deadLetter)?.text
        else { return nil }
        var json = Array(header.utf8)
        var body = delivery.body
        if header == Self.inBody {
            guard let length = Self.length(body), body.count - Self.lengthBytes >= length else { return nil }
            json = Array(body[Self.lengthBytes..<(Self.lengthBytes + length)])
            body = Array(body[(Self.lengthBytes + length)...])
        }
        // What cannot be read is not ours, and is filed as the broker's.
        guard let document = try? DocumentValue(json: json) else { return nil }
        return DeadLetter(document: document, body: body)
    }

    private static func lengthPrefix(_ length: Int) -> [UInt8] {
        (0..<lengthBytes).map { UInt8(truncatingIfNeeded: length >> (8 * (lengthBytes - 1 - $0))) }
    }

    private static func length(_ body: [UInt8]) -> Int? {
        guard body.count >= lengthBytes else { return nil }
        return body.prefix(lengthBytes).reduce(0) { $0 << 8 | Int($1) }
    }
}
