import Canonical

/// What stands around the parts, and where one message ends and the next one begins.
extension MessageParser {
    /// Reads the envelope and the parts up to the end of the message; false if it ends with a piece of a part.
    mutating func readEnvelope(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        var markupStart = scanner.offset
        while true {
            if let end = state.messageEnd, scanner.offset >= end { break }
            let blanksStart = scanner.offset
            scanner.skipBlanks(bytes)
            if scanner.offset >= bytes.count {
                guard scanner.isLast else { throw .incomplete }
                break
            }
            if bytes[scanner.offset] != UInt8(ascii: "<") {
                addMarkup(markupStart..<blanksStart, bytes)
                if try !endSection(from: blanksStart, bytes) { try readEnvelopeText(from: blanksStart, bytes) }
                markupStart = scanner.offset
                continue
            }
            switch try scanner.nextByte(bytes) {
            case UInt8(ascii: "?"): try readEnvelopeInstruction(bytes)
            case UInt8(ascii: "!") where try isSection(bytes):
                addMarkup(markupStart..<scanner.offset, bytes)
                try readEnvelopeSection(bytes)
                markupStart = scanner.offset
            case UInt8(ascii: "!"): _ = try scanner.comment(bytes)
            case UInt8(ascii: "/"):
                addMarkup(markupStart..<scanner.offset, bytes)
                try readEnvelopeEnd(bytes)
                markupStart = scanner.offset
            default:
                addMarkup(markupStart..<scanner.offset, bytes)
                if try !readEnvelopeStart(bytes) { return false }
                markupStart = scanner.offset
            }
        }
        addMarkup(markupStart..<min(scanner.offset, state.messageEnd ?? scanner.offset), bytes)
        if let end = state.messageEnd { scanner.offset = end }
        if scanner.offset == bytes.count, scanner.isLast, let element = state.open.last {
            throw scanner.fault(
                at: bytes.count,
                bytes,
                element.kind == .section
                    ? "The input ends inside a CDATA section." : "The input ends inside an element."
            )
        }
        return true
    }

    private mutating func addMarkup(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        guard !range.isEmpty else { return }
        envelope.begin(.object)
        envelope.text(SharedNames.markup, bytes.extracting(range))
        envelope.end()
    }

    /// Reads a start tag outside of parts, and the whole part if it begins one; false if that ends with a piece.
    private mutating func readEnvelopeStart(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let tag = try startTag(bytes)
        if state.open.isEmpty, state.hasRoot {
            find(.note, "xml.several-roots", at: tag.start, bytes, "Several documents stand side by side.")
        }
        if let part = try part(tag, bytes) {
            addPart(part)
            return try finish(part, tag, bytes)
        }
        try open(tag, .envelope, bytes)
        try addStart(tag, bytes)
        if tag.isEmpty {
            let end = tag.end - (Self.form(tag, bytes) == .tag ? 2 : 3)
            addEnd(bytes.extracting(end..<end), blanks: bytes.extracting(end..<tag.end - 2))
            closeEnvelope()
        }
        return true
    }

    private mutating func finish(_ part: MessagePart, _ tag: StartTag, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        partRanges.append(tag.start..<tag.start)
        guard try readPart(tag, part, bytes) else { return false }
        partRanges[partRanges.count - 1] = tag.start..<scanner.offset
        try endPart(part, bytes)
        return true
    }

    /// Finds, behind a part, whether the message goes on.
    mutating func endPart(_ part: MessagePart, _ bytes: Span<UInt8>) throws(XMLStop) {
        if state.open.isEmpty { state.hasRoot = true }
        var ahead = EnvelopeScan(scanner, isInSection: state.open.last?.kind == .section)
        let next = try ahead.next(bytes)
        if part == .header, next == .document { return }
        state.messageEnd = ahead.end
    }

    private mutating func closeEnvelope() {
        close()
        if state.open.isEmpty { state.hasRoot = true }
    }

    private mutating func addStart(_ tag: StartTag, _ bytes: Span<UInt8>) throws(XMLStop) {
        hasEnvelope = true
        envelope.begin(.object)
        envelope.text(SharedNames.start, bytes.extracting(tag.name.range))
        if tag.namespace != XMLNamespaces.none {
            let namespace = state.namespaces.names[tag.namespace]
            envelope.text(SharedNames.namespace, namespace.span)
        }
        if !attributes.isEmpty {
            envelope.begin(.list, SharedNames.attributes)
            for attribute in attributes {
                envelope.begin(.object)
                envelope.text(SharedNames.name, bytes.extracting(attribute.name.range))
                let start = envelope.bytes.count
                try scanner.appendValue(of: attribute, bytes, to: &envelope.bytes)
                envelope.text(SharedNames.value, from: start)
                envelope.end()
                if attribute.needsNormalising {
                    noteReferences(in: attribute, try scanner.value(of: attribute, bytes), bytes)
                }
            }
            envelope.end()
        }
        if !hasUsualForm(tag, bytes) {
            envelope.text(SharedNames.markup, TagMarkup.template(tag, attributes, bytes) { _ in true })
        }
        envelope.end()
    }

    private mutating func addEnd(_ name: Span<UInt8>, blanks: Span<UInt8>) {
        envelope.begin(.object)
        envelope.text(SharedNames.end, name)
        if !blanks.isEmpty { envelope.text(SharedNames.markup, blanks) }
        envelope.end()
    }

    private mutating func addText(_ name: DocumentName, _ text: [UInt8]) {
        hasEnvelope = true
        envelope.begin(.object)
        envelope.text(name, text.span)
        envelope.end()
    }

    /// Notes that a part stands here.
    mutating func addPart(_ part: MessagePart) {
        envelope.begin(.object)
        envelope.text(SharedNames.part, part.name)
        envelope.end()
    }

    private mutating func readEnvelopeEnd(_ bytes: Span<UInt8>) throws(XMLStop) {
        guard let element = state.open.last, element.kind == .envelope else {
            throw scanner.fault(at: scanner.offset, bytes, "An end tag has no start tag.")
        }
        hasEnvelope = true
        let name = nameBytes(element, bytes)
        let blanks = try endTag(bytes)
        addEnd(name.span, blanks: bytes.extracting(blanks))
        closeEnvelope()
    }

    private mutating func readEnvelopeText(from start: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        guard !state.open.isEmpty else {
            throw scanner.fault(at: scanner.offset, bytes, "Text stands outside of all elements.")
        }
        scanner.offset = start
        var value: [UInt8] = []
        if try !readCharacterData(into: &value, bytes) { noteReferences(at: start, bytes) }
        addText(SharedNames.text, value)
    }

    /// Reads an instruction or an XML declaration.
    private mutating func readEnvelopeInstruction(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        let (target, content) = try scanner.instruction(bytes)
        guard scanner.isReserved(target, bytes) else { return }
        guard state.open.isEmpty || state.open.last?.kind == .section,
            XMLDeclaration.isUsual(bytes.extracting(start..<bytes.count))
                || XMLDeclaration.isValid(bytes.extracting(content))
        else { throw scanner.fault(at: start, bytes, "An XML declaration is not well-formed or not in its place.") }
        if scanner.position.byteOffset + start > 0, !state.hasRoot, state.open.isEmpty, !layout.hasByteOrderMark,
            layout.leading.isEmpty
        {
            find(
                severityOfBeginning,
                "xml.declaration-misplaced",
                at: start,
                bytes,
                "Something stands before the XML declaration."
            )
        }
    }

    // MARK: - CDATA sections

    /// Reads a section outside of parts; one that holds tags is entered as an element is.
    private mutating func readEnvelopeSection(_ bytes: Span<UInt8>) throws(XMLStop) {
        guard let outer = state.open.last, outer.kind == .envelope else {
            throw scanner.fault(at: scanner.offset, bytes, "A CDATA section stands outside of all elements.")
        }
        let start = scanner.offset
        guard try EnvelopeScan.holdsTags(scanner, bytes) else {
            let content = try scanner.section(bytes)
            var value: [UInt8] = []
            appendSection(content, to: &value, bytes)
            addText(SharedNames.cdata, value)
            return
        }
        scanner.offset = start + 9
        addText(SharedNames.section, Array("begin".utf8))
        state.open.append(
            OpenElement(
                kind: .section,
                name: XMLName(start: start, length: 0, prefixLength: 0),
                tagStart: start,
                bindings: Int32(truncatingIfNeeded: state.namespaces.bindingCount),
                outerDefault: Int32(truncatingIfNeeded: state.defaultNamespace)
            )
        )
        state.defaultNamespace = XMLNamespaces.none
        state.hasRoot = false
    }

    /// Leaves a section, if it is open and ends at the offset.
    private mutating func endSection(from blanksStart: Int, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        guard state.open.last?.kind == .section, try scanner.has("]]>", at: scanner.offset, bytes) else { return false }
        addMarkup(blanksStart..<scanner.offset, bytes)
        scanner.offset += 3
        addText(SharedNames.section, Array("end".utf8))
        close()
        return true
    }
}
