import Canonical

extension DeadLetterSummary {
    var document: DocumentValue {
        .members([
            ("id", .text(id.description)),
            ("queue", .text(queue)),
            ("messageId", messageID.map(DocumentValue.text)),
            ("code", .text(code.name)),
            ("reason", .text(reason)),
            ("attempts", .integer(attempts)),
            ("changedAt", .text(changedAt.description)),
            ("state", .text(state.rawValue)),
        ])
    }
}

extension [DeadLetterSummary] {
    /// A table, or a sentence where there are none.
    var table: String {
        guard !isEmpty else { return "There are none." }
        var table = TextTable(heading: ["ID", "QUEUE", "CODE", "ATTEMPTS", "STATE", "CHANGED", "MESSAGE ID"])
        for letter in self {
            table.add([
                letter.id.description, letter.queue, letter.code.name, String(letter.attempts), letter.state.rawValue,
                letter.changedAt.description, letter.messageID ?? "",
            ])
        }
        return table.text
    }
}

extension DeadLetter {
    /// Everything about the letter; the body, base64, only on request.
    func document(withBody: Bool) -> DocumentValue {
        guard case .object(var object) = document else { return document }
        object["state"] = .text(state.rawValue)
        object["replayId"] = replayID.map(DocumentValue.text)
        object["bodyBytes"] = .integer(body.count)
        if withBody { object["bodyBase64"] = .text(body.base64) }
        return .object(object)
    }

    /// The letter for reading.
    func text(withBody: Bool) -> String {
        var lines = [
            "id           \(id)", "state        \(state.rawValue)", "queue        \(queue)",
            "published to \(exchange.isEmpty ? "(default exchange)" : exchange), routing key \(routingKey)",
            "message id   \(properties.messageID ?? "(none)")", "type         \(properties.type ?? "(none)")",
            "first seen   \(firstSeen?.description ?? "(unknown)")", "body         \(body.count) bytes",
            "fault        \(fault)", "", "attempts",
        ]
        lines += attempts.map { "  \($0.number)  \($0.at)  \($0.stage.rawValue)  \($0.code.name)  \($0.reason)" }
        lines += ["", "headers"] + properties.headers.map { "  \($0.name): \($0.value.summary)" }
        if withBody { lines += ["", String(decoding: body, as: UTF8.self)] }
        return lines.joined(separator: "\n")
    }
}

extension HeaderValue {
    fileprivate var summary: String {
        switch self {
        case .text(let text): text
        case .integer(let value): String(value)
        case .boolean(let value): String(value)
        case .bytes(let bytes): "\(bytes.count) bytes"
        case .timestamp(let seconds): String(seconds)
        case .decimal(let number): number.description
        case .doubleBits(let bits): String(Double(bitPattern: bits))
        case .list(let values): "list of \(values.count)"
        case .table(let headers): "table of \(headers.count)"
        case .null: "(no value)"
        }
    }
}
