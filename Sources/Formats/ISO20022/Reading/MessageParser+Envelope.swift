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
            throw scanner.fault(at: bytes.count, bytes, element.kind == .section
                ? "The input ends inside a CDATA section." : "The input ends inside an element.")
        }
        return true
    }

    private mutating func addMarkup(_ range: Range<Int>, _ bytes: Span<UInt8>) {
        guard !range.isEmpty else { return }
        envelope.append(.markup(bytes.extracting(range).withUnsafeBufferPointer { Array($0) }))
    }

    /// Reads a start tag outside of parts, and the whole part if it begins one; false if that ends with a piece.
    private mutating func readEnvelopeStart(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let tag = try startTag(bytes)
        if state.open.isEmpty, state.hasRoot {
            find(.note, "xml.several-roots", at: tag.start, bytes, "Several documents stand side by side.")
        }
        if let part = try part(tag, bytes) {
            envelope.append(.part(part))
            return try finish(part, tag, bytes)
        }
        try open(tag, .envelope, bytes)
        try addStart(tag, bytes)
        if tag.isEmpty {
            envelope.append(.end("", blanks: Self.form(tag, bytes) == .tag ? "" : " "))
            closeEnvelope()
        }
        return true
    }

    private mutating func finish(_ part: MessagePart, _ tag: StartTag, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        guard try readPart(tag, part, bytes) else { return false }
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
        var object = DocumentObject()
        object["start"] = .text(string(tag.name.range, bytes))
        if tag.namespace != XMLNamespaces.none { object["namespace"] = .text(state.namespaces.text(tag.namespace)) }
        var list: [DocumentValue] = []
        for attribute in attributes {
            let value = try scanner.value(of: attribute, bytes)
            list.append([
                "name": .text(string(attribute.name.range, bytes)),
                "value": .text(String(decoding: value, as: UTF8.self)),
            ])
            if attribute.needsNormalising { noteReferences(in: attribute, value, bytes) }
        }
        if !list.isEmpty { object["attributes"] = .list(list) }
        if !hasUsualForm(tag, bytes) {
            object["markup"] = .text(TagMarkup.template(tag, attributes, bytes) { _ in true })
        }
        envelope.append(.start(object))
    }

    private mutating func readEnvelopeEnd(_ bytes: Span<UInt8>) throws(XMLStop) {
        guard let element = state.open.last, element.kind == .envelope else {
            throw scanner.fault(at: scanner.offset, bytes, "An end tag has no start tag.")
        }
        let name = String(decoding: nameBytes(element, bytes), as: UTF8.self)
        let blanks = string(try endTag(bytes), bytes)
        envelope.append(.end(name, blanks: blanks))
        closeEnvelope()
    }

    private mutating func readEnvelopeText(from start: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        guard !state.open.isEmpty else {
            throw scanner.fault(at: scanner.offset, bytes, "Text stands outside of all elements.")
        }
        var value: [UInt8] = bytes.extracting(start..<scanner.offset).withUnsafeBufferPointer { Array($0) }
        reading: while true {
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "<"): break reading
            case UInt8(ascii: "&"): UTF8Scalar.append(try scanner.reference(bytes), to: &value)
            case 0x0D: try readLineEnd(into: &value, bytes)
            default:
                let runStart = scanner.offset
                try scanner.text(bytes)
                append(runStart..<scanner.offset, to: &value, bytes)
            }
            try scanner.checkLength(from: start, bytes)
        }
        var usual: [UInt8] = []
        XMLEscape.appendText(value.span, to: &usual)
        let written = bytes.extracting(start..<scanner.offset).withUnsafeBufferPointer { Array($0) }
        if usual != written, !state.hasCarriageReturns {
            find(.note, "xml.reference-normalised", at: start, bytes, "A reference is kept as its character.")
        }
        envelope.append(.text(String(decoding: value, as: UTF8.self)))
    }

    /// Reads an instruction or an XML declaration.
    private mutating func readEnvelopeInstruction(_ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        let (target, content) = try scanner.instruction(bytes)
        guard scanner.isReserved(target, bytes) else { return }
        guard state.open.isEmpty || state.open.last?.kind == .section,
            XMLDeclaration.isValid(bytes.extracting(content))
        else { throw scanner.fault(at: start, bytes, "An XML declaration is not well-formed or not in its place.") }
        if scanner.position.byteOffset + start > 0, !state.hasRoot, state.open.isEmpty, !layout.hasByteOrderMark,
            layout.leading.isEmpty
        {
            find(.warning, "xml.declaration-misplaced", at: start, bytes, "Something stands before the XML declaration.")
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
            envelope.append(.cdata(String(decoding: value, as: UTF8.self)))
            return
        }
        scanner.offset = start + 9
        envelope.append(.section(begins: true))
        state.open.append(
            OpenElement(
                kind: .section,
                name: XMLName(start: start, length: 0, prefixLength: 0),
                tagStart: start,
                bindings: state.namespaces.bindingCount,
                outerDefault: state.defaultNamespace,
                namespace: XMLNamespaces.none
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
        envelope.append(.section(begins: false))
        close()
        return true
    }
}
