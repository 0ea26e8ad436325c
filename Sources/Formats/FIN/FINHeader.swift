import Canonical

/// Blocks 1 and 2: fixed widths without separators.
enum FINHeader {
    private struct Part {
        let name: String
        let width: Int
    }

    private static let block1 = parts([
        ("applicationId", 1), ("serviceId", 2), ("logicalTerminal", 12), ("sessionNumber", 4), ("sequenceNumber", 6),
    ])
    /// Input, from the sender to SWIFT; the last three may be left out from the end.
    private static let input = parts([
        ("direction", 1), ("messageType", 3), ("receiver", 12), ("priority", 1), ("deliveryMonitoring", 1),
        ("obsolescencePeriod", 3),
    ])
    /// Output, from SWIFT to the receiver: with the message input reference (date, sender, session, sequence number).
    private static let output = parts([
        ("direction", 1), ("messageType", 3), ("inputTime", 4), ("inputDate", 6), ("sender", 12), ("sessionNumber", 4),
        ("sequenceNumber", 6), ("outputDate", 6), ("outputTime", 4), ("priority", 1),
    ])

    private static func parts(_ list: [(String, Int)]) -> [Part] {
        list.map { Part(name: $0.0, width: $0.1) }
    }

    static func applicationHeader(_ text: String) -> DocumentValue {
        split(text, block1, requiredParts: block1.count)
    }

    static func inputOutput(_ text: String) -> DocumentValue {
        text.utf8.first == UInt8(ascii: "O")
            ? split(text, output, requiredParts: output.count - 1)
            : text.utf8.first == UInt8(ascii: "I") ? split(text, input, requiredParts: 3) : whole(text)
    }

    /// The text of block 1 or 2 again; nil where the document has another shape.
    static func text(of block: DocumentValue) -> String? {
        guard case .object(let object) = block else { return nil }
        var text = ""
        for member in object.members {
            guard let value = member.value.text else { return nil }
            text += value
        }
        return text
    }

    private static func whole(_ text: String) -> DocumentValue {
        ["text": .text(text)]
    }

    /// Splits by widths; the text is kept whole unless it ends with a part and has those required.
    private static func split(_ text: String, _ parts: [Part], requiredParts: Int) -> DocumentValue {
        var object = DocumentObject(capacity: parts.count)
        let bytes = text.utf8.span
        var start = 0
        for part in parts where start < bytes.count {
            let end = start + part.width
            guard end <= bytes.count, isASCII(bytes.extracting(start..<end)) else { return whole(text) }
            let value = String(copying: UTF8Span(unchecked: bytes.extracting(start..<end), isKnownASCII: true))
            object.appendUnchecked(name: part.name, value: .text(value))
            start = end
        }
        guard start == bytes.count, object.members.count >= requiredParts else { return whole(text) }
        return .object(object)
    }

    private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where bytes[index] >= 0x80 { return false }
        return true
    }
}
