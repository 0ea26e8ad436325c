import Canonical

/// The target while it is made: nodes whose texts still lie among the bytes of the run.
///
/// Writing a value is one node and no copy; the bytes of what stays are put together once, at the end. Containers keep
/// what is needed to go on with the one around them, as in ``DocumentBuilder``.
struct TargetTree {
    /// A point to which the tree can be taken back.
    struct Mark {
        let count: Int
        let innermost: Int
        let innerCount: UInt32
        let bytes: Int
    }

    /// The nodes; texts, numbers and own names begin where they lie among the bytes of the run.
    private(set) var nodes: [DocumentNode] = []
    /// The node of the innermost open container; -1 where none is open.
    private(set) var innermost = -1
    /// How many values the innermost open container has.
    private(set) var innerCount: UInt32 = 0
    /// How many bytes all texts and own names have.
    private(set) var bytes = 0

    init() {
        nodes.reserveCapacity(256)
    }

    /// How many nodes there are.
    @inline(__always) var count: Int { nodes.count }

    /// Begins anew, with the room that there is.
    mutating func removeAll() {
        nodes.removeAll(keepingCapacity: true)
        innermost = -1
        innerCount = 0
        bytes = 0
    }

    // MARK: - Containers

    /// Opens an object or a list.
    @inline(__always)
    mutating func begin(_ kind: DocumentNode.Kind, _ name: DocumentName) {
        var node = DocumentNode(kind: kind, hasOwnName: false, nameLength: name.length, nameStart: name.start)
        node.hold(outer: innermost, count: innerCount &+ 1)
        innermost = nodes.count
        nodes.append(node)
        innerCount = 0
    }

    /// Closes the container that was opened last.
    @inline(__always)
    mutating func end() {
        guard innermost >= 0 else { return }
        (innermost, innerCount) = nodes[innermost].close(
            count: innerCount,
            end: UInt32(truncatingIfNeeded: nodes.count)
        )
    }

    /// Closes the container that was opened last, or takes it back if it got no value.
    @inline(__always)
    mutating func endUnlessEmpty() {
        let isEmpty = innerCount == 0
        end()
        guard isEmpty else { return }
        nodes.removeLast()
        innerCount &-= 1
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
        for node in nodes[index...] {
            if !node.isContainer { bytes -= Int(node.extent) }
            if node.hasOwnName { bytes -= Int(node.nameLength) }
        }
        nodes.removeLast(nodes.count - index)
        innerCount = UInt32(count)
    }

    // MARK: - Going back

    /// The present point.
    var mark: Mark { Mark(count: nodes.count, innermost: innermost, innerCount: innerCount, bytes: bytes) }

    /// Drops what was appended since the mark.
    mutating func rewind(to mark: Mark) {
        nodes.removeLast(nodes.count - mark.count)
        innermost = mark.innermost
        innerCount = mark.innerCount
        bytes = mark.bytes
    }

    // MARK: - The end

    /// Takes the document out, with the bytes of its texts put together, after which the tree begins anew.
    mutating func finish(_ source: [UInt8], _ names: DocumentNames) -> Document {
        let size = bytes
        let text = [UInt8](unsafeUninitializedCapacity: size) { target, count in
            source.withUnsafeBufferPointer { source in
                nodes.withUnsafeMutableBufferPointer { nodes in
                    for index in nodes.indices { Self.move(&nodes[index], from: source, to: target, &count) }
                }
            }
        }
        let document = Document(nodes: nodes, bytes: text, names: names)
        let usual = nodes.count
        nodes = []
        nodes.reserveCapacity(usual + usual / 8)
        removeAll()
        return document
    }

    /// Copies the texts of a node behind what is there, where they lie from then on.
    @inline(__always)
    private static func move(
        _ node: inout DocumentNode,
        from source: UnsafeBufferPointer<UInt8>,
        to target: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int
    ) {
        if node.hasOwnName {
            node.nameStart = copy(source, Int(node.nameStart), Int(node.nameLength), to: target, &count)
        }
        if !node.isContainer { node.start = copy(source, Int(node.start), Int(node.extent), to: target, &count) }
    }

    /// Copies a piece behind what is there and gives back where it begins.
    @inline(__always)
    private static func copy(
        _ source: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ length: Int,
        to target: UnsafeMutableBufferPointer<UInt8>,
        _ count: inout Int
    ) -> UInt32 {
        let place = count
        // Cells lie within the bytes of the run, and the sizes of all that was appended are the target's size.
        precondition(start >= 0 && length >= 0 && start <= source.count - length && length <= target.count - place)
        if length > 0, let from = source.baseAddress, let to = target.baseAddress {
            (to + place).initialize(from: from + start, count: length)
        }
        count = place + length
        return UInt32(truncatingIfNeeded: place)
    }
}
