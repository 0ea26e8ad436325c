import Canonical

extension DocumentBuilder {
    /// Appends bytes to the text at hand, each CR LF as a line feed.
    mutating func appendLines(_ source: Span<UInt8>, _ start: Int, _ end: Int) {
        var from = start
        for index in start..<end where source[index] == 0x0A {
            let hasReturn = index > from && source[index - 1] == 0x0D
            append(source.extracting(from..<(hasReturn ? index - 1 : index)))
            bytes.append(0x0A)
            from = index + 1
        }
        append(source.extracting(from..<end))
    }

    /// The node of the container that was opened last.
    var openContainer: Int { max(innermost, 0) }

    /// Appends a text that lies in ``bytes`` already.
    @inline(__always)
    mutating func text(_ name: DocumentName, lying range: Range<Int>) {
        innerCount &+= 1
        nodes.append(
            DocumentNode(
                kind: .text,
                hasOwnName: false,
                nameLength: name.length,
                nameStart: name.start,
                start: UInt32(truncatingIfNeeded: range.lowerBound),
                extent: UInt32(truncatingIfNeeded: range.count)
            )
        )
    }

    /// How many values the container has that was opened last.
    var countOfParent: Int { Int(innerCount) }

    /// Whether one of the nodes from an index on, none of which contains others, has that shared name.
    @inline(__always)
    func hasMember(_ name: DocumentName, from first: Int) -> Bool {
        for index in first..<nodes.count where nodes[index].nameStart == name.start && !nodes[index].hasOwnName {
            return true
        }
        return false
    }

    /// Whether one of the nodes from an index on, none of which contains others, has that name.
    func hasMember(_ name: Span<UInt8>, from first: Int) -> Bool {
        for index in first..<nodes.count where Int(nodes[index].nameLength) == name.count {
            let node = nodes[index]
            let start = Int(node.nameStart)
            var offset = 0
            while offset < name.count {
                let byte = node.hasOwnName ? bytes[start + offset] : names.bytes[start + offset]
                if byte != name[offset] { break }
                offset += 1
            }
            if offset == name.count { return true }
        }
        return false
    }

    /// The text of the member of that shared name among the nodes from an index on, as a number; see
    /// ``MTFieldCompiler/number(ofCode:)``.
    func code(named name: DocumentName, from first: Int) -> UInt64? {
        for index in first..<nodes.count where nodes[index].kind == .text && !nodes[index].hasOwnName {
            let node = nodes[index]
            guard node.nameStart == name.start, node.nameLength == name.length else { continue }
            return MTFieldCompiler.number(ofCode: bytes.span.extracting(node.textRange)) ?? .max
        }
        return nil
    }
}
