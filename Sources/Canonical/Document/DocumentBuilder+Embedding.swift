extension DocumentBuilder {
    /// Appends all that another builder holds, which is one complete value made with the same names, under a name.
    package mutating func append(_ other: borrowing DocumentBuilder, _ name: DocumentName) {
        precondition(other.innermost < 0 && !other.nodes.isEmpty, "what is embedded has one root and is closed")
        let nodeOffset = UInt32(truncatingIfNeeded: nodes.count)
        let byteOffset = UInt32(truncatingIfNeeded: bytes.count)
        innerCount &+= 1
        bytes += other.bytes
        for index in other.nodes.indices {
            var node = other.nodes[index]
            if node.hasOwnName { node.nameStart &+= byteOffset }
            if node.isContainer {
                node.extent &+= nodeOffset
            } else {
                node.start &+= byteOffset
            }
            nodes.append(node)
        }
        nodes[Int(nodeOffset)].hasOwnName = false
        nodes[Int(nodeOffset)].nameStart = name.start
        nodes[Int(nodeOffset)].nameLength = name.length
    }

    /// Begins anew, with the room that there is.
    package mutating func removeAll() {
        nodes.removeAll()
        bytes.removeAll(keepingCapacity: true)
        innermost = -1
        openCount = 0
        innerCount = 0
    }
}
