import Canonical

/// The layout facts of one message, as far as they are not those of single elements.
struct MessageLayout: Sendable {
    /// Greatest number of facts about single elements; further ones are normalised with a finding.
    static let exceptionsMax = 20_000

    /// The bytes before the first tag, such as a queue manager's header.
    var leading: [UInt8] = []
    /// The encoding of the input, if it is not UTF-8.
    var encoding: XMLEncoding = .utf8
    /// Whether the input begins with a byte order mark.
    var hasByteOrderMark = false
    /// Whether all facts about single elements are kept.
    var isComplete = true
    /// The facts of the parts, in order.
    var parts: [(MessagePart, DocumentObject)] = []
}

/// How an element without content is written.
enum EmptyForm: String, Sendable {
    /// One tag.
    case tag = "<a/>"
    /// One tag with a blank.
    case spacedTag = "<a />"
    /// Two tags.
    case pair = "<a></a>"
}
