extension Document {
    /// Lays a value out; names longer than 65,535 bytes are a programmer's error.
    public init(_ value: DocumentValue) {
        var builder = DocumentBuilder()
        builder.append(value, name: nil)
        self = builder.finish()
    }

    /// The document as a Swift value.
    public var value: DocumentValue { value(at: 0) }

    private func value(at index: Int) -> DocumentValue {
        let node = nodes[index]
        switch node.kind {
        case .null: return .null
        case .no: return .boolean(false)
        case .yes: return .boolean(true)
        case .text: return .text(String(decoding: bytes[node.textRange], as: UTF8.self))
        case .number:
            // Codecs check numbers against the limits of ``Number`` before they append them.
            return Number(utf8: bytes.span.extracting(node.textRange)).map { .number($0) } ?? .null
        case .list: return .list(children(at: index).map { value(at: $0) })
        case .object:
            var object = DocumentObject(capacity: node.count)
            for child in children(at: index) {
                object.appendUnchecked(
                    name: String(decoding: nameBytes(at: child), as: UTF8.self),
                    value: value(at: child)
                )
            }
            return .object(object)
        }
    }

    /// The indices of a container's values.
    package func children(at index: Int) -> [Int] {
        var children: [Int] = []
        children.reserveCapacity(nodes[index].count)
        var child = index + 1
        let end = nodes[index].end(at: index)
        while child < end {
            children.append(child)
            child = nodes[child].end(at: child)
        }
        return children
    }
}

extension DocumentBuilder {
    /// Appends a value under a name of its own, or without one.
    package mutating func append(_ value: DocumentValue, name: String?) {
        let name = name ?? ""
        let bytes = name.utf8.span
        switch value {
        case .object(let object):
            begin(.object, ownName: bytes)
            for member in object.members { append(member.value, name: member.name) }
            end()
        case .list(let items):
            begin(.list, ownName: bytes)
            for item in items { append(item, name: nil) }
            end()
        case .text(let text): self.text(ownName: bytes, text.utf8.span)
        case .number(let number): self.number(ownName: bytes, digits: number.description.utf8.span)
        case .boolean(let value): word(value ? .yes : .no, ownName: bytes)
        case .null: word(.null, ownName: bytes)
        }
    }
}
