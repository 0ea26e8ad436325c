import Canonical

/// Start tags and end tags, whatever the element.
extension MessageParser {
    /// A start tag that was read.
    struct StartTag {
        var start: Int
        var name: XMLName
        var end: Int
        var isEmpty: Bool
        var namespace: Int
        /// Bindings and default namespace before it.
        var bindings: Int
        var outerDefault: Int
    }

    /// Reads a start tag from its `<`, binds its namespaces and resolves its names.
    @inline(__always)
    mutating func startTag(_ bytes: Span<UInt8>) throws(XMLStop) -> StartTag {
        let start = scanner.offset
        scanner.offset &+= 1
        let name = try scanner.name(bytes)
        let bindings = state.namespaces.bindingCount
        let outerDefault = state.defaultNamespace
        var isEmpty = false
        if try scanner.byte(bytes) == UInt8(ascii: ">") {
            scanner.offset &+= 1
            if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
        } else {
            isEmpty = try scanner.attributes(bytes, into: &attributes)
            if !attributes.isEmpty { try resolveAttributes(bytes) }
        }
        let namespace = try namespace(of: name, bytes)
        return StartTag(
            start: start,
            name: name,
            end: scanner.offset,
            isEmpty: isEmpty,
            namespace: namespace,
            bindings: bindings,
            outerDefault: outerDefault
        )
    }

    /// The namespace of an element's name.
    @inline(__always)
    private mutating func namespace(of name: XMLName, _ bytes: Span<UInt8>) throws(XMLStop) -> Int {
        if name.prefixLength == 0 { return state.defaultNamespace }
        guard let number = state.namespaces.resolve(bytes.extracting(name.prefix)), number != XMLNamespaces.none else {
            throw scanner.fault(at: name.start, bytes, "The prefix of a name is not bound to a namespace.")
        }
        return number
    }

    /// Binds the namespaces that the tag declares, resolves the attributes' names and checks that each occurs once.
    @inline(never)
    private mutating func resolveAttributes(_ bytes: Span<UInt8>) throws(XMLStop) {
        for index in attributes.indices where isDeclaration(attributes[index].name, bytes) {
            attributes[index].namespace = XMLNamespaces.declarations
            try bind(attributes[index], bytes)
        }
        for index in attributes.indices where attributes[index].namespace == XMLNamespaces.none {
            let name = attributes[index].name
            guard name.prefixLength > 0 else { continue }
            guard let number = state.namespaces.resolve(bytes.extracting(name.prefix)), number != XMLNamespaces.none
            else {
                throw scanner.fault(at: name.start, bytes, "The prefix of an attribute is not bound to a namespace.")
            }
            attributes[index].namespace = number
        }
        for index in attributes.indices.dropFirst() {
            for other in 0..<index where isSame(attributes[index], attributes[other], bytes) {
                throw scanner.fault(at: attributes[index].name.start, bytes, "An attribute occurs twice in a tag.")
            }
        }
    }

    private func isDeclaration(_ name: XMLName, _ bytes: Span<UInt8>) -> Bool {
        let isDefault = name.prefixLength == 0 && name.length == 5
        guard isDefault || name.prefixLength == 5 else { return false }
        return XMLScanner.equal(bytes.extracting(name.start..<name.start + 5), "xmlns")
    }

    private func isSame(_ left: XMLAttribute, _ right: XMLAttribute, _ bytes: Span<UInt8>) -> Bool {
        guard left.namespace == right.namespace, left.name.local.count == right.name.local.count else { return false }
        // xmlns and xmlns:xmlns are different names of one namespace; the latter is refused elsewhere.
        guard (left.name.prefixLength == 0) == (right.name.prefixLength == 0) else { return false }
        return isEqual(left.name.local, right.name.local, bytes)
    }

    /// Whether two ranges of the window hold the same bytes.
    func isEqual(_ left: Range<Int>, _ right: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where bytes[left.lowerBound + index] != bytes[right.lowerBound + index] {
            return false
        }
        return true
    }

    /// The number of the namespace that a declaration names.
    private mutating func namespaceNumber(_ attribute: XMLAttribute, _ bytes: Span<UInt8>) throws(XMLStop) -> Int {
        guard attribute.needsNormalising else { return state.namespaces.number(bytes.extracting(attribute.value)) }
        let value = try scanner.value(of: attribute, bytes)
        return state.namespaces.number(value.span)
    }

    /// Binds a prefix, or the default namespace, as a declaration says (Namespaces in XML, section 3).
    private mutating func bind(_ attribute: XMLAttribute, _ bytes: Span<UInt8>) throws(XMLStop) {
        let number = try namespaceNumber(attribute, bytes)
        guard state.namespaces.names.count <= scanner.limits.namespacesMax,
            state.namespaces.bindingCount < scanner.limits.namespacesMax
        else { throw scanner.limit(at: attribute.name.start, bytes, "There are too many namespaces.") }
        let isDefault = attribute.name.prefixLength == 0
        let prefix = isDefault ? 0..<0 : attribute.name.local
        let isXML = XMLScanner.equal(bytes.extracting(prefix), "xml")
        let isReserved = number == XMLNamespaces.declarations || XMLScanner.equal(bytes.extracting(prefix), "xmlns")
        guard isXML == (number == XMLNamespaces.xml), !isReserved, isDefault || number != XMLNamespaces.none else {
            throw scanner.fault(at: attribute.name.start, bytes, "A namespace declaration is not allowed.")
        }
        state.namespaces.bind(bytes.extracting(prefix), to: number)
        if isDefault { state.defaultNamespace = number }
    }

    /// Opens an element.
    @inline(__always)
    mutating func open(_ tag: StartTag, _ kind: OpenElement.Kind, _ bytes: Span<UInt8>) throws(XMLStop) {
        guard state.open.count < scanner.limits.depthMax, builder.depth < depthMax,
            builder.count &+ envelope.count < valuesMax
        else { throw overLimit(tag, bytes) }
        if tag.namespace == XMLNamespaces.inclusion { throw included(tag, bytes) }
        state.open.append(
            OpenElement(
                kind: kind,
                name: tag.name,
                tagStart: tag.start,
                bindings: Int32(truncatingIfNeeded: tag.bindings),
                outerDefault: Int32(truncatingIfNeeded: tag.outerDefault)
            )
        )
    }

    @inline(never)
    private mutating func included(_ tag: StartTag, _ bytes: Span<UInt8>) -> XMLStop {
        scanner.fault(at: tag.start, bytes, "The document has an XInclude element, which is refused.")
    }

    @inline(never)
    private mutating func overLimit(_ tag: StartTag, _ bytes: Span<UInt8>) -> XMLStop {
        if builder.count + envelope.count >= valuesMax { return tooManyValues(at: tag.start, bytes) }
        return scanner.limit(at: tag.start, bytes, "Elements are nested too deeply.")
    }

    /// Takes what so many values need that are kept beside the document from what the document may have.
    mutating func keepBeside(_ count: Int, at offset: Int, _ bytes: Span<UInt8>) throws(XMLStop) {
        valuesMax -= count
        guard builder.count + envelope.count <= valuesMax else { throw tooManyValues(at: offset, bytes) }
    }

    @inline(never)
    mutating func tooManyValues(at offset: Int, _ bytes: Span<UInt8>) -> XMLStop {
        scanner.limit(at: offset, bytes, "A message has more than \(limits.documentValuesMax) values.")
    }

    /// Reads the end tag of the innermost open element, from its `<`; returns what stands behind the name in it.
    @inline(__always)
    mutating func endTag(_ bytes: Span<UInt8>) throws(XMLStop) -> Range<Int> {
        let start = scanner.offset
        guard let element = state.open.last else {
            throw scanner.fault(at: start, bytes, "An end tag has no start tag.")
        }
        let nameStart = start &+ 2
        let nameEnd = nameStart &+ element.name.length
        guard nameEnd < bytes.count, hasName(element, at: nameStart, bytes) else {
            throw badEndTag(element, bytes)
        }
        scanner.offset = nameEnd
        if bytes[nameEnd] != UInt8(ascii: ">") {
            scanner.skipBlanks(bytes)
            guard try scanner.byte(bytes) == UInt8(ascii: ">"), !XMLCharacters.isNameByte(bytes[nameEnd]) else {
                throw badEndTag(element, bytes)
            }
        }
        scanner.offset &+= 1
        return nameEnd..<scanner.offset &- 1
    }

    @inline(__always)
    private func hasName(_ element: OpenElement, at offset: Int, _ bytes: Span<UInt8>) -> Bool {
        let start = element.name.start
        if start < 0 {
            for index in 0..<element.name.length
            where state.carriedNames[-1 - start + index] != bytes[offset + index] { return false }
            return true
        }
        return XMLBytes.areEqual(bytes, at: start, bytes, at: offset, count: element.name.length)
    }

    @inline(never)
    private mutating func badEndTag(_ element: OpenElement, _ bytes: Span<UInt8>) -> XMLStop {
        let start = scanner.offset
        if start + 2 + element.name.length >= bytes.count, !scanner.isLast { return .incomplete }
        // A tag that is cut off within the right name is a cut input, not a wrong tag.
        var inner = scanner
        inner.offset = min(start + 2, bytes.count)
        while inner.offset < bytes.count, XMLCharacters.isNameByte(bytes[inner.offset]) { inner.offset += 1 }
        if inner.offset >= bytes.count { return scanner.ended(bytes) }
        return scanner.fault(at: start, bytes, "An end tag does not match its start tag.")
    }

    /// Closes the innermost open element.
    @inline(__always)
    mutating func close() {
        let last = state.open.count &- 1
        let bindings = Int(state.open[last].bindings)
        if state.namespaces.bindingCount != bindings { state.namespaces.remove(from: bindings) }
        state.defaultNamespace = Int(state.open[last].outerDefault)
        state.open.removeLast()
    }
}
