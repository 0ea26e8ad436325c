import Canonical

/// Names the parts of a SWIFT MT message's document; what it lacks reads as nil.
struct MTMessage {
    /// The message: of an acknowledgement, the one behind it.
    let document: DocumentValue

    init(_ document: DocumentValue) {
        self.document = document["acknowledged"] ?? document
    }

    /// The three digits of the message type.
    var messageType: String? { document["block2"]?["messageType"]?.text }

    /// Whether SWIFT delivered it (output); else it is on its way to SWIFT (input).
    private var isOutput: Bool { document["block2"]?["direction"]?.text == "O" }

    /// The sender's logical terminal: for output that of the input reference in block 2, else that of block 1.
    var senderTerminal: String? {
        isOutput ? document["block2"]?["sender"]?.text : document["block1"]?["logicalTerminal"]?.text
    }

    /// The receiver's logical terminal: for output that of block 1, else that of block 2.
    var receiverTerminal: String? {
        isOutput ? document["block1"]?["logicalTerminal"]?.text : document["block2"]?["receiver"]?.text
    }

    /// The value of a tag in the user header.
    func userHeader(_ tag: String) -> String? {
        document["block3"]?[tag]?.text
    }

    /// A field of block 4, such as `32A` or `50a`.
    func field(_ name: String) -> DocumentValue? {
        document["block4"]?[name]
    }

    /// A component of a field of block 4.
    func component(_ name: String, _ component: String) -> String? {
        field(name)?[component]?.text
    }

    /// A field of block 4 that may be repeated.
    func fields(_ name: String) -> [DocumentValue] {
        field(name)?.items ?? []
    }

    /// The BIC of a logical terminal: 12 characters without the ninth.
    static func bic(ofTerminal terminal: String) -> String? {
        guard terminal.utf8.count == 12 else { return nil }
        return String(Substring(terminal.utf8.prefix(8))) + Substring(terminal.utf8.suffix(3))
    }

    /// Where a field is: its tag with its option, and its path.
    func place(_ name: String) -> Place {
        let field = self.field(name)?.items?.first ?? self.field(name)
        let tag = name.hasSuffix("a") ? name.dropLast() + (field?["option"]?.text ?? "") : name[...]
        return Place(field: String(tag), path: "/block4/\(name)")
    }
}
