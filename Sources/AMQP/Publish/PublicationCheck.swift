import Canonical

/// Refuses what the broker, or the way to it, cannot carry, before it is sent.
struct PublicationCheck {
    /// Most bytes of a name, key or short property in AMQP 0-9-1.
    static let shortTextBytesMax = 255

    let limits: Limits

    /// Why a publication cannot be sent; nil where it can.
    func fault(_ publication: Publication) -> Fault? {
        if publication.body.count > limits.bodyBytesMax {
            let reason = "The body has \(publication.body.count) bytes; the limit is \(limits.bodyBytesMax)."
            return .overLimit(reason, stage: .publish)
        }
        return shortTextFault(publication) ?? headerFault(publication.properties.headers)
    }

    private func shortTextFault(_ publication: Publication) -> Fault? {
        guard longestShortText(publication) > Self.shortTextBytesMax else { return nil }
        let properties = publication.properties
        let texts: [(String, String?)] = [
            ("exchange", publication.exchange), ("routing key", publication.routingKey),
            ("content-type", properties.contentType), ("content-encoding", properties.contentEncoding),
            ("correlation-id", properties.correlationID), ("message-id", properties.messageID),
            ("type", properties.type), ("app-id", properties.appID),
        ]
        for (name, text) in texts where (text?.utf8.count ?? 0) > Self.shortTextBytesMax {
            let reason = "It has more than the \(Self.shortTextBytesMax) bytes that AMQP allows."
            return .overLimit(reason, stage: .publish, field: name)
        }
        return nil
    }

    /// Nearly always short enough, which is found out without naming the texts.
    private func longestShortText(_ publication: Publication) -> Int {
        func length(_ text: String?) -> Int { text?.utf8.count ?? 0 }
        return max(
            max(length(publication.exchange), length(publication.routingKey), length(publication.properties.type)),
            max(length(publication.properties.contentType), length(publication.properties.contentEncoding)),
            max(length(publication.properties.correlationID), length(publication.properties.messageID)),
            length(publication.properties.appID)
        )
    }

    private func headerFault(_ headers: [Header]) -> Fault? {
        var bytes = 0
        do throws(Fault) {
            try add(headers, to: &bytes, depth: 1)
        } catch {
            return error
        }
        guard bytes > limits.headerBytesMax else { return nil }
        return .overLimit("The headers have \(bytes) bytes; the limit is \(limits.headerBytesMax).", stage: .publish)
    }

    private func add(_ headers: [Header], to bytes: inout Int, depth: Int) throws(Fault) {
        guard depth <= limits.headerDepthMax else {
            throw .overLimit("The headers are nested over \(limits.headerDepthMax) levels deep.", stage: .publish)
        }
        for header in headers {
            guard header.name.utf8.count <= Self.shortTextBytesMax else {
                throw .overLimit("A header's name has over \(Self.shortTextBytesMax) bytes.", stage: .publish)
            }
            bytes += header.name.utf8.count + 1
            try add(header.value, to: &bytes, depth: depth)
        }
    }

    private func add(_ value: HeaderValue, to bytes: inout Int, depth: Int) throws(Fault) {
        bytes += 1
        switch value {
        case .text(let text): bytes += text.utf8.count + 4
        case .bytes(let array): bytes += array.count + 4
        case .integer, .timestamp, .doubleBits: bytes += 8
        case .boolean: bytes += 1
        case .decimal(let number):
            guard AMQPDecimal(number) != nil else { throw AMQPDecimal.fault }
            bytes += 5
        case .list(let values):
            bytes += 4
            guard depth < limits.headerDepthMax else {
                throw .overLimit("The headers are nested over \(limits.headerDepthMax) levels deep.", stage: .publish)
            }
            for value in values { try add(value, to: &bytes, depth: depth + 1) }
        case .table(let headers):
            bytes += 4
            try add(headers, to: &bytes, depth: depth + 1)
        case .null: break
        }
    }
}
