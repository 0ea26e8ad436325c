import Canonical

/// What a lax or strict wildcard asks for: elements whose declaration or type is known are checked by it.
///
/// Such an element is read twice, once by its type for the findings alone, then in the general form for the document. It
/// is the one place where bytes are, and it hardly occurs: supplementary data is of other namespaces.
extension MessageParser {
    /// Whether a wildcard asks for a check of what is known.
    func isChecked(_ position: Int) -> Bool {
        guard let definition = state.definition, case .wildcard(let number) = definition.positions[position].item else {
            return false
        }
        return definition.wildcards[number].processing != .skip
    }

    /// Checks the element that was opened last, if its declaration or the type that it names is known.
    mutating func checkForeign(_ tag: StartTag, _ bytes: Span<UInt8>) throws(XMLStop) {
        guard let definition = state.definition else { return }
        var child: Int32?
        if tag.namespace == state.partNamespace {
            let local = bytes.extracting(tag.name.local)
            let key = NameKey(bytes, start: tag.name.localStart, length: local.count)
            child = definition.root(key, local)?.child
        }
        for attribute in attributes where attribute.namespace == XMLNamespaces.instance {
            guard XMLScanner.equal(bytes.extracting(attribute.name.local), "type") else { continue }
            let value = try scanner.value(of: attribute, bytes)
            switch type(named: value, definition) {
            case .known(let type): child = type
            case .builtIn: continue
            case .unknown:
                find(.error, "xsd.type", at: attribute.name.start, bytes, "xsi:type names no type that is known here.")
                return
            }
        }
        if let child { try tryReading(tag, child, bytes, definition) }
    }

    private enum NamedType {
        case known(Int32)
        case builtIn
        case unknown
    }

    /// The type that the value of an xsi:type names.
    private func type(named value: [UInt8], _ definition: CompiledDefinition) -> NamedType {
        let words = value.split { XMLCharacters.isBlank($0) }
        guard words.count == 1, let word = words.first else { return .unknown }
        let colon = word.firstIndex(of: UInt8(ascii: ":"))
        let prefix = colon.map { Array(word[word.startIndex..<$0]) } ?? []
        let local = String(decoding: colon.map { word[($0 + 1)...] } ?? word, as: UTF8.self)
        guard let namespace = state.namespaces.resolve(prefix.span) else { return .unknown }
        if state.namespaces.text(namespace) == "http://www.w3.org/2001/XMLSchema" { return .builtIn }
        guard namespace == state.partNamespace else { return .unknown }
        if let number = definition.types.firstIndex(where: { $0.name == local }) { return .known(~Int32(number)) }
        if let number = definition.simpleTypes.firstIndex(where: { $0.source.name == local }) {
            return .known(Int32(number))
        }
        return .unknown
    }

    /// Reads an element by its type for the findings, and goes back to where it was.
    private mutating func tryReading(
        _ tag: StartTag,
        _ child: Int32,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let saved = (state: state, attributes: attributes, offset: scanner.offset)
        let before = (
            exceptions: exceptions.count, facts: exceptionCount, unexpected: unexpected.count, values: valuesMax
        )
        var aside = DocumentBuilder(names: definition.names)
        swap(&builder, &aside)
        isTrying = true
        let splits = isSplitting
        isSplitting = false
        let depth = state.open.count - 1
        state.open[depth].kind = child < 0 ? .complex : .text
        if child < 0 {
            try begin(tag, Int(~child), .none, bytes, definition)
            _ = try readContent(bytes, downTo: depth, definition)
        } else {
            try readAttributes(tag, nil, bytes, definition)
            try readText(Int(child), .none, tag, bytes, definition)
        }
        isTrying = false
        isSplitting = splits
        swap(&builder, &aside)
        exceptions.removeLast(exceptions.count - before.exceptions)
        exceptionCount = before.facts
        unexpected.removeLast(unexpected.count - before.unexpected)
        valuesMax = before.values
        state = saved.state
        attributes = saved.attributes
        scanner.offset = saved.offset
    }
}
