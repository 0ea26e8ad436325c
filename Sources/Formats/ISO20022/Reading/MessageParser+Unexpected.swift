import Canonical

/// What does not fit the definition: it is kept beside the parts, in the general form and with its place.
extension MessageParser {
    /// Reads an element that the definition does not take there.
    @inline(never)
    mutating func readUnexpected(_ tag: StartTag, _ parent: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        var entry = DocumentObject()
        let position = Number(Int64(state.open[parent].children))
        let path = layoutPath(bytes)
        let gap = pendingGap.map { string($0, bytes) }
        pendingGap = nil
        state.open[parent].children &+= 1
        var aside = DocumentBuilder(names: SharedNames.table)
        let outerCount = builder.count
        swap(&builder, &aside)
        valuesMax -= outerCount
        depthMax -= Self.unexpectedDepth
        // The general form is read as always; a fault ends the message, so that the document put aside is not missed.
        try open(tag, .foreign, bytes)
        try readForeign(tag, .none, wildcard: nil, bytes)
        swap(&builder, &aside)
        valuesMax += outerCount
        depthMax += Self.unexpectedDepth
        try keepBeside(aside.count + (gap == nil ? 3 : 4), at: tag.start, bytes)
        let element = aside.finish().value
        entry["at"] = .text(path)
        entry["position"] = .number(position)
        entry["element"] = element
        if let gap { entry["before"] = .text(gap) }
        unexpected.append(.object(entry))
    }

    /// How deep in a document the elements lie that do not fit.
    private static var unexpectedDepth: Int { 3 }

    /// Reads text between the tags of an element that takes none, behind the comments in the gap at hand; false if it is
    /// white space that references stand for, which belongs to the layout.
    @inline(never)
    mutating func readStrayText(behind gap: Gap, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        scanner.offset = gap.markupEnd
        let mark = findings.mark
        var text: [UInt8] = []
        let isUsual = try readCharacterData(into: &text, bytes)
        if text.allSatisfy({ XMLCharacters.isBlank($0) }) {
            findings.rewind(to: mark)
            return false
        }
        if !isUsual { noteReferences(at: gap.markupEnd, bytes) }
        try addStrayText(text, before: gap.start..<gap.markupEnd, at: gap.markupEnd, bytes)
        return true
    }

    /// Reads a CDATA section between the tags of an element that takes no text, where it may not stand even if it is blank
    /// or empty.
    mutating func readStraySection(behind gap: Gap, _ bytes: Span<UInt8>) throws(XMLStop) {
        let start = scanner.offset
        var text: [UInt8] = []
        appendSection(try scanner.section(bytes), to: &text, bytes)
        find(.note, "xml.section-normalised", at: start, bytes, "A CDATA section is kept as text.")
        try addStrayText(text, before: gap.start..<start, at: start, bytes)
    }

    /// Keeps text that does not belong where it stands, with the comments and blanks before it.
    private mutating func addStrayText(
        _ text: [UInt8],
        before: Range<Int>,
        at offset: Int,
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        find(.error, "xsd.text-unexpected", at: offset, bytes, "Text stands in an element that takes elements only.")
        try keepBeside(before.isEmpty ? 4 : 5, at: offset, bytes)
        let children = state.open.last.map { Int64($0.children) } ?? 0
        var entry = DocumentObject()
        entry["at"] = .text(layoutPath(bytes))
        entry["position"] = .number(Number(children))
        entry["text"] = .text(String(decoding: text, as: UTF8.self))
        if !before.isEmpty { entry["before"] = .text(string(before, bytes)) }
        unexpected.append(.object(entry))
    }
}
