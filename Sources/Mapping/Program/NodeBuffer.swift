import Canonical

/// The nodes of the target while it is made: room that is kept from message to message, appended to without ceremony.
///
/// An array would ask at each append whether it is shared; this one never is. Indices come from the tree that owns it.
struct NodeBuffer: ~Copyable {
    private var nodes: UnsafeMutablePointer<DocumentNode>
    private var capacity: Int
    /// How many nodes there are.
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = max(capacity, 16)
        nodes = .allocate(capacity: self.capacity)
    }

    deinit { nodes.deallocate() }

    /// A node that there is.
    subscript(index: Int) -> DocumentNode {
        @inline(__always) get {
            precondition(index >= 0 && index < count, "a node that there is")
            return nodes[index]
        }
        @inline(__always) set {
            precondition(index >= 0 && index < count, "a node that there is")
            nodes[index] = newValue
        }
    }

    @inline(__always)
    mutating func append(_ node: DocumentNode) {
        if count == capacity { grow() }
        nodes[count] = node
        count &+= 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<DocumentNode>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: nodes, count: count)
        nodes.deallocate()
        nodes = larger
        capacity *= 2
    }

    /// Takes back all but the first nodes.
    mutating func keep(_ count: Int) {
        precondition(count >= 0 && count <= self.count, "nodes that there are")
        self.count = count
    }

    /// Puts the texts and own names of all nodes together, where the nodes refer to them from then on.
    ///
    /// - Parameters:
    ///   - source: the bytes that they refer to until then.
    ///   - size: how many bytes all of them have.
    /// - Returns: the bytes.
    func gatherTexts(from source: UnsafeBufferPointer<UInt8>, size: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { target, filled in
            var place = 0
            for index in 0..<count {
                if nodes[index].hasOwnName {
                    let range = (Int(nodes[index].nameStart), Int(nodes[index].nameLength))
                    nodes[index].nameStart = UInt32(truncatingIfNeeded: place)
                    place = Self.copy(source, range.0, range.1, to: target, at: place)
                }
                if !nodes[index].isContainer {
                    let range = (Int(nodes[index].start), Int(nodes[index].extent))
                    nodes[index].start = UInt32(truncatingIfNeeded: place)
                    place = Self.copy(source, range.0, range.1, to: target, at: place)
                }
            }
            filled = place
        }
    }

    /// The nodes as an array.
    var array: [DocumentNode] {
        var array: [DocumentNode] = []
        array.reserveCapacity(count)
        array.append(contentsOf: UnsafeBufferPointer(start: nodes, count: count))
        return array
    }

    /// Copies a piece and gives back where it ends; short texts, which nearly all are, in two words that may overlap.
    @inline(__always)
    private static func copy(
        _ source: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ count: Int,
        to target: UnsafeMutableBufferPointer<UInt8>,
        at place: Int
    ) -> Int {
        // Cells lie within the bytes of the run, and the sizes of all that was appended are the target's size.
        precondition(start <= source.count &- count && count <= target.count &- place)
        guard let from = source.baseAddress, let to = target.baseAddress else { return place }
        if count >= 8, count <= 16 {
            let (from, to) = (UnsafeRawPointer(from + start), UnsafeMutableRawPointer(to + place))
            let first = from.loadUnaligned(as: UInt64.self)
            let last = from.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            to.storeBytes(of: first, as: UInt64.self)
            to.storeBytes(of: last, toByteOffset: count &- 8, as: UInt64.self)
        } else if count < 8 {
            for offset in 0..<count { (to + place)[offset] = (from + start)[offset] }
        } else {
            (to + place).initialize(from: from + start, count: count)
        }
        return place &+ count
    }
}
