import Canonical

/// Elements without a type, in the general form: name, namespace, attributes and content in their order.
extension MessageParser {
    /// Reads the innermost open element, whose start tag was read, in the general form.
    ///
    /// The wildcard is the position of the one that takes the element; it is nil if none does.
    @inline(never)
    mutating func readForeign(
        _ tag: StartTag,
        _ name: DocumentName,
        wildcard: Int?,
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        if pendingGap != nil { notePendingGap(bytes) }
        let depth = state.open.count - 1
        let checks = !isTrying && wildcard.map { isChecked($0) } ?? false
        if checks { try checkForeign(tag, bytes) }
        try beginForeign(tag, name, bytes)
        while state.open.count > depth {
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "<"):
                switch try scanner.nextByte(bytes) {
                case UInt8(ascii: "/"): try endForeign(bytes)
                case UInt8(ascii: "!"), UInt8(ascii: "?"): try readForeignMarkup(bytes)
                default:
                    let inner = try startTag(bytes)
                    beginContent()
                    try open(inner, .foreign, bytes)
                    if checks { try checkForeign(inner, bytes) }
                    try beginForeign(inner, .none, bytes)
                }
            default: try readForeignText(bytes)
            }
        }
    }

    /// Begins the object of the element that was opened last, and ends it if it is empty.
    private mutating func beginForeign(
        _ tag: StartTag,
        _ name: DocumentName,
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        builder.begin(.object, name)
        builder.text(SharedNames.name, bytes.extracting(tag.name.range))
        if tag.namespace != XMLNamespaces.none {
            builder.text(SharedNames.namespace, state.namespaces.text(tag.namespace))
        }
        if !attributes.isEmpty {
            builder.begin(.list, SharedNames.attributes)
            for attribute in attributes {
                builder.begin(.object)
                builder.text(SharedNames.name, bytes.extracting(attribute.name.range))
                let value = try scanner.value(of: attribute, bytes)
                builder.text(SharedNames.value, value.span)
                builder.end()
                if attribute.needsNormalising { noteReferences(in: attribute, value, bytes) }
            }
            builder.end()
        }
        if !hasUsualForm(tag, bytes) {
            let markup = TagMarkup.template(tag, attributes, bytes) { _ in true }
            builder.text(SharedNames.markup, markup)
        }
        guard tag.isEmpty else { return }
        let form = Self.form(tag, bytes)
        if form != .tag { builder.text(SharedNames.form, form.rawValue) }
        builder.end()
        close()
    }

    /// Opens the list of the innermost element's content, if it is not open.
    private mutating func beginContent() {
        let index = state.open.count - 1
        guard !state.open[index].listIsOpen else { return }
        state.open[index].listIsOpen = true
        builder.begin(.list, SharedNames.content)
    }

    private mutating func endForeign(_ bytes: Span<UInt8>) throws(XMLStop) {
        let blanks = try endTag(bytes)
        if !blanks.isEmpty {
            find(.note, "xml.layout-normalised", at: blanks.lowerBound, bytes, "Blanks in an end tag are left out.")
        }
        let listIsOpen = state.open.last?.listIsOpen ?? false
        if listIsOpen {
            builder.end()
        } else {
            builder.text(SharedNames.form, EmptyForm.pair.rawValue)
        }
        builder.end()
        close()
    }

    private mutating func readForeignMarkup(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        beginContent()
        builder.begin(.object)
        if bytes[start + 1] == UInt8(ascii: "?") {
            let (target, content) = try scanner.instruction(bytes)
            if scanner.isReserved(target, bytes) {
                throw scanner.fault(at: start, bytes, "An XML declaration stands inside a document.")
            }
            builder.text(SharedNames.instruction, bytes.extracting(content))
        } else if try isSection(bytes) {
            let content = try scanner.section(bytes)
            var value: [UInt8] = []
            appendSection(content, to: &value, bytes)
            builder.text(SharedNames.cdata, value.span)
        } else {
            builder.text(SharedNames.comment, bytes.extracting(try scanner.comment(bytes)))
        }
        builder.end()
    }

    private mutating func readForeignText(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        var value: [UInt8] = []
        if try !readCharacterData(into: &value, bytes) { noteReferences(at: start, bytes) }
        beginContent()
        builder.begin(.object)
        builder.text(SharedNames.text, value.span)
        builder.end()
    }
}
