extension DeadLetter {
    /// Everything about this letter but its body, its state and its replay, as a document.
    package var document: DocumentValue {
        var object = DocumentObject()
        object["id"] = .text(id.description)
        object["edge"] = .text(edge.description)
        object["queue"] = .text(queue)
        object["exchange"] = .text(exchange)
        object["routingKey"] = .text(routingKey)
        object["firstSeen"] = firstSeen.map { .text($0.description) }
        object["fault"] = fault.document
        object["attempts"] = .list(attempts.map(\.document))
        object["properties"] = properties.document
        return .object(object)
    }

    /// Reads what ``document`` wrote; nil where it is anything else.
    package init?(document: DocumentValue, body: [UInt8]) {
        guard let id = document["id"]?.text.flatMap({ Digest128(hexadecimal: $0) }),
            let edge = document["edge"]?.text.flatMap({ Digest128(hexadecimal: $0) }),
            let queue = document["queue"]?.text,
            let fault = document["fault"].flatMap({ Fault(document: $0) })
        else { return nil }
        self.init(
            id: id,
            edge: edge,
            queue: queue,
            exchange: document["exchange"]?.text ?? "",
            routingKey: document["routingKey"]?.text ?? "",
            properties: MessageProperties(document: document["properties"] ?? .null),
            body: body,
            fault: fault,
            attempts: (document["attempts"]?.items ?? []).compactMap { Attempt(document: $0) },
            firstSeen: document["firstSeen"]?.text.flatMap { Timestamp(rfc3339: $0) }
        )
    }
}

extension DeadLetter.Attempt {
    package var document: DocumentValue {
        [
            "at": .text(at.description),
            "number": .number(Number(Int64(number))),
            "stage": .text(stage.rawValue),
            "code": .text(code.name),
            "reason": .text(reason),
        ]
    }

    package init?(document: DocumentValue) {
        guard let at = document["at"]?.text.flatMap({ Timestamp(rfc3339: $0) }),
            let number = document["number"]?.integer.flatMap({ Int(exactly: $0) }),
            let stage = document["stage"]?.text.flatMap({ Stage(rawValue: $0) }),
            let code = document["code"]?.text
        else { return nil }
        self.init(
            at: at,
            number: number,
            stage: stage,
            code: FaultCode(code),
            reason: document["reason"]?.text ?? ""
        )
    }
}

extension Fault {
    /// This fault as a document.
    package var document: DocumentValue {
        var object = DocumentObject()
        object["family"] = .text(family.rawValue)
        object["code"] = .text(code.name)
        object["stage"] = .text(stage.rawValue)
        object["reason"] = .text(reason)
        object["advice"] = advice.map(DocumentValue.text)
        if let place {
            var parts = DocumentObject()
            parts["byteOffset"] = place.byteOffset.map { .number(Number(Int64($0))) }
            parts["line"] = place.line.map { .number(Number(Int64($0))) }
            parts["field"] = place.field.map(DocumentValue.text)
            parts["path"] = place.path.map(DocumentValue.text)
            object["place"] = .object(parts)
        }
        return .object(object)
    }

    /// Reads what ``document`` wrote; nil where it is anything else.
    package init?(document: DocumentValue) {
        guard let family = document["family"]?.text.flatMap({ Family(rawValue: $0) }),
            let code = document["code"]?.text,
            let stage = document["stage"]?.text.flatMap({ Stage(rawValue: $0) })
        else { return nil }
        self.init(
            family,
            FaultCode(code),
            stage: stage,
            place: document["place"]
                .map { place in
                    Place(
                        byteOffset: place["byteOffset"]?.integer.flatMap { Int(exactly: $0) },
                        line: place["line"]?.integer.flatMap { Int(exactly: $0) },
                        field: place["field"]?.text,
                        path: place["path"]?.text
                    )
                },
            reason: document["reason"]?.text ?? "",
            advice: document["advice"]?.text
        )
    }
}
