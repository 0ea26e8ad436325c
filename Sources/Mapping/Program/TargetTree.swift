import Canonical

/// The target while it is made: nodes whose texts still lie among the bytes of the run.
///
/// Writing a value is one node and no copy; the bytes of what stays are put together once, at the end. Containers keep
/// what is needed to go on with the one around them, as in ``DocumentBuilder``.
struct TargetTree: ~Copyable {
    /// A point to which the tree can be taken back.
    struct Mark {
        let count: Int
        let innermost: Int
        let innerCount: UInt32
        let bytes: Int
    }

    /// The nodes; texts, numbers and own names begin where they lie among the bytes of the run.
    private(set) var nodes = NodeBuffer(capacity: 1_024)
    /// The node of the innermost open container; -1 where none is open.
    private(set) var innermost = -1
    /// How many values the innermost open container has.
    private(set) var innerCount: UInt32 = 0
    /// How many bytes all texts and own names have.
    private(set) var bytes = 0

    /// How many nodes there are.
    @inline(__always) var count: Int { nodes.count }

    /// Begins anew, with the room that there is.
    mutating func removeAll() {
        nodes.keep(0)
        innermost = -1
        innerCount = 0
        bytes = 0
    }

    // MARK: - Containers

    /// Opens an object or a list.
    @inline(__always)
    mutating func begin(_ kind: DocumentNode.Kind, _ name: DocumentName) {
        open(DocumentNode(kind: kind, hasOwnName: false, nameLength: name.length, nameStart: name.start))
    }

    /// Opens the container that a node describes, with a name of its own or not.
    mutating func begin(_ node: DocumentNode) {
        if node.hasOwnName { bytes &+= Int(node.nameLength) }
        open(node)
    }

    @inline(__always)
    private mutating func open(_ container: DocumentNode) {
        var node = container
        node.hold(outer: innermost, count: innerCount &+ 1)
        innermost = nodes.count
        nodes.append(node)
        innerCount = 0
    }

    /// Closes the container that was opened last.
    @inline(__always)
    mutating func end() {
        guard innermost >= 0 else { return }
        var node = nodes[innermost]
        let outer = node.close(count: innerCount, end: UInt32(truncatingIfNeeded: nodes.count))
        nodes[innermost] = node
        (innermost, innerCount) = outer
    }

    /// Closes the container that was opened last, or takes it back if it got no value.
    @inline(__always)
    mutating func endUnlessEmpty() {
        let isEmpty = innerCount == 0
        end()
        guard isEmpty else { return }
        nodes.keep(nodes.count &- 1)
        innerCount &-= 1
    }

    /// Closes the container that was opened last where members of it were written empty in case it has others, and where
    /// the same may hold for it in the one around it.
    ///
    /// - Parameters:
    ///   - kept: how many members were written empty.
    ///   - isKept: whether it is itself written where it has nothing else.
    /// - Returns: whether it was written so; the one around it does not count it then.
    mutating func end(kept: Int, isKept: Bool) -> Bool {
        let isEmpty = innerCount == 0
        if isEmpty, !isKept {
            nodes.keep(innermost &+ 1)
            endUnlessEmpty()
            return false
        }
        innerCount &+= UInt32(truncatingIfNeeded: kept)
        end()
        if isEmpty { innerCount &-= 1 }
        return isEmpty
    }

    // MARK: - Values

    /// Appends a text or number by where it lies.
    @inline(__always)
    mutating func leaf(_ kind: DocumentNode.Kind, _ name: DocumentName, _ cell: Cell) {
        innerCount &+= 1
        bytes &+= Int(cell.extent)
        nodes.append(
            DocumentNode(
                kind: kind,
                hasOwnName: false,
                nameLength: name.length,
                nameStart: name.start,
                start: cell.start,
                extent: cell.extent
            )
        )
    }

    /// Appends true, false or null.
    mutating func word(_ kind: DocumentNode.Kind, _ name: DocumentName) {
        innerCount &+= 1
        nodes.append(DocumentNode(kind: kind, hasOwnName: false, nameLength: name.length, nameStart: name.start))
    }

    /// Counts a value whose nodes follow.
    mutating func beginTree() { innerCount &+= 1 }

    /// Appends a node of a tree that was begun, with its place already right.
    mutating func append(_ node: DocumentNode) {
        if !node.isContainer { bytes &+= Int(node.extent) }
        if node.hasOwnName { bytes &+= Int(node.nameLength) }
        nodes.append(node)
    }

    /// Takes back all but the first elements of the list that was opened last.
    mutating func keepElements(_ count: Int) {
        guard innermost >= 0, count >= 0, count < Int(innerCount) else { return }
        var index = innermost + 1
        for _ in 0..<count { index = nodes[index].end(at: index) }
        for place in index..<nodes.count {
            let node = nodes[place]
            if !node.isContainer { bytes -= Int(node.extent) }
            if node.hasOwnName { bytes -= Int(node.nameLength) }
        }
        nodes.keep(index)
        innerCount = UInt32(count)
    }

    // MARK: - Going back

    /// The present point.
    var mark: Mark { Mark(count: nodes.count, innermost: innermost, innerCount: innerCount, bytes: bytes) }

    /// Drops what was appended since the mark.
    mutating func rewind(to mark: Mark) {
        nodes.keep(mark.count)
        innermost = mark.innermost
        innerCount = mark.innerCount
        bytes = mark.bytes
    }

    // MARK: - The end

    /// Takes the document out, with the bytes of its texts put together, after which the tree begins anew.
    mutating func finish(_ source: [UInt8], _ names: DocumentNames) -> Document {
        let size = bytes
        let text = source.withUnsafeBufferPointer { nodes.gatherTexts(from: $0, size: size) }
        let document = Document(nodes: nodes.array, bytes: text, names: names)
        removeAll()
        return document
    }
}
