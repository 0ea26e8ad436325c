/// What a codec reads from the bytes of a message, or writes as such: a tree of objects, lists and values.
///
/// The whole tree lies in two flat buffers: its nodes in the order of the text, a container before what it contains, and
/// the bytes of all texts and numbers. A document costs two allocations however large it is, is read at the speed of
/// memory, and is freed at once. ``DocumentBuilder`` makes one, ``DocumentView`` walks it, and ``DocumentValue`` is the
/// same as a Swift value for what is built or changed by hand.
///
/// Numbers keep the digits they were written with. Absent, empty and null are three different things. Limits: 4 GiB of
/// text, 2^32 nodes, 65,535 bytes in a name; ``DocumentBuilder`` refuses more.
public struct Document: Sendable {
    /// The nodes in preorder; the first is the root.
    public let nodes: [DocumentNode]
    /// The bytes of texts, numbers and of names that are not in ``names``; each text is well-formed UTF-8.
    public let bytes: [UInt8]
    /// The names that the document shares with all others of its type.
    public let names: DocumentNames

    /// Joins the parts; only builders know them to fit together.
    @inlinable
    package init(nodes: [DocumentNode], bytes: [UInt8], names: DocumentNames) {
        self.nodes = nodes
        self.bytes = bytes
        self.names = names
    }

    /// The value that is the whole document.
    @inlinable public var root: DocumentView { DocumentView(document: self, index: 0) }
}

/// One value of a document, with its name where it is the member of an object.
///
/// Sixteen bytes without references, so that an array of nodes is copied and freed as one piece.
public struct DocumentNode: Sendable, Hashable, BitwiseCopyable {
    /// What a value is.
    public enum Kind: UInt8, Sendable, BitwiseCopyable {
        /// Present, and without a value.
        case null
        /// False.
        case no
        /// True.
        case yes
        /// Unicode text.
        case text
        /// An exact decimal, as the digits of RFC 8259 section 6.
        case number
        /// Values in order.
        case list
        /// Named members in order; a name occurs once.
        case object
    }

    /// What the value is.
    public var kind: Kind
    /// Whether the name lies in the document's own bytes instead of in the shared names.
    @usableFromInline package var hasOwnName: Bool
    /// The length of the name in bytes.
    @usableFromInline package var nameLength: UInt16
    /// Where the name begins.
    @usableFromInline package var nameStart: UInt32
    /// Where the bytes of a text or number begin; of a container, how many values it has.
    @usableFromInline package var start: UInt32
    /// How many bytes a text or number has; of a container, the index of the node behind all that it contains.
    @usableFromInline package var extent: UInt32

    /// Makes a node.
    @inlinable
    package init(
        kind: Kind,
        hasOwnName: Bool,
        nameLength: UInt16,
        nameStart: UInt32,
        start: UInt32 = 0,
        extent: UInt32 = 0
    ) {
        self.kind = kind
        self.hasOwnName = hasOwnName
        self.nameLength = nameLength
        self.nameStart = nameStart
        self.start = start
        self.extent = extent
    }

    /// Whether it contains other values.
    @inlinable public var isContainer: Bool { kind == .list || kind == .object }
    /// Of a container, how many values it has itself.
    @inlinable public var count: Int { Int(start) }
    /// Of a text or number, where its bytes lie in the document's bytes.
    @inlinable public var textRange: Range<Int> { Int(start)..<Int(start) + Int(extent) }

    /// Opens a container: until it is closed, its node keeps the container around it and how many values that one has.
    @inlinable
    package mutating func hold(outer: Int, count: UInt32) {
        start = count
        extent = UInt32(truncatingIfNeeded: outer &+ 1)
    }

    /// Closes a container and gives back what it has kept.
    @inlinable
    package mutating func close(count: UInt32, end: UInt32) -> (outer: Int, count: UInt32) {
        let kept = (outer: Int(extent) &- 1, count: start)
        start = count
        extent = end
        return kept
    }

    /// The index of the node behind this one and all that it contains.
    @inlinable
    public func end(at index: Int) -> Int {
        isContainer ? Int(extent) : index + 1
    }
}
