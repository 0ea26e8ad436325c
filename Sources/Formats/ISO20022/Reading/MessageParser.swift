import Canonical

/// Reads ISO 20022 messages: scans, checks against the definition and builds the document, in one pass.
///
/// The pass is a loop over tags. Inside a part, the reader is at a position of a content model; the name of the next start
/// tag leads to the next position, and with it to the type of the element. What does not fit is a finding, is kept in the
/// general form, and reading goes on.
struct MessageParser: ~Copyable {
    let catalogue: DefinitionCatalogue
    let limits: Limits
    let split: SplitRule
    /// What is known between windows.
    var state = ReadingState()
    /// The scanner over the present window.
    var scanner = XMLScanner()
    /// The document that is being built.
    var builder = DocumentBuilder(names: SharedNames.table)
    /// The findings of the present message.
    var findings = Findings()
    /// The attributes of the tag at hand.
    var attributes: [XMLAttribute] = []
    /// What does not fit the definition, in the order of the input.
    var unexpected: [DocumentValue] = []
    /// What is laid out otherwise than its surroundings.
    var exceptions: [DocumentValue] = []
    /// How many facts those are: each reference of a text counts.
    var exceptionCount = 0
    /// How many more values and levels the document being built may have: what is kept beside it counts too.
    var valuesMax = 0
    var depthMax = 0
    /// The gap before the start tag at hand, if it is not the usual one.
    var pendingGap: Range<Int>?
    /// What stands around the parts: a list of items, which is kept if there is more in it than layout.
    var envelope = DocumentBuilder(names: SharedNames.table)
    var hasEnvelope = false
    /// Where the parts are in the window.
    var partRanges: [Range<Int>] = []
    /// Where the message begins in the window.
    var messageStart = 0
    /// The styles and start tags of parts that were seen before.
    var styles: [PartStyle] = []
    var partTags: [PartTag] = []
    /// The layout of the message.
    var layout = MessageLayout()
    /// The namespaces of the parts.
    var partNamespaces: [(MessagePart, Int)] = []
    /// Whether the names of the parts so far lie at the same places in every table of names.
    var namesAreShared = true
    /// Whether the part at hand may be split.
    var isSplitting = false
    /// The definition that was last found to have an element to split at.
    var splitDefinition: CompiledDefinition?
    /// Whether an element is read for its findings only.
    var isTrying = false
    /// Whether the names of the present part are written into the document instead of shared.
    var usesOwnNames = false
    /// The encoding of the input.
    var inputEncoding = XMLEncoding.utf8
    /// Definitions by the number of their namespace, as far as they were looked up.
    var definitions: [CompiledDefinition?] = []
    /// The line of an offset, from which others are counted.
    var lineCache = (offset: 0, lines: 0)
    /// What the document at hand holds, where messages are split.
    var piece = Piece.head

    init(catalogue: DefinitionCatalogue, limits: Limits, split: SplitRule) {
        self.catalogue = catalogue
        self.limits = limits
        self.split = split
        scanner.limits.depthMax = max(8, limits.documentDepthMax)
        scanner.limits.textBytesMax = limits.bodyBytesMax
    }

    /// Makes the parser ready for another input.
    mutating func reset() {
        if state.namespaces.reset() { definitions.removeAll() }
        state.open.removeAll(keepingCapacity: true)
        state = ReadingState(open: state.open, namespaces: state.namespaces)
        scanner.position = InputPosition()
        scanner.offset = 0
        scanner.stopsAtLineFeeds = false
        inputEncoding = .utf8
        isSplitting = false
    }

    /// Begins a document over a window.
    mutating func begin() {
        builder.removeAll()
        builder.names = SharedNames.table
        unexpected.removeAll(keepingCapacity: true)
        exceptions.removeAll(keepingCapacity: true)
        exceptionCount = 0
        valuesMax = limits.documentValuesMax
        // Elements in the general form have lists and objects within.
        depthMax = limits.documentDepthMax - 4
        envelope.removeAll()
        envelope.begin(.list)
        hasEnvelope = false
        partRanges.removeAll(keepingCapacity: true)
        messageStart = scanner.offset
        partNamespaces.removeAll(keepingCapacity: true)
        layout = MessageLayout()
        layout.encoding = inputEncoding
        lineCache = (0, scanner.position.lines)
        usesOwnNames = false
        namesAreShared = true
        pendingGap = nil
        isTrying = false
        piece = .head
        builder.begin(.object)
    }

    /// Takes the document out.
    mutating func finishDocument() -> Document {
        builder.end()
        return builder.finish()
    }
}
