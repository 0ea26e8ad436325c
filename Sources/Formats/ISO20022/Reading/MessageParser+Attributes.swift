import Canonical

/// The attributes of elements with a type.
extension MessageParser {
    /// Checks the attributes of the tag at hand, and adds those that the type declares to the document.
    ///
    /// The number is that of the complex type; it is nil for a simple type, which has no attributes.
    @inline(never)
    mutating func readAttributes(
        _ tag: StartTag,
        _ number: Int?,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        var requiredSeen = 0
        for index in attributes.indices {
            let attribute = attributes[index]
            switch attribute.namespace {
            case XMLNamespaces.declarations: continue
            case XMLNamespaces.instance where try readInstance(attribute, number, bytes, definition): continue
            case XMLNamespaces.none:
                if let number, let declared = declaration(of: attribute, number, bytes, definition) {
                    if declared.isRequired { requiredSeen += 1 }
                    try add(attribute, declared, bytes, definition)
                    continue
                }
                fallthrough
            default: try addUnexpected(attribute, bytes)
            }
        }
        if let number, requiredSeen < definition.types[number].attributesRequired {
            reportMissingAttributes(number, bytes, definition)
        }
        try noteTag(tag, number, bytes, definition)
    }

    private func declaration(
        of attribute: XMLAttribute,
        _ number: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) -> CompiledAttribute? {
        let key = NameKey(bytes, start: attribute.name.start, length: attribute.name.length)
        for declared in definition.types[number].attributes where declared.key == key {
            if attribute.name.length <= 16 { return declared }
            let name = bytes.extracting(attribute.name.range).withUnsafeBufferPointer { Array($0) }
            if Array(declared.text.utf8) == name { return declared }
        }
        return nil
    }

    private mutating func add(
        _ attribute: XMLAttribute,
        _ declared: CompiledAttribute,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) {
        let type = definition.simpleTypes[declared.type]
        guard attribute.needsNormalising else {
            let value = bytes.extracting(attribute.value)
            let violations = type.violations(value)
            if !violations.isEmpty {
                report(violations, type, at: attribute.name.start, bytes, adding: "@" + declared.text)
            }
            addMember(declared.name, value, definition)
            return
        }
        let value = try scanner.value(of: attribute, bytes)
        let violations = type.violations(value.span)
        if !violations.isEmpty {
            report(violations, type, at: attribute.name.start, bytes, adding: "@" + declared.text)
        }
        addMember(declared.name, value.span, definition)
        noteReferences(in: attribute, value, bytes)
    }

    /// Adds findings for the rules of a simple type that a text breaks.
    @inline(never)
    mutating func report(
        _ violations: SimpleViolations,
        _ type: CompiledSimpleType,
        at offset: Int,
        _ bytes: Span<UInt8>,
        adding last: String? = nil
    ) {
        for (code, message) in type.explain(violations) { find(.error, code, at: offset, bytes, adding: last, message) }
    }

    private mutating func reportMissingAttributes(
        _ number: Int,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) {
        for declared in definition.types[number].attributes where declared.isRequired {
            let isThere = attributes.contains {
                $0.namespace == XMLNamespaces.none
                    && Array(declared.text.utf8)
                        == bytes.extracting($0.name.range).withUnsafeBufferPointer { Array($0) }
            }
            if !isThere {
                findElement("xsd.attribute-missing", bytes, "The attribute \(declared.text) is missing.")
            }
        }
    }

    /// Keeps an attribute that the definition does not know.
    private mutating func addUnexpected(_ attribute: XMLAttribute, _ bytes: Span<UInt8>) throws(XMLStop) {
        let name = string(attribute.name.range, bytes)
        let value = String(decoding: try scanner.value(of: attribute, bytes), as: UTF8.self)
        find(
            .error,
            "xsd.attribute-unexpected",
            at: attribute.name.start,
            bytes,
            "The element does not take this attribute."
        )
        try keepBeside(5, at: attribute.name.start, bytes)
        unexpected.append([
            "at": .text(layoutPath(bytes)),
            "attribute": ["name": .text(name), "value": .text(value)],
        ])
    }

    /// Handles an attribute of XMLSchema-instance; false if it is none that every element may have.
    private mutating func readInstance(
        _ attribute: XMLAttribute,
        _ number: Int?,
        _ bytes: Span<UInt8>,
        _ definition: CompiledDefinition
    ) throws(XMLStop) -> Bool {
        switch string(attribute.name.local, bytes) {
        case "schemaLocation", "noNamespaceSchemaLocation": return true
        case "nil":
            find(.error, "xsd.nil", at: attribute.name.start, bytes, "The element cannot be nil.")
            return true
        case "type":
            let value = try scanner.value(of: attribute, bytes)
            if !names(value, number, definition) {
                find(.error, "xsd.type", at: attribute.name.start, bytes, "xsi:type does not name the element's type.")
            }
            return true
        default: return false
        }
    }

    /// Whether the value of an xsi:type is the name of the type; no type of ISO 20022 derives from another one.
    private func names(_ value: [UInt8], _ number: Int?, _ definition: CompiledDefinition) -> Bool {
        var name = value[...]
        while let first = name.first, XMLCharacters.isBlank(first) { name = name.dropFirst() }
        while let last = name.last, XMLCharacters.isBlank(last) { name = name.dropLast() }
        let colon = name.firstIndex(of: UInt8(ascii: ":"))
        let prefix = colon.map { Array(name[name.startIndex..<$0]) } ?? []
        let local = colon.map { name[($0 + 1)...] } ?? name
        guard state.namespaces.resolve(prefix.span) == state.partNamespace else { return false }
        if isTrying { return true }
        let declared = number.map { definition.types[$0].name } ?? simpleTypeName(definition)
        return String(decoding: local, as: UTF8.self) == declared
    }

    /// The name of the simple type of the element at hand.
    private func simpleTypeName(_ definition: CompiledDefinition) -> String {
        guard state.open.count > 1 else { return "" }
        let parent = state.open[state.open.count - 2]
        guard parent.kind == .complex else { return "" }
        let child = definition.positions[Int(parent.position)].child
        return child >= 0 ? definition.simpleTypes[Int(child)].source.name : ""
    }

    /// A piece of the window as a text.
    func string(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
