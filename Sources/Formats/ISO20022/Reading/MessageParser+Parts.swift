import Canonical

/// The parts of a message: the business application header and the business document.
extension MessageParser {
    /// Which part an element is; nil if it stands around parts.
    mutating func part(_ tag: StartTag, _ bytes: Span<UInt8>) throws(XMLStop) -> MessagePart? {
        let local = bytes.extracting(tag.name.local)
        if XMLScanner.equal(local, "Document") { return .document }
        if XMLScanner.equal(local, "AppHdr") { return .header }
        guard tag.namespace != XMLNamespaces.none, let definition = try definition(of: tag.namespace) else {
            return nil
        }
        let key = NameKey(bytes, start: tag.name.localStart, length: local.count)
        return definition.root(key, local) == nil ? nil : .document
    }

    /// The definition of a namespace.
    mutating func definition(of namespace: Int) throws(XMLStop) -> CompiledDefinition? {
        while definitions.count <= namespace {
            let number = definitions.count
            let name = state.namespaces.text(number)
            do {
                definitions.append(number > XMLNamespaces.inclusion ? try catalogue.definition(ofNamespace: name) : nil)
            } catch {
                throw .fault(error)
            }
        }
        return definitions[namespace]
    }

    /// Reads a part from behind its start tag; false if it ends with a piece of it.
    mutating func readPart(_ tag: StartTag, _ part: MessagePart, _ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        state.part = part
        state.partDepth = state.open.count
        state.partNamespace = tag.namespace
        state.partPrefix = bytes.extracting(tag.name.prefix).withUnsafeBufferPointer { Array($0) }
        state.plainNames = PlainNames(prefix: state.partPrefix.span, bindings: state.namespaces.bindingCount)
        partNamespaces.append((part, tag.namespace))
        if part == .header { state.hasHeader = true } else { state.hasDocument = true }
        let local = bytes.extracting(tag.name.local)
        let key = NameKey(bytes, start: tag.name.localStart, length: local.count)
        guard let definition = try definition(of: tag.namespace), let root = definition.root(key, local) else {
            try readUnknown(tag, part, bytes)
            return true
        }
        state.definition = definition
        useNames(of: definition)
        findStyle(tag, bytes)
        try open(tag, root.child < 0 ? .complex : .text, bytes)
        guard root.child < 0 else {
            try readAttributes(tag, nil, bytes, definition)
            try readText(Int(root.child), part.documentName, tag, bytes, definition)
            return finishPart()
        }
        isSplitting = !split.names.isEmpty && part == .document
        if part == .document, split.isGiven { try requireSplit(definition, at: tag.start, bytes) }
        let depth = state.open.count - 1
        // A root without attributes is noted too: its prefix and indentation are facts of the part.
        if tag.end == tag.name.start + tag.name.length + 1 { notePart(tag, bytes) }
        try begin(tag, Int(~root.child), part.documentName, bytes, definition)
        return try continuePart(downTo: depth, bytes, definition)
    }

    /// Reads on in the part that is open; false if it ends with a piece of it.
    mutating func continuePart(
        downTo depth: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) -> Bool {
        switch try readContent(bytes, downTo: depth, definition) {
        case .closed: return finishPart()
        case .piece: return false
        }
    }

    private mutating func finishPart() -> Bool {
        state.partDepth = nil
        isSplitting = false
        return true
    }

    /// Reads a part without a definition in the general form.
    private mutating func readUnknown(
        _ tag: StartTag,
        _ part: MessagePart,
        _ bytes: Span<UInt8>
    ) throws(XMLStop) {
        try open(tag, .foreign, bytes)
        let isKnown = try definition(of: tag.namespace) != nil
        if isKnown {
            findElement("xsd.element-unexpected", bytes, "The schema of the namespace has no such root.")
        } else {
            find(
                .warning,
                "definition.unknown",
                at: tag.start,
                bytes,
                "There is no definition of the namespace: the content is not checked."
            )
        }
        try readForeign(tag, part.documentName, wildcard: nil, bytes)
        state.partDepth = nil
    }

    /// Takes the definition's names for the document, if those used so far lie at the same places in them.
    private mutating func useNames(of definition: CompiledDefinition) {
        guard namesAreShared else {
            usesOwnNames = true
            return
        }
        builder.names = definition.names
        namesAreShared = definition.hasSharedNames
        usesOwnNames = false
    }

    /// Finds how the part is indented: most often as one before.
    private mutating func findStyle(_ tag: StartTag, _ bytes: Span<UInt8>) {
        guard let found = FoundStyle(bytes, tagStart: tag.start, contentStart: tag.end) else {
            state.style = PartStyle()
            return
        }
        for index in styles.indices
        where styles[index].isMade(of: found, bytes, hasCarriageReturns: state.hasCarriageReturns) {
            state.style = styles[index]
            return
        }
        let style = PartStyle(
            lineEnd: state.hasCarriageReturns ? [0x0D, 0x0A] : [0x0A],
            margin: bytes.extracting(found.margin).withUnsafeBufferPointer { Array($0) },
            unit: bytes.extracting(found.unit).withUnsafeBufferPointer { Array($0) }
        )
        if styles.count >= Self.rememberedMax { styles.removeAll() }
        styles.append(style)
        state.style = style
    }

    /// How many styles and start tags of parts are remembered.
    private static var rememberedMax: Int { 8 }

    /// Notes how the part at hand is written; messages of one sender have the same start tags.
    mutating func notePart(_ tag: StartTag, _ bytes: Span<UInt8>) {
        let written = bytes.extracting(tag.start..<tag.end)
        for index in partTags.indices
        where partTags[index].part == state.part && XMLBytes.areEqual(partTags[index].tag, written)
            && partTags[index].style == state.style
        {
            let facts = partTags[index].facts
            if !facts.members.isEmpty { layout.parts.append((state.part, facts)) }
            return
        }
        let facts = partFacts(tag, bytes)
        if !facts.members.isEmpty { layout.parts.append((state.part, facts)) }
        if partTags.count >= Self.rememberedMax { partTags.removeAll() }
        let copy = written.withUnsafeBufferPointer { Array($0) }
        partTags.append(PartTag(part: state.part, tag: copy, style: state.style, facts: facts))
    }

    /// How the part at hand is written: prefix, the inside of its start tag, indentation.
    private func partFacts(_ tag: StartTag, _ bytes: Span<UInt8>) -> DocumentObject {
        var facts = DocumentObject()
        let prefix = string(tag.name.prefix, bytes)
        if !prefix.isEmpty { facts["prefix"] = .text(prefix) }
        let name = string(tag.name.local, bytes)
        if name != state.part.name { facts["name"] = .text(name) }
        let markup = TagMarkup.template(tag, attributes, bytes) { attribute in
            if attribute.namespace == XMLNamespaces.declarations {
                let isDefault = attribute.name.prefixLength == 0
                return isDefault ? prefix.isEmpty : isEqual(attribute.name.local, tag.name.prefix, bytes)
            }
            return attribute.namespace != XMLNamespaces.instance
        }
        let usual = prefix.isEmpty ? " xmlns=\"\"" : " xmlns:\(prefix)=\"\""
        if markup != usual { facts["tag"] = .text(markup) }
        if state.style.isIndented {
            facts["indent"] = .text(String(decoding: state.style.unit, as: UTF8.self))
            if !state.style.margin.isEmpty {
                facts["margin"] = .text(String(decoding: state.style.margin, as: UTF8.self))
            }
        }
        return facts
    }
}
