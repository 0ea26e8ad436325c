import Canonical

/// Writes one message after the other from documents, by their definitions and the layout facts that they hold.
struct MessageWriter {
    /// What stands before a message of which the layout says nothing.
    static let usualProlog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

    /// An element that stays open between two pieces of a split message.
    struct OpenTag {
        var name: [UInt8]
        var type: Int
        var children: Int
    }

    let catalogue: DefinitionCatalogue
    /// The text so far of the document at hand.
    var output: [UInt8] = []
    /// The document at hand.
    var document = Document(nodes: [], bytes: [], names: .none)
    /// How the message is laid out.
    var lineEnd: [UInt8] = [0x0A]
    var emptyForm = EmptyForm.tag
    var encoding = XMLEncoding.utf8
    /// How the part at hand is laid out.
    var style = PartStyle()
    var prefix: [UInt8] = []
    var definition: CompiledDefinition?
    /// The facts about single elements, by their paths.
    var facts = ElementFacts()
    /// The elements that are open between pieces.
    var openTags: [OpenTag] = []
    /// Whether text that does not belong there was written last, so that no gap follows.
    var endsWithText = false
    /// Whether a split message is not complete.
    var isInsideMessage: Bool { !openTags.isEmpty }

    init(catalogue: DefinitionCatalogue) {
        self.catalogue = catalogue
    }

    /// The bytes of a document: of a message, or of a piece of one.
    mutating func write(_ document: Document) throws(Fault) -> [UInt8] {
        self.document = document
        output = []
        let root = document.root
        guard root.kind == .object else { throw Self.fault("", "The document is no object.") }
        try checkCharacters()
        facts = ElementFacts(layout: root["layout"], unexpected: root["unexpected"])
        switch root["piece"]?.text {
        case nil, "head": try writeMessage(root)
        case "entry": try writeEntry(root)
        case "between", "tail": try writeRest(root)
        default: throw Self.fault("/piece", "The piece is none of head, entry, between and tail.")
        }
        let bytes = encoding == .utf8 ? output : encoding.encode(output.span)
        output = []
        self.document = Document(nodes: [], bytes: [], names: .none)
        return bytes
    }

    /// No text may hold characters that XML cannot (XML 1.0, production 2): not even as references.
    private func checkCharacters() throws(Fault) {
        guard XMLCharacters.areAllowed(document.bytes.span) else {
            let place = document.nodes.indices.first { index in
                guard document.nodes[index].kind == .text else { return false }
                return !XMLCharacters.areAllowed(Array(bytes(index)).span)
            }
            // What the builder left behind without a node is not written.
            guard let place else { return }
            throw Self.fault(NodePaths(document).path(of: place), "The text holds a character that XML does not allow.")
        }
    }

    private mutating func writeMessage(_ root: DocumentView) throws(Fault) {
        guard openTags.isEmpty else { throw Self.fault("/piece", "The message before is not complete.") }
        try readLayout(root["layout"])
        try writeBeginning(root["layout"])
        let openCount = root["piece"] == nil ? 0 : (root["open"]?.count ?? 0) + 1
        if let envelope = root["envelope"] {
            try write(envelope, root, openCount: openCount)
            return
        }
        let layout = root["layout"]
        append(layout?["prolog"]?.text ?? Self.usualProlog)
        let parts: [MessagePart] = [.header, .document].filter { root[$0.name] != nil }
        guard !parts.isEmpty else { throw Self.fault("", "The document has neither an AppHdr nor a Document.") }
        for (index, part) in parts.enumerated() {
            if index > 0 { append(layout?["between"]?.text ?? "") }
            try write(part, root, openCount: part == .document ? openCount : 0)
        }
        if openCount == 0 { append(layout?["epilog"]?.text ?? "") }
    }

    private mutating func readLayout(_ layout: DocumentView?) throws(Fault) {
        lineEnd = layout?["lineEnd"]?.text == "CRLF" ? [0x0D, 0x0A] : [0x0A]
        emptyForm = layout?["emptyForm"]?.text.flatMap { EmptyForm(rawValue: $0) } ?? .tag
        encoding = .utf8
        if let name = layout?["encoding"]?.text {
            guard let known = XMLEncoding(rawValue: name) else {
                throw Self.fault("/layout/encoding", "The encoding is not one that is written.")
            }
            encoding = known
        }
    }

    /// Writes the byte order mark, and what a queue manager wrote behind it: of other encodings than UTF-8 its text.
    private mutating func writeBeginning(_ layout: DocumentView?) throws(Fault) {
        if layout?["byteOrderMark"]?.boolean == true { UTF8Scalar.append(0xFEFF, to: &output) }
        guard let leading = layout?["leading"]?.text.flatMap({ Hexadecimal.bytes($0) }) else { return }
        guard encoding == .utf8 || UTF8Scalar.areScalars(leading.span) else {
            throw Self.fault("/layout/leading", "The bytes before the message are no text in UTF-8.")
        }
        output += leading
    }

    // MARK: - Text

    mutating func append(_ text: String) {
        output += text.utf8
    }

    /// Appends character data, with the message's line ends.
    mutating func appendText(_ text: Span<UInt8>) {
        guard lineEnd.count > 1 else {
            XMLEscape.appendText(text, to: &output)
            return
        }
        var start = 0
        for index in text.indices where text[index] == 0x0A {
            XMLEscape.appendText(text.extracting(start..<index), to: &output, after: text.extracting(0..<start))
            output += lineEnd
            start = index + 1
        }
        XMLEscape.appendText(text.extracting(start..<text.count), to: &output, after: text.extracting(0..<start))
    }

    /// The bytes of a text of the document.
    func bytes(_ index: Int) -> ArraySlice<UInt8> {
        document.bytes[document.nodes[index].textRange]
    }

    static func fault(_ path: String, _ reason: String) -> Fault {
        Fault(.message, .schemaViolation, stage: .encode, place: Place(path: path), reason: reason)
    }
}
