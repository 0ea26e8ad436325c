import Canonical

/// A start tag of a part with the layout facts that were made of it.
struct PartTag: Sendable {
    var part: MessagePart
    var tag: [UInt8]
    var style: PartStyle
    var facts: DocumentObject
}
