/// Writes a document as JSON; recurses once per level of the document, which readers bound.
struct JSONWriter {
    /// How the text looks.
    enum Style {
        /// No white space, members in their order, numbers as written.
        case compact
        /// A line per value, indented by two spaces a level; else as compact.
        case indented
        /// The one text that all equal documents share; see ``Document/canonicalJSONBytes()``.
        case canonical
    }

    private let document: Document
    private let style: Style

    /// What brackets, quotes, commas and colons add to a node, usually.
    private static let punctuationBytesPerNode = 6

    /// The text of a whole document.
    static func bytes(of document: Document, _ style: Style) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.bytes.count + document.nodes.count * punctuationBytesPerNode)
        JSONWriter(document: document, style: style).write(0, depth: 0, into: &bytes)
        return bytes
    }

    /// The text of one value of a document.
    static func bytes(of document: Document, at index: Int, _ style: Style) -> [UInt8] {
        var bytes: [UInt8] = []
        JSONWriter(document: document, style: style).write(index, depth: 0, into: &bytes)
        return bytes
    }

    private func write(_ index: Int, depth: Int, into bytes: inout [UInt8]) {
        let node = document.nodes[index]
        switch node.kind {
        case .object where style == .canonical: writeSorted(index, depth: depth, into: &bytes)
        case .object: write(index, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), depth: depth, into: &bytes)
        case .list: write(index, open: UInt8(ascii: "["), close: UInt8(ascii: "]"), depth: depth, into: &bytes)
        case .text: write(document.bytes.span.extracting(node.textRange), into: &bytes)
        case .number: writeNumber(node.textRange, into: &bytes)
        case .yes: bytes.append(contentsOf: "true".utf8)
        case .no: bytes.append(contentsOf: "false".utf8)
        case .null: bytes.append(contentsOf: "null".utf8)
        }
    }

    // MARK: - Containers

    private func write(
        _ container: Int,
        open: UInt8,
        close: UInt8,
        depth: Int,
        into bytes: inout [UInt8]
    ) {
        bytes.append(open)
        let isObject = document.nodes[container].kind == .object
        let end = document.nodes[container].end(at: container)
        var index = container + 1
        while index < end {
            if index > container + 1 { bytes.append(UInt8(ascii: ",")) }
            beginLine(depth: depth + 1, into: &bytes)
            if isObject { writeName(index, into: &bytes) }
            write(index, depth: depth + 1, into: &bytes)
            index = document.nodes[index].end(at: index)
        }
        if end > container + 1 { beginLine(depth: depth, into: &bytes) }
        bytes.append(close)
    }

    private func beginLine(depth: Int, into bytes: inout [UInt8]) {
        guard style == .indented else { return }
        bytes.append(0x0A)
        for _ in 0..<depth { bytes.append(contentsOf: "  ".utf8) }
    }

    private func writeName(_ index: Int, into bytes: inout [UInt8]) {
        let node = document.nodes[index]
        let range = Int(node.nameStart)..<Int(node.nameStart) + Int(node.nameLength)
        write((node.hasOwnName ? document.bytes : document.names.bytes).span.extracting(range), into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        if style == .indented { bytes.append(UInt8(ascii: " ")) }
    }

    private func writeSorted(_ object: Int, depth: Int, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for index in sortedMembers(of: object) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            writeName(index, into: &bytes)
            write(index, depth: depth + 1, into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func sortedMembers(of object: Int) -> [Int] {
        let members = document.children(at: object)
        // Most objects of messages are small and in order already.
        let isSorted = members.indices.dropFirst().allSatisfy { precedes(members[$0 - 1], members[$0]) }
        return isSorted ? members : members.sorted { precedes($0, $1) }
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        MemberOrder.precedes(document.nameBytes(at: left), document.nameBytes(at: right))
    }

    // MARK: - Texts and numbers

    private func write(_ text: Span<UInt8>, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let plain = plainCount(text)
        text.extracting(first: plain).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        for index in plain..<text.count { writeEscaped(text[index], into: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// How many bytes come before the first that must be escaped.
    private func plainCount(_ text: Span<UInt8>) -> Int {
        let raw = text.bytes
        var index = 0
        while index + 8 <= raw.byteCount {
            guard JSONWord.special(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)) == 0 else { break }
            index += 8
        }
        while index < text.count, !isEscaped(text[index]) { index += 1 }
        return index
    }

    private func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private func writeEscaped(_ byte: UInt8, into bytes: inout [UInt8]) {
        guard isEscaped(byte) else {
            bytes.append(byte)
            return
        }
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0..<0x20: bytes.append(contentsOf: "u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
        default: bytes.append(byte)
        }
    }

    private func writeNumber(_ range: Range<Int>, into bytes: inout [UInt8]) {
        let digits = document.bytes.span.extracting(range)
        if style == .canonical, let number = Number(utf8: digits) {
            bytes.append(contentsOf: number.normalised.description.utf8)
        } else {
            digits.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        }
    }
}

/// The order of member names in RFC 8785: by UTF-16 code units.
enum MemberOrder {
    /// Compares UTF-8 and corrects for the one difference: UTF-16 sorts U+10000 and above before U+E000 to U+FFFF.
    static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        for (leftByte, rightByte) in zip(left, right) where leftByte != rightByte {
            return rank(leftByte) < rank(rightByte)
        }
        return left.count < right.count
    }

    /// First bytes F0 to F4 begin the supplementary characters, EE and EF those from U+E000 to U+FFFF.
    private static func rank(_ byte: UInt8) -> Int {
        byte == 0xEE || byte == 0xEF ? Int(byte) + 0x10 : Int(byte)
    }
}
