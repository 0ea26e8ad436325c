package import Canonical

/// Builds the properties under which a received message goes back to the queue that it came from: by retry or replay.
///
/// They are made from the whitelist; what the broker acts on is left behind, control headers of outsiders too.
package struct ReturnProperties: Sendable {
    private let trust: TrustPolicy

    package init(trust: TrustPolicy) {
        self.trust = trust
    }

    /// What a return adds to the message's own properties.
    package struct Controls: Sendable {
        package var attempt: Int
        package var firstSeen: Timestamp?
        package var replayID: String?
        package var originExchange: String
        package var originRoutingKey: String
    }

    /// The properties of a message that had been published to `exchange`, to be published to the default exchange.
    package func properties(
        of original: MessageProperties,
        publishedTo exchange: String,
        controls: Controls
    ) -> PublishProperties {
        let isTrusted = trust.trusts(exchange: exchange)
        var headers = original.headers.filter { header in
            let isControl = header.name.lowercased().hasPrefix(HeaderName.controlPrefix)
            return isControl ? isTrusted && !Self.replaced.contains(header.name) : true
        }
        headers.append(Header(HeaderName.originExchange, .text(controls.originExchange)))
        headers.append(Header(HeaderName.originRoutingKey, .text(controls.originRoutingKey)))
        if controls.attempt > 0 { headers.append(Header(HeaderName.attempt, .integer(Int64(controls.attempt)))) }
        if let firstSeen = controls.firstSeen {
            headers.append(Header(HeaderName.firstSeen, .text(firstSeen.description)))
        }
        if let replayID = controls.replayID { headers.append(Header(HeaderName.replayID, .text(replayID))) }
        var properties = PublishProperties(headers: headers)
        properties.contentType = original.contentType
        properties.contentEncoding = original.contentEncoding
        properties.correlationID = original.correlationID
        properties.messageID = original.messageID
        properties.timestamp = original.timestamp
        properties.type = original.type
        properties.appID = original.appID
        return properties
    }

    private static let replaced: Set<String> = [
        HeaderName.originExchange, HeaderName.originRoutingKey, HeaderName.attempt, HeaderName.firstSeen,
        HeaderName.replayID, HeaderName.deadLetter,
    ]
}
