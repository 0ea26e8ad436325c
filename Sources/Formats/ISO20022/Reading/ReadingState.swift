/// What a reader knows between two windows; copied before each attempt, so that one that lacks bytes can be repeated.
struct ReadingState: Sendable {
    /// The elements that are open.
    var open: [OpenElement]
    /// The namespaces in force.
    var namespaces: XMLNamespaces
    /// The namespace of names without a prefix.
    var defaultNamespace = XMLNamespaces.none
    /// The names of elements whose start tags lie in earlier windows.
    var carriedNames: [UInt8] = []
    /// How many elements around the present part are open; nil outside of parts.
    var partDepth: Int?
    /// The namespace of the present part.
    var partNamespace = XMLNamespaces.none
    /// The prefix of the present part's root.
    var partPrefix: [UInt8] = []
    /// By what plain tags of the present part are known.
    var plainNames = PlainNames()
    /// The definition of the present part.
    var definition: CompiledDefinition?
    /// Which part is open, if one is.
    var part: MessagePart = .document
    /// How the present part is laid out.
    var style = PartStyle()
    /// Whether the message has had a header or a document.
    var hasHeader = false
    var hasDocument = false
    /// How far the present message goes, if that is known.
    var messageEnd: Int?
    /// Whether lines end with CR and LF.
    var hasCarriageReturns = false
    /// The form of the message's first empty element.
    var emptyForm: EmptyForm?
    /// Whether anything of the input was read.
    var hasBegun = false
    /// How many documents were made of the input.
    var messagesRead = 0
    /// Whether an element at the outermost level was closed.
    var hasRoot = false
    /// How many elements around the present entry of a split message are open; nil outside of entries.
    var entryDepth: Int?
    /// Whether the message at hand was split, so that what follows continues it.
    var isSplit = false

    /// The beginning of an input, with the room that is there from another one.
    init(open: [OpenElement] = [], namespaces: XMLNamespaces = XMLNamespaces()) {
        self.open = open
        self.namespaces = namespaces
    }
}

/// A part of a message.
enum MessagePart: Sendable {
    /// The business application header.
    case header
    /// The business document.
    case document
}
