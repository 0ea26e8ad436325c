import Canonical

/// Reads an XSD file into a tree of its elements; text is left out, since in schemas only remarks have any.
struct XSDTreeReader {
    private let file: DefinitionFile
    private var scanner = XMLScanner()
    private var attributes: [XMLAttribute] = []
    /// The elements that are open, each in the one before it, and their names as written.
    private var open: [(node: XSDNode, name: [UInt8])] = []
    private var elements = 0
    private var line = 1
    private var lineOffset = 0

    /// The first element of a file, without what it contains.
    static func root(of file: DefinitionFile) throws(Fault) -> XSDNode {
        var reader = XSDTreeReader(file)
        return try reader.read(onlyRoot: true)
    }

    /// The whole tree of a file.
    static func tree(of file: DefinitionFile) throws(Fault) -> XSDNode {
        var reader = XSDTreeReader(file)
        return try reader.read(onlyRoot: false)
    }

    private init(_ file: DefinitionFile) {
        self.file = file
        if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scanner.offset = 3 }
    }

    private mutating func read(onlyRoot: Bool) throws(Fault) -> XSDNode {
        do {
            let content = file.bytes
            let bytes = content.span
            while true {
                try skipText(bytes)
                guard try scanner.nextByte(bytes) != UInt8(ascii: "/") else {
                    if let root = try endTag(bytes) { return root }
                    continue
                }
                switch try scanner.nextByte(bytes) {
                case UInt8(ascii: "?"): _ = try scanner.instruction(bytes)
                case UInt8(ascii: "!"):
                    if try scanner.has("<![", at: scanner.offset, bytes) {
                        _ = try scanner.section(bytes)
                    } else {
                        _ = try scanner.comment(bytes)
                    }
                default:
                    let isEmpty = try startTag(bytes)
                    if onlyRoot { return open[0].node }
                    if isEmpty, let root = close() { return root }
                }
            }
        } catch {
            throw fault(error)
        }
    }

    /// Moves over text up to the next tag.
    private mutating func skipText(_ bytes: Span<UInt8>) throws(XMLStop) {
        while true {
            try scanner.text(bytes)
            switch try scanner.byte(bytes) {
            case UInt8(ascii: "&"): _ = try scanner.reference(bytes)
            case 0x0D: scanner.offset += 1
            default: return
            }
        }
    }

    /// Reads a start tag and opens its element; returns whether the element is empty.
    private mutating func startTag(_ bytes: Span<UInt8>) throws(XMLStop) -> Bool {
        let origin = SchemaOrigin(file: file.name, line: line(of: scanner.offset, bytes))
        elements += 1
        guard open.count < SchemaLimits.depthMax, elements <= SchemaLimits.elementsMax else {
            throw scanner.limit(at: scanner.offset, bytes, "A schema has too many elements or nests them too deeply.")
        }
        scanner.offset += 1
        let name = try scanner.name(bytes)
        let isEmpty = try scanner.attributes(bytes, into: &attributes)
        var scope = open.last?.node.scope ?? [:]
        var own: [XSDNode.Attribute] = []
        for attribute in attributes {
            let value = String(decoding: try scanner.value(of: attribute, bytes), as: UTF8.self)
            let whole = text(attribute.name.range)
            if whole == "xmlns" || whole.hasPrefix("xmlns:") {
                scope[String(whole.dropFirst(6))] = value
            } else if attribute.name.prefixLength == 0 {
                own.append(XSDNode.Attribute(name: whole, value: value))
            }
        }
        let prefix = text(name.prefix)
        guard prefix.isEmpty || scope[prefix] != nil else {
            throw scanner.fault(at: name.start, bytes, "A prefix is not declared.")
        }
        let node = XSDNode(
            namespace: scope[prefix] ?? "",
            name: text(name.local),
            attributes: own,
            scope: scope,
            origin: origin
        )
        open.append((node, Array(file.bytes[name.range])))
        return isEmpty
    }

    /// Reads an end tag; returns the root when it is that one's.
    private mutating func endTag(_ bytes: Span<UInt8>) throws(XMLStop) -> XSDNode? {
        scanner.offset += 2
        let name = try scanner.name(bytes)
        scanner.skipBlanks(bytes)
        try scanner.expect(UInt8(ascii: ">"), bytes, "A `>` was expected at the end of a tag.")
        guard let last = open.last, last.name.elementsEqual(file.bytes[name.range]) else {
            throw scanner.fault(at: name.start, bytes, "An end tag does not belong to the element that is open.")
        }
        return close()
    }

    /// Closes the innermost element; returns it if it is the root.
    private mutating func close() -> XSDNode? {
        guard let closed = open.popLast()?.node else { return nil }
        guard !open.isEmpty else { return closed }
        open[open.count - 1].node.children.append(closed)
        return nil
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: file.bytes[range], as: UTF8.self)
    }

    /// The line of an offset, which is never before the one asked for last.
    private mutating func line(of offset: Int, _ bytes: Span<UInt8>) -> Int {
        for index in lineOffset..<max(offset, lineOffset) where bytes[index] == 0x0A { line += 1 }
        lineOffset = max(offset, lineOffset)
        return line
    }

    private func fault(_ stop: XMLStop) -> Fault {
        guard case .fault(let fault) = stop else {
            return SchemaFault.unusable("ends too early", at: SchemaOrigin(file: file.name))
        }
        let origin = SchemaOrigin(file: file.name, line: fault.place?.line ?? 0)
        return SchemaFault.unusable("is not well-formed: \(fault.reason.dropLast())", at: origin)
    }
}
