import Canonical

/// Parts, envelopes and the pieces of split messages.
extension MessageWriter {
    /// Writes what stands around the parts, and the parts in their places.
    mutating func write(_ envelope: DocumentView, _ root: DocumentView, openCount: Int) throws(Fault) {
        var isTagOpen = false
        for item in envelope.children {
            if item["end"]?.text == "", isTagOpen {
                append(item["markup"]?.text ?? "")
                append("/>")
                isTagOpen = false
                continue
            }
            if isTagOpen { append(">") }
            isTagOpen = false
            if let name = item["start"]?.text {
                guard Self.isName(name) else { throw Self.fault("/envelope", "A start tag has no name.") }
                append("<\(name)")
                TagTemplate.append(item["markup"]?.text ?? "", try attributes(item, "/envelope"), to: &output)
                isTagOpen = true
            } else {
                try writeItem(item, root, openCount: openCount)
            }
        }
        if isTagOpen { append(">") }
    }

    private mutating func writeItem(_ item: DocumentView, _ root: DocumentView, openCount: Int) throws(Fault) {
        if let name = item["end"]?.text {
            append("</\(name)\(item["markup"]?.text ?? "")>")
        } else if let markup = item["markup"]?.text {
            append(markup)
        } else if let text = item["text"]?.text {
            appendText(Array(text.utf8).span)
        } else if let section = item["cdata"]?.text {
            writeSection(section)
        } else if let section = item["section"]?.text {
            append(section == "begin" ? "<![CDATA[" : "]]>")
        } else if item["part"]?.text == "AppHdr" {
            try write(.header, root, openCount: 0)
        } else if item["part"]?.text == "Document", root["piece"]?.text != "tail" {
            try write(.document, root, openCount: openCount)
        }
    }

    /// The namespace of a header that does not say its own: what banks write today.
    private static let usualHeader = "\(NamespaceAlias.standardPrefix)head.001.001.02"

    /// Writes a part; one that the document no longer has is left out.
    mutating func write(_ part: MessagePart, _ root: DocumentView, openCount: Int) throws(Fault) {
        guard let value = root[part.name] else { return }
        let namespace = root["namespaces"]?[part.name]?.text ?? (part == .header ? Self.usualHeader : nil)
        let facts = root["layout"]?[part.name]
        let name = facts?["name"]?.text ?? part.name
        guard let namespace, let definition = try catalogue.definition(ofNamespace: namespace),
            let found = definition.root(NameKey(name), Array(name.utf8).span), value["content"] == nil
        else {
            guard value["name"] != nil else {
                throw Self.fault("/namespaces/\(part.name)", "There is no definition of the part's namespace.")
            }
            try writeForeign(value.index, path: "/\(part.name)")
            return
        }
        readStyle(facts)
        self.definition = definition
        let site = Site(
            name: Array(name.utf8),
            child: found.child,
            level: 0,
            path: self.facts.isEmpty ? "" : "/\(name)",
            openCount: openCount
        )
        self.facts.setRoot(
            prefix: String(decoding: prefix, as: UTF8.self),
            namespace: namespace,
            tag: facts?["tag"]?.text
        )
        try writeElement(value.index, site, definition)
    }

    private mutating func readStyle(_ facts: DocumentView?) {
        prefix = Array((facts?["prefix"]?.text ?? "").utf8)
        guard let unit = facts?["indent"]?.text else {
            style = PartStyle()
            return
        }
        style = PartStyle(lineEnd: lineEnd, margin: Array((facts?["margin"]?.text ?? "").utf8), unit: Array(unit.utf8))
    }

    // MARK: - Pieces

    /// Writes an entry into the element that is open.
    mutating func writeEntry(_ root: DocumentView) throws(Fault) {
        guard let definition, let open = openTags.last else {
            throw Self.fault("/piece", "An entry comes before the head of its message.")
        }
        let type = definition.types[open.type]
        for member in root.children {
            let name = Array(member.name.utf8)
            guard let position = position(of: name, type, definition) else { continue }
            let path = facts.isEmpty ? "" : "/\(member.name)"
            let child = definition.positions[position].child
            try write(member.index, Site(name: name, child: child, level: openTags.count, path: path), definition)
            openTags[openTags.count - 1].children += 1
            return
        }
        throw Self.fault("", "The piece holds no element that its message takes here.")
    }

    /// Writes what stands between or behind entries.
    mutating func writeRest(_ root: DocumentView) throws(Fault) {
        let isTail = root["piece"]?.text == "tail"
        guard let definition, !openTags.isEmpty, let value = root["Document"] else {
            throw Self.fault("/piece", "A piece comes before the head of its message.")
        }
        let openCount = isTail ? 0 : (root["open"]?.count ?? 0) + 1
        let before = openTags
        openTags = []
        let local = before[0].name.split(separator: UInt8(ascii: ":")).last ?? []
        let path = facts.isEmpty ? "" : "/" + String(decoding: local, as: UTF8.self)
        try resume(value.index, before[...], level: 0, openCount: openCount, path: path, definition)
        guard isTail else { return }
        if let envelope = root["envelope"] {
            try write(envelope, root, openCount: 0)
        } else {
            append(root["layout"]?["epilog"]?.text ?? "")
        }
    }

    /// Writes the rest of an element that was left open, and of those in it.
    private mutating func resume(
        _ index: Int,
        _ before: ArraySlice<OpenTag>,
        level: Int,
        openCount: Int,
        path: String,
        _ definition: CompiledDefinition
    ) throws(Fault) {
        guard var open = before.first else { return }
        let site = Site(name: open.name, child: ~Int32(open.type), level: level, path: path, openCount: openCount)
        var children = try children(of: index, open.type, site, definition)
        if openCount > 0 { openTags.append(open) }
        if before.count > 1 {
            guard let first = children.first else { throw Self.fault(path, "The element that was open is missing.") }
            let innerCount = children.count == 1 ? max(0, openCount - 1) : 0
            try resume(
                first.index,
                before.dropFirst(),
                level: level + 1,
                openCount: innerCount,
                path: first.site.path,
                definition
            )
            children.removeFirst()
        }
        let unexpected = facts.unexpected(at: path).filter { $0.position >= open.children }
        try write(children, unexpected, &open, site, definition)
        if openCount > 0 {
            openTags[level].children = open.children
        } else {
            endChildren(open, facts.facts(at: path), level: level)
        }
    }
}
