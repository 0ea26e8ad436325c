extension MessageProperties {
    /// These properties as a document, from which ``init(document:)`` makes equal ones.
    package var document: DocumentValue {
        var object = DocumentObject()
        object["contentType"] = contentType.map(DocumentValue.text)
        object["contentEncoding"] = contentEncoding.map(DocumentValue.text)
        object["deliveryMode"] = deliveryMode.map { .number(Number(Int64($0))) }
        object["priority"] = priority.map { .number(Number(Int64($0))) }
        object["correlationId"] = correlationID.map(DocumentValue.text)
        object["replyTo"] = replyTo.map(DocumentValue.text)
        object["expiration"] = expiration.map(DocumentValue.text)
        object["messageId"] = messageID.map(DocumentValue.text)
        object["timestamp"] = timestamp.map { .text(String($0)) }
        object["type"] = type.map(DocumentValue.text)
        object["userId"] = userID.map(DocumentValue.text)
        object["appId"] = appID.map(DocumentValue.text)
        if !headers.isEmpty { object["headers"] = HeaderValue.table(headers).document["table"] }
        return .object(object)
    }

    /// Reads what ``document`` wrote; what it does not know is left out.
    package init(document: DocumentValue) {
        self.init(headers: HeaderValue.headers(in: document["headers"]))
        contentType = document["contentType"]?.text
        contentEncoding = document["contentEncoding"]?.text
        deliveryMode = document["deliveryMode"]?.integer.flatMap { UInt8(exactly: $0) }
        priority = document["priority"]?.integer.flatMap { UInt8(exactly: $0) }
        correlationID = document["correlationId"]?.text
        replyTo = document["replyTo"]?.text
        expiration = document["expiration"]?.text
        messageID = document["messageId"]?.text
        timestamp = document["timestamp"]?.text.flatMap { UInt64($0) }
        type = document["type"]?.text
        userID = document["userId"]?.text
        appID = document["appId"]?.text
    }
}

extension HeaderValue {
    /// This value as a document: an object with one member named after the kind of value, or text for text.
    package var document: DocumentValue {
        switch self {
        case .text(let text): .text(text)
        case .integer(let value): ["integer": .text(String(value))]
        case .boolean(let value): .boolean(value)
        case .bytes(let bytes): ["bytes": .list(bytes.map { .number(Number(Int64($0))) })]
        case .timestamp(let seconds): ["timestamp": .text(String(seconds))]
        case .decimal(let number): ["decimal": .number(number)]
        case .doubleBits(let bits): ["doubleBits": .text(String(bits))]
        case .list(let values): .list(values.map(\.document))
        case .table(let headers):
            ["table": .list(headers.map { ["name": .text($0.name), "value": $0.value.document] })]
        case .null: .null
        }
    }

    /// Reads what ``document`` wrote; nil for anything else.
    package init?(document: DocumentValue) {
        switch document {
        case .text(let text): self = .text(text)
        case .boolean(let value): self = .boolean(value)
        case .null: self = .null
        case .list(let items): self = .list(items.compactMap { HeaderValue(document: $0) })
        case .number: return nil
        case .object(let object):
            guard let member = object.members.first, let value = Self.value(member.name, member.value) else {
                return nil
            }
            self = value
        }
    }

    package static func headers(in document: DocumentValue?) -> [Header] {
        (document?.items ?? [])
            .compactMap { item in
                guard let name = item["name"]?.text, let value = item["value"].flatMap({ HeaderValue(document: $0) })
                else {
                    return nil
                }
                return Header(name, value)
            }
    }

    private static func value(_ kind: String, _ document: DocumentValue) -> HeaderValue? {
        switch kind {
        case "integer": document.text.flatMap { Int64($0) }.map(HeaderValue.integer)
        case "bytes": .bytes((document.items ?? []).compactMap { $0.integer.flatMap { UInt8(exactly: $0) } })
        case "timestamp": document.text.flatMap { UInt64($0) }.map(HeaderValue.timestamp)
        case "decimal": document.number.map(HeaderValue.decimal)
        case "doubleBits": document.text.flatMap { UInt64($0) }.map(HeaderValue.doubleBits)
        case "table": .table(headers(in: document))
        default: nil
        }
    }
}

extension DocumentValue {
    /// The number, if this is one.
    package var number: Number? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    /// The whole number, if this is one of 64 bits.
    package var integer: Int64? {
        guard let number, number.exponent == 0 else { return nil }
        return Int64(exactly: number.coefficient)
    }
}
