/// Makes a document front to back: containers are opened and closed, values appended.
///
/// Each call names the member that it makes: with a shared name, with ``DocumentName/none`` inside a list, or, by the
/// variants with `ownName`, with bytes of its own. The caller keeps names unique within an object and text well-formed
/// UTF-8; ``finish()`` checks that every container is closed.
public struct DocumentBuilder: ~Copyable {
    @usableFromInline package var nodes: WorkList<DocumentNode>
    /// The text so far; a codec may append to it directly and then call ``text(_:from:)``.
    public var bytes: [UInt8] = []
    /// The node of the innermost open container; -1 where none is open.
    ///
    /// While a container is open, its node keeps what is needed to go on with the one around it: `start` how many values
    /// that one has so far, `extent` the index of its node plus 1. So the open containers need no stack of their own.
    @usableFromInline package var innermost = -1
    /// How many containers are open.
    @usableFromInline package var openCount = 0
    /// How many values the innermost open container has.
    @usableFromInline package var innerCount: UInt32 = 0
    /// The names that calls refer to; may be replaced by a table in which the names used so far lie at the same places.
    public var names: DocumentNames

    /// Begins a document.
    ///
    /// - Parameters:
    ///   - names: the names that calls refer to.
    ///   - nodesUsual: how many nodes to make room for.
    ///   - bytesUsual: how many bytes of text to make room for.
    @inlinable
    public init(names: DocumentNames = .none, nodesUsual: Int = 64, bytesUsual: Int = 1_024) {
        self.names = names
        nodes = WorkList(usual: nodesUsual)
        bytes.reserveCapacity(bytesUsual)
    }

    /// How many nodes there are.
    @inlinable public var count: Int { nodes.count }
    /// How many containers are open.
    @inlinable public var depth: Int { openCount }

    // MARK: - Containers

    /// Opens an object or a list.
    @inlinable
    public mutating func begin(_ kind: DocumentNode.Kind, _ name: DocumentName = .none) {
        let index = nodes.count
        var node = DocumentNode(kind: kind, hasOwnName: false, nameLength: name.length, nameStart: name.start)
        // The container itself is a value of the one around it.
        node.hold(outer: innermost, count: innerCount &+ 1)
        nodes.append(node)
        innermost = index
        openCount &+= 1
        innerCount = 0
    }

    /// The container appended last is open from here on.
    @inlinable
    package mutating func push() {
        let index = nodes.count - 1
        // The container itself has been counted as a value of the one around it.
        nodes[index].hold(outer: innermost, count: innerCount)
        innermost = index
        openCount &+= 1
        innerCount = 0
    }

    /// Opens an object or a list under a name of the document's own.
    public mutating func begin(_ kind: DocumentNode.Kind, ownName: Span<UInt8>) {
        append(kind, ownName: ownName)
        push()
    }

    /// Closes the container that was opened last.
    @inlinable
    public mutating func end() {
        precondition(innermost >= 0, "no container is open")
        let end = UInt32(truncatingIfNeeded: nodes.count)
        (innermost, innerCount) = nodes[innermost].close(count: innerCount, end: end)
        openCount &-= 1
    }

    // MARK: - Values

    /// Appends the text that lies in ``bytes`` from an offset to their end.
    @inlinable
    public mutating func text(_ name: DocumentName = .none, from start: Int) {
        append(.text, name, start: start)
    }

    /// Appends a text that is well-formed UTF-8.
    @inlinable
    public mutating func text(_ name: DocumentName = .none, _ utf8: Span<UInt8>) {
        let start = bytes.count
        append(utf8)
        append(.text, name, start: start)
    }

    /// Appends a text.
    public mutating func text(_ name: DocumentName = .none, _ string: String) {
        let start = bytes.count
        bytes.append(contentsOf: string.utf8)
        append(.text, name, start: start)
    }

    /// Appends a text under a name of the document's own.
    public mutating func text(ownName: Span<UInt8>, _ utf8: Span<UInt8>) {
        append(.text, ownName: ownName)
        fill(utf8)
    }

    /// Appends a number, given as digits in the grammar of RFC 8259 section 6, which the caller has checked.
    @inlinable
    public mutating func number(_ name: DocumentName = .none, digits: Span<UInt8>) {
        let start = bytes.count
        append(digits)
        append(.number, name, start: start)
    }

    /// Appends a whole number.
    public mutating func number(_ name: DocumentName = .none, _ value: Int) {
        let start = bytes.count
        bytes.append(contentsOf: String(value).utf8)
        append(.number, name, start: start)
    }

    /// Appends a number under a name of the document's own; see ``number(_:digits:)``.
    public mutating func number(ownName: Span<UInt8>, digits: Span<UInt8>) {
        append(.number, ownName: ownName)
        fill(digits)
    }

    /// Appends true or false.
    @inlinable
    public mutating func boolean(_ name: DocumentName = .none, _ value: Bool) {
        append(value ? .yes : .no, name)
    }

    /// Appends true, false or null under a name of the document's own.
    public mutating func word(_ kind: DocumentNode.Kind, ownName: Span<UInt8>) {
        append(kind, ownName: ownName)
    }

    /// Appends null.
    @inlinable
    public mutating func null(_ name: DocumentName = .none) {
        append(.null, name)
    }

    // MARK: - Going back

    /// A point to which the document can be taken back.
    public struct Mark: Sendable {
        @usableFromInline package let nodes: Int
        @usableFromInline package let bytes: Int
        @usableFromInline package let innermost: Int
        @usableFromInline package let depth: Int
        @usableFromInline package let parentCount: UInt32

        @inlinable
        package init(nodes: Int, bytes: Int, innermost: Int, depth: Int, parentCount: UInt32) {
            self.nodes = nodes
            self.bytes = bytes
            self.innermost = innermost
            self.depth = depth
            self.parentCount = parentCount
        }
    }

    /// The present point.
    @inlinable
    public var mark: Mark {
        Mark(
            nodes: nodes.count,
            bytes: bytes.count,
            innermost: innermost,
            depth: openCount,
            parentCount: innerCount
        )
    }

    /// Drops all that was appended since the mark; containers opened before it must still be open.
    @inlinable
    public mutating func rewind(to mark: Mark) {
        nodes.truncate(to: mark.nodes)
        bytes.removeLast(bytes.count - mark.bytes)
        innermost = mark.innermost
        openCount = mark.depth
        innerCount = mark.parentCount
    }

    // MARK: - The end

    /// Takes the document out, after which the builder begins anew.
    ///
    /// Every container must be closed and there must be one root.
    @inlinable
    public mutating func finish() -> Document {
        precondition(innermost < 0 && !nodes.isEmpty, "a document has one root, and its containers are closed")
        precondition(bytes.count <= Int(UInt32.max), "a document holds at most 4 GiB of text")
        let document = Document(nodes: nodes.array, bytes: bytes, names: names)
        innerCount = 0
        nodes.removeAll()
        let bytesUsual = bytes.count
        bytes = []
        bytes.reserveCapacity(bytesUsual + bytesUsual / 8)
        return document
    }

    @inlinable
    package mutating func append(_ kind: DocumentNode.Kind, _ name: DocumentName, start: Int = -1) {
        innerCount &+= 1
        nodes.append(
            DocumentNode(
                kind: kind,
                hasOwnName: false,
                nameLength: name.length,
                nameStart: name.start,
                start: start < 0 ? 0 : UInt32(truncatingIfNeeded: start),
                extent: start < 0 ? 0 : UInt32(truncatingIfNeeded: bytes.count - start)
            )
        )
    }

    @usableFromInline
    package mutating func append(_ kind: DocumentNode.Kind, ownName: Span<UInt8>) {
        precondition(ownName.count <= Int(UInt16.max), "a member's name has at most 65,535 bytes")
        let nameStart = bytes.count
        append(ownName)
        innerCount &+= 1
        nodes.append(
            DocumentNode(
                kind: kind,
                hasOwnName: true,
                nameLength: UInt16(ownName.count),
                nameStart: UInt32(truncatingIfNeeded: nameStart)
            )
        )
    }

    /// Gives the node that was appended last its text.
    private mutating func fill(_ text: Span<UInt8>) {
        nodes[nodes.count - 1].start = UInt32(truncatingIfNeeded: bytes.count)
        nodes[nodes.count - 1].extent = UInt32(truncatingIfNeeded: text.count)
        append(text)
    }

    /// Appends bytes as one piece.
    @inlinable
    package mutating func append(_ span: Span<UInt8>) {
        span.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
    }
}
