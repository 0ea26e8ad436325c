import Canonical

/// Elements with a type.
extension MessageWriter {
    /// Where an element is written.
    struct Site {
        /// The local name.
        var name: [UInt8]
        /// The type, as in ``ContentPosition/child``.
        var child: Int32
        /// How many elements of the part are around it.
        var level: Int
        /// Its path, if there are facts to be looked up by it.
        var path: String
        /// How many elements from it inwards stay open at the end; 0 if it is closed.
        var openCount = 0
    }

    /// Writes an element from its value in the document.
    mutating func writeElement(_ index: Int, _ site: Site, _ definition: CompiledDefinition) throws(Fault) {
        let facts = facts.facts(at: site.path)
        var name = facts["prefix"].map { Array(($0.text ?? "").utf8) } ?? prefix
        if !name.isEmpty { name.append(UInt8(ascii: ":")) }
        name += site.name
        output.append(UInt8(ascii: "<"))
        output += name
        if site.child >= 0 {
            try writeTag(index, [], site, facts["tag"]?.text)
            try writeText(index, name, site, facts, type: nil)
            return
        }
        let number = Int(~site.child)
        guard document.nodes[index].kind == .object else {
            throw Self.fault(site.path, "The element \(String(decoding: site.name, as: UTF8.self)) is not an object.")
        }
        try writeTag(index, definition.types[number].attributes, site, facts["tag"]?.text)
        if definition.types[number].text != nil {
            let text = document.index(ofMember: "value".utf8.span, in: index)
            try writeText(text, name, site, facts, type: number)
            return
        }
        try writeChildren(index, number, name, site, facts, definition)
    }

    /// Writes what follows an element's name in its start tag, without the `>`.
    private mutating func writeTag(
        _ index: Int,
        _ declared: [CompiledAttribute],
        _ site: Site,
        _ template: String?
    ) throws(Fault) {
        var values: [(name: String, value: [UInt8])] = []
        for attribute in declared {
            let member = document.index(ofMember: attribute.text.utf8.span, in: index)
            guard let member, document.nodes[member].kind != .null else { continue }
            guard document.nodes[member].kind == .text else {
                throw Self.fault(site.path, "The attribute \(attribute.text) is not a text.")
            }
            values.append((attribute.text, Array(bytes(member))))
        }
        for (name, value) in facts.attributes(at: site.path) { values.append((name, Array(value.utf8))) }
        guard let root = facts.takeRoot() else {
            TagTemplate.append(template ?? "", values, to: &output)
            return
        }
        let declaration = (root.namespace.name, Array(root.namespace.value.utf8))
        TagTemplate.append(root.tag, values, declaration: declaration, to: &output)
    }

    // MARK: - Children

    private mutating func writeChildren(
        _ index: Int,
        _ number: Int,
        _ name: [UInt8],
        _ site: Site,
        _ facts: [String: DocumentView],
        _ definition: CompiledDefinition
    ) throws(Fault) {
        let children = try children(of: index, number, site, definition)
        let unexpected = self.facts.unexpected(at: site.path)
        guard !children.isEmpty || !unexpected.isEmpty || facts["end"] != nil || site.openCount > 0 else {
            writeEmpty(name, facts)
            return
        }
        output.append(UInt8(ascii: ">"))
        var open = OpenTag(name: name, type: number, children: 0)
        if site.openCount > 0 { openTags.append(open) }
        try write(children, unexpected, &open, site, definition)
        if site.openCount > 0 {
            openTags[site.level].children = open.children
            return
        }
        endChildren(open, facts, level: site.level)
    }

    /// Writes the gap before the end tag of an element with children, and the tag.
    mutating func endChildren(_ open: OpenTag, _ facts: [String: DocumentView], level: Int) {
        if let gap = facts["end"]?.text {
            append(gap)
        } else if open.children > 0, !endsWithText {
            style.appendGap(level: level, to: &output)
        }
        endsWithText = false
        appendEnd(open.name, facts)
    }

    /// Writes children and what stands unexpected between them.
    mutating func write(
        _ children: [Child],
        _ unexpected: [ElementFacts.Unexpected],
        _ open: inout OpenTag,
        _ site: Site,
        _ definition: CompiledDefinition
    ) throws(Fault) {
        var rest = unexpected[...]
        for (index, child) in children.enumerated() {
            try writeDue(&rest, &open, level: site.level + 1)
            var inner = child.site
            if site.openCount > 1, index == children.count - 1 { inner.openCount = site.openCount - 1 }
            try write(child.index, inner, definition)
            open.children += 1
        }
        while let item = rest.popFirst() { try write(item, &open, level: site.level + 1) }
    }

    /// Writes a child with the gap before it.
    mutating func write(_ index: Int, _ site: Site, _ definition: CompiledDefinition) throws(Fault) {
        if let gap = facts.facts(at: site.path)["before"]?.text {
            append(gap)
        } else if !endsWithText {
            style.appendGap(level: site.level, to: &output)
        }
        endsWithText = false
        if site.name.isEmpty {
            try writeForeign(index, path: site.path)
        } else {
            try writeElement(index, site, definition)
        }
    }

    private mutating func writeDue(
        _ rest: inout ArraySlice<ElementFacts.Unexpected>,
        _ open: inout OpenTag,
        level: Int
    ) throws(Fault) {
        while let item = rest.first, item.position <= open.children {
            rest = rest.dropFirst()
            try write(item, &open, level: level)
        }
    }

    private mutating func write(
        _ item: ElementFacts.Unexpected,
        _ open: inout OpenTag,
        level: Int
    ) throws(Fault) {
        if let gap = item.before {
            append(gap)
        } else if !item.isText, !endsWithText {
            style.appendGap(level: level, to: &output)
        }
        if !item.isText { open.children += 1 }
        endsWithText = item.isText
        try writeUnexpected(item)
    }

    mutating func writeUnexpected(_ item: ElementFacts.Unexpected) throws(Fault) {
        if item.isText {
            appendText(Array((item.value.text ?? "").utf8).span)
        } else {
            try writeForeign(item.value.index, path: "/unexpected")
        }
    }
}
