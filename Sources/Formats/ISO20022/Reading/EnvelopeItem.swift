import Canonical

/// A piece of what stands around the parts of a message.
enum EnvelopeItem: Sendable {
    /// White space, comments, instructions and XML declarations, as they are written.
    case markup([UInt8])
    /// A start tag: the members of its object.
    case start(DocumentObject)
    /// An end tag: the name, and what stands behind it in the tag; an empty name ends an element of one tag.
    case end(String, blanks: String)
    /// Text between tags.
    case text(String)
    /// Text in a CDATA section.
    case cdata(String)
    /// Where a CDATA section around parts begins or ends.
    case section(begins: Bool)
    /// Where a part stands.
    case part(MessagePart)

    /// Whether it is more than layout.
    var isContent: Bool {
        switch self {
        case .markup, .part: false
        default: true
        }
    }

    /// The item in a document.
    var value: DocumentValue {
        switch self {
        case .markup(let bytes): ["markup": .text(String(decoding: bytes, as: UTF8.self))]
        case .start(let object): .object(object)
        case .end(let name, let blanks):
            blanks.isEmpty ? ["end": .text(name)] : ["end": .text(name), "markup": .text(blanks)]
        case .text(let text): ["text": .text(text)]
        case .cdata(let text): ["cdata": .text(text)]
        case .section(let begins): ["section": begins ? "begin" : "end"]
        case .part(let part): ["part": .text(part.name)]
        }
    }
}
