/// One value of a document, seen from inside it: what mappings and encoders walk.
///
/// A view holds the document; making one costs a reference count, so inner loops use the nodes and their indices.
public struct DocumentView: Sendable {
    /// The document.
    public let document: Document
    /// The index of the value's node.
    public let index: Int

    /// Makes a view of a node that the document has.
    @inlinable
    public init(document: Document, index: Int) {
        self.document = document
        self.index = index
    }

    /// The value's node.
    @inlinable public var node: DocumentNode { document.nodes[index] }
    /// What the value is.
    @inlinable public var kind: DocumentNode.Kind { node.kind }
    /// How many values a container has; 0 for others.
    @inlinable public var count: Int { node.isContainer ? node.count : 0 }

    /// The name, empty where it has none.
    public var name: String {
        String(decoding: document.nameBytes(at: index), as: UTF8.self)
    }

    /// The text, if this is one.
    public var text: String? {
        kind == .text ? String(decoding: document.bytes[node.textRange], as: UTF8.self) : nil
    }

    /// The number, if this is one that fits.
    public var number: Number? {
        kind == .number ? Number(utf8: document.bytes.span.extracting(node.textRange)) : nil
    }

    /// True or false, if this is one of them.
    public var boolean: Bool? {
        switch kind {
        case .yes: true
        case .no: false
        default: nil
        }
    }

    /// The values of a container, in order; none for others.
    public var children: Children { Children(document: document, index: index + 1, end: node.end(at: index)) }

    /// The member of that name, if this is an object that has it.
    public subscript(name: String) -> DocumentView? {
        guard kind == .object else { return nil }
        return document.index(ofMember: name.utf8.span, in: index).map { DocumentView(document: document, index: $0) }
    }

    /// The item of that number, if this is a list that has it.
    public subscript(position: Int) -> DocumentView? {
        guard kind == .list, position >= 0, position < count else { return nil }
        return children.dropFirst(position).first { _ in true }
    }

    /// The values of a container.
    public struct Children: Sequence, IteratorProtocol, Sendable {
        let document: Document
        var index: Int
        let end: Int

        /// The next value.
        public mutating func next() -> DocumentView? {
            guard index < end else { return nil }
            defer { index = document.nodes[index].end(at: index) }
            return DocumentView(document: document, index: index)
        }
    }
}

extension Document {
    /// The bytes of a node's name.
    package func nameBytes(at index: Int) -> ArraySlice<UInt8> {
        let node = nodes[index]
        let range = Int(node.nameStart)..<Int(node.nameStart) + Int(node.nameLength)
        return node.hasOwnName ? bytes[range] : names.bytes[range]
    }

    /// Whether a node's name is made of these bytes.
    @inlinable
    package func hasName(_ name: Span<UInt8>, at index: Int) -> Bool {
        let node = nodes[index]
        guard Int(node.nameLength) == name.count else { return false }
        let start = Int(node.nameStart)
        if node.hasOwnName {
            for offset in 0..<name.count where bytes[start + offset] != name[offset] { return false }
        } else {
            for offset in 0..<name.count where names.bytes[start + offset] != name[offset] { return false }
        }
        return true
    }

    /// The index of an object's member of that name.
    @inlinable
    package func index(ofMember name: Span<UInt8>, in object: Int) -> Int? {
        let end = nodes[object].end(at: object)
        var index = object + 1
        while index < end {
            if hasName(name, at: index) { return index }
            index = nodes[index].end(at: index)
        }
        return nil
    }
}
