import Canonical
import Mapping

/// A format for tests: `key|text`, anything else is a syntax fault.
struct PlainCodec: Codec {
    let formatName = "plain"

    func decode(_ bytes: [UInt8]) throws(Fault) -> DocumentValue {
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 2 else {
            throw Fault(.message, .formatSyntax, stage: .decode, place: Place(byteOffset: 0), reason: "No bar.")
        }
        return ["key": .text(String(parts[0])), "text": .text(String(parts[1]))]
    }

    func encode(_ document: DocumentValue) throws(Fault) -> [UInt8] { document.jsonBytes() }
}

/// Maps `key|text` to one message; `twice` to two, `nothing` to none, `wrong` to a fault.
struct PlainMapping: MessageMapping, IdentifiesMessages {
    static let type = "payment.credit-transfer.v1"

    let name = "plain-to-credit-transfer"
    let targetType = PlainMapping.type

    func map(_ source: DocumentValue, in context: MappingContext) throws(Fault) -> [MappedDocument] {
        let one = MappedDocument(subject: "account-1", payload: source)
        switch source["text"]?.text {
        case "nothing": return []
        case "twice": return [one, one]
        case "wrong":
            throw Fault(.message, .schemaViolation, stage: .validate, place: Place(path: "/text"), reason: "Wrong.")
        default: return [one]
        }
    }

    func businessKey(of document: DocumentValue) -> String? {
        document["key"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    }

    func fingerprintDocument(of document: DocumentValue) -> DocumentValue { document }
}
