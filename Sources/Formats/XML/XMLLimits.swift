/// The bounds on one XML document, each with its default.
struct XMLLimits: Sendable {
    /// Greatest nesting of elements.
    var depthMax = 128
    /// Greatest number of attributes of one element, namespace declarations among them.
    var attributesMax = 64
    /// Greatest length of a name in bytes.
    var nameBytesMax = 1_000
    /// Greatest length of one text, attribute value, comment or instruction in bytes.
    var textBytesMax = 10_000_000
    /// Greatest number of namespace declarations in force at once.
    var namespacesMax = 256
    /// How far into an input the first tag may be, behind the headers of a queue manager.
    var leadingBytesMax = 65_536
}
