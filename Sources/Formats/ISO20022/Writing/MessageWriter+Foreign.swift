import Canonical

/// Elements in the general form.
extension MessageWriter {
    /// Writes an element from its general form; recurses as deep as the document, which readers of JSON bound.
    mutating func writeForeign(_ index: Int, path: String) throws(Fault) {
        let element = DocumentView(document: document, index: index)
        guard element.kind == .object, let name = element["name"]?.text, Self.isName(name) else {
            throw Self.fault(path, "An element in the general form has no name.")
        }
        append("<")
        append(name)
        TagTemplate.append(element["markup"]?.text ?? "", try attributes(element, path), to: &output)
        let content = element["content"].map { document.children(at: $0.index) } ?? []
        if content.isEmpty {
            switch element["form"]?.text.flatMap({ EmptyForm(rawValue: $0) }) ?? .tag {
            case .tag: append("/>")
            case .spacedTag: append(" />")
            case .pair: append("></\(name)>")
            }
            return
        }
        append(">")
        for item in content { try writeItem(DocumentView(document: document, index: item), path) }
        append("</\(name)>")
    }

    /// The attributes of an element in the general form.
    func attributes(_ element: DocumentView, _ path: String) throws(Fault) -> [(name: String, value: [UInt8])] {
        var values: [(name: String, value: [UInt8])] = []
        for attribute in element["attributes"]?.children.map(\.self) ?? [] {
            guard let name = attribute["name"]?.text, Self.isName(name), let value = attribute["value"]?.text else {
                throw Self.fault(path, "An attribute in the general form has no name or no value.")
            }
            values.append((name, Array(value.utf8)))
        }
        return values
    }

    /// Writes an item of an element's content.
    private mutating func writeItem(_ item: DocumentView, _ path: String) throws(Fault) {
        if let text = item["text"]?.text {
            appendText(Array(text.utf8).span)
        } else if let section = item["cdata"]?.text {
            writeSection(section)
        } else if let comment = item["comment"]?.text {
            append("<!--\(comment)-->")
        } else if let instruction = item["instruction"]?.text {
            append("<?\(instruction)?>")
        } else {
            try writeForeign(item.index, path: path)
        }
    }

    /// Writes a CDATA section; an end mark within is split over two.
    mutating func writeSection(_ text: String) {
        append("<![CDATA[")
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: ">"), index > 1, bytes[index - 1] == 0x5D, bytes[index - 2] == 0x5D {
                append("]]><![CDATA[")
            }
            if byte == 0x0A { output += lineEnd } else { output.append(byte) }
        }
        append("]]>")
    }

    /// Whether a text is a qualified name.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8) + [0x20]
        var scanner = XMLScanner()
        // Whatever is wrong with it, it is none.
        guard (try? scanner.name(bytes.span)) != nil else { return false }
        return scanner.offset == bytes.count - 1
    }
}
