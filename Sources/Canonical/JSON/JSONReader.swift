/// Reads JSON from bytes straight into the flat buffers of a document, in one pass and without recursion.
///
/// A reader may be used for one text after the other, so that its stacks are allocated once.
package struct JSONReader {
    /// The depth at which reading ends even if the limits allow more: those who walk a document recurse.
    package static let depthCeiling = 512
    /// What a node takes of the text, as a first guess at how many there will be.
    private static let textBytesPerNode = 16
    /// The depth for which the stack has room from the beginning.
    private static let depthUsual = 16

    /// The nodes made so far.
    private(set) var nodes: [DocumentNode] = []
    /// How many bytes of names, texts and numbers there are so far.
    var used = 0
    /// Whether the fault that was thrown last came of the text's end, so that more text could mend it.
    var isCutOff = false
    private var frame = JSONFrame.root
    private var frames: [JSONFrame] = []
    private var names = JSONMemberNames()
    private let depthMax: Int
    private let valuesMax: Int
    private let textBytesMax: Int

    /// Begins with the bounds on what is read.
    package init(limits: Limits = .standard) {
        depthMax = min(limits.documentDepthMax, Self.depthCeiling)
        valuesMax = limits.documentValuesMax
        textBytesMax = min(limits.bodyBytesMax, Int(UInt32.max))
    }

    /// Reads the one value of a text, and nothing around it.
    ///
    /// - Throws: `format.syntax` or `format.limit`, with byte offset and line.
    package mutating func read(whole text: Span<UInt8>) throws(Fault) -> Document {
        guard text.count <= textBytesMax else {
            throw JSONFault.limit("The text has more than \(textBytesMax) bytes.", at: textBytesMax, text)
        }
        guard !Self.hasByteOrderMark(text) else {
            throw JSONFault.syntax("The text begins with a byte order mark.", at: 0, text)
        }
        var bytes = Self.room(for: text)
        var index = try read(text, from: Self.skipSpace(text, 0), into: &bytes)
        index = Self.skipSpace(text, index)
        guard index == text.count else {
            throw JSONFault.syntax("There is more after the end of the value.", at: index, text)
        }
        return takeDocument(&bytes)
    }

    /// Reads the value at the beginning of a text that may go on behind it, or may not be there yet as a whole.
    ///
    /// - Parameters:
    ///   - text: the text, beginning with the value itself.
    ///   - isLast: whether the text ends here.
    /// - Returns: the value and how many bytes it takes, or nil where more of the text is needed.
    /// - Throws: as ``read(whole:)``.
    package mutating func read(first text: Span<UInt8>, isLast: Bool) throws(Fault) -> (Document, Int)? {
        isCutOff = false
        let bounded = text.extracting(first: min(text.count, textBytesMax))
        var bytes = Self.room(for: bounded)
        do throws(Fault) {
            let end = try read(bounded, from: 0, into: &bytes)
            // A number has no end of its own.
            if end == text.count, !isLast, nodes.first?.kind == .number { return nil }
            return (takeDocument(&bytes), end)
        } catch {
            guard isCutOff else { throw error }
            guard bounded.count == text.count else {
                throw JSONFault.limit("The text has more than \(textBytesMax) bytes.", at: textBytesMax, text)
            }
            if isLast { throw error }
            return nil
        }
    }

    /// Room for all names, texts and numbers: none is longer than in JSON, and words are stored whole.
    private static func room(for text: Span<UInt8>) -> [UInt8] {
        [UInt8](repeating: 0, count: text.count + MemoryLayout<UInt64>.size)
    }

    private mutating func takeDocument(_ bytes: inout [UInt8]) -> Document {
        bytes.removeLast(bytes.count - used)
        defer { nodes = [] }
        return Document(nodes: nodes, bytes: bytes, names: .none)
    }

    static func hasByteOrderMark(_ text: Span<UInt8>) -> Bool {
        text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
    }

    // MARK: - Values

    /// Reads the value that begins at an index; returns the index behind it.
    private mutating func read(_ text: Span<UInt8>, from start: Int, into bytes: inout [UInt8]) throws(Fault) -> Int {
        begin(text.count)
        var span = bytes.mutableSpan
        var output = span.mutableBytes
        var index = start
        var name = JSONName.none
        while true {
            let isOpen = try readValue(text, &index, name, &output)
            if isOpen, try enter(text, &index, &name, &output) { continue }
            if try !stepToNext(text, &index, &name, &output) { return index }
        }
    }

    private mutating func begin(_ textBytes: Int) {
        nodes.removeAll(keepingCapacity: true)
        nodes.reserveCapacity(textBytes / Self.textBytesPerNode + 4)
        used = 0
        frames.removeAll(keepingCapacity: true)
        frames.reserveCapacity(Self.depthUsual)
        frame = .root
        names.removeAll()
    }

    /// Appends the value at the index; true for a container, of which only the bracket is read then.
    @inline(__always)
    private mutating func readValue(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ name: JSONName,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Bool {
        guard nodes.count < valuesMax else {
            throw JSONFault.limit("There are more than \(valuesMax) values.", at: index, text)
        }
        guard index < text.count else { throw cutOff("The text ends before a value.", at: index, text) }
        frame.count &+= 1
        switch text[index] {
        case UInt8(ascii: "\""):
            let range = try readText(text, &index, &output)
            append(.text, name, range)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let range = try readNumber(text, &index, &output)
            append(.number, name, range)
        case UInt8(ascii: "{"):
            append(.object, name, 0..<0)
            return true
        case UInt8(ascii: "["):
            append(.list, name, 0..<0)
            return true
        case UInt8(ascii: "t"): try readWord("true", .yes, name, text, &index)
        case UInt8(ascii: "f"): try readWord("false", .no, name, text, &index)
        case UInt8(ascii: "n"): try readWord("null", .null, name, text, &index)
        default: throw JSONFault.syntax("No value begins with this byte.", at: index, text)
        }
        return false
    }

    @inline(__always)
    private mutating func append(_ kind: DocumentNode.Kind, _ name: JSONName, _ range: Range<Int>) {
        nodes.append(
            DocumentNode(
                kind: kind,
                hasOwnName: name.isMember,
                nameLength: name.length,
                nameStart: name.start,
                start: UInt32(truncatingIfNeeded: range.lowerBound),
                extent: UInt32(truncatingIfNeeded: range.count)
            )
        )
    }

    private mutating func readWord(
        _ word: StaticString,
        _ kind: DocumentNode.Kind,
        _ name: JSONName,
        _ text: Span<UInt8>,
        _ index: inout Int
    ) throws(Fault) {
        for offset in 0..<word.utf8CodeUnitCount {
            guard index + offset < text.count else {
                throw cutOff("Neither true, false nor null.", at: index, text)
            }
            guard text[index + offset] == word.utf8Start[offset] else {
                throw JSONFault.syntax("Neither true, false nor null.", at: index, text)
            }
        }
        index += word.utf8CodeUnitCount
        append(kind, name, 0..<0)
    }

    // MARK: - Containers

    /// Steps into the container whose bracket is at the index; false if it is empty and closed again.
    private mutating func enter(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ name: inout JSONName,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Bool {
        guard frames.count < depthMax else {
            throw JSONFault.limit("Values are nested deeper than \(depthMax) levels.", at: index, text)
        }
        let isObject = text[index] == UInt8(ascii: "{")
        frames.append(frame)
        frame = JSONFrame(node: nodes.count - 1, isObject: isObject, keysStart: names.keyCount)
        index = Self.skipSpace(text, index + 1)
        if index < text.count, text[index] == frame.closing {
            index += 1
            leave()
            return false
        }
        try readName(text, &index, &name, &output)
        return true
    }

    private mutating func leave() {
        nodes[frame.node].start = frame.count
        nodes[frame.node].extent = UInt32(truncatingIfNeeded: nodes.count)
        names.leave(frame)
        frame = frames.popLast() ?? .root
    }

    /// Steps from the end of a value to the next one, over commas, names and closing brackets; false at the very end.
    @inline(__always)
    private mutating func stepToNext(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ name: inout JSONName,
        _ output: inout MutableRawSpan
    ) throws(Fault) -> Bool {
        while !frames.isEmpty {
            index = Self.skipSpace(text, index)
            guard index < text.count else {
                throw cutOff("A comma or the closing bracket is expected.", at: index, text)
            }
            if text[index] == UInt8(ascii: ",") {
                index = Self.skipSpace(text, index + 1)
                try readName(text, &index, &name, &output)
                return true
            }
            guard text[index] == frame.closing else {
                throw JSONFault.syntax("A comma or the closing bracket is expected.", at: index, text)
            }
            index += 1
            leave()
        }
        return false
    }

    /// Reads a member's name, the colon and the space after it; nothing in a list.
    @inline(__always)
    private mutating func readName(
        _ text: Span<UInt8>,
        _ index: inout Int,
        _ name: inout JSONName,
        _ output: inout MutableRawSpan
    ) throws(Fault) {
        guard frame.isObject else {
            name = .none
            return
        }
        let start = index
        guard index < text.count else { throw cutOff("A member's name in double quotes is expected.", at: index, text) }
        guard text[index] == UInt8(ascii: "\"") else {
            throw JSONFault.syntax("A member's name in double quotes is expected.", at: index, text)
        }
        let range = try readText(text, &index, &output)
        guard range.count <= Int(UInt16.max) else {
            throw JSONFault.limit("A member's name has more than \(UInt16.max) bytes.", at: start, text)
        }
        if !names.isSurelyNew(range, in: &frame, output.bytes) {
            guard names.isNew(range, in: &frame, output.bytes, nodes) else {
                throw JSONFault.syntax("The object has a member of this name already.", at: start, text)
            }
        }
        name = JSONName(range)
        index = Self.skipSpace(text, index)
        guard index < text.count else { throw cutOff("A colon is expected after a member's name.", at: index, text) }
        guard text[index] == UInt8(ascii: ":") else {
            throw JSONFault.syntax("A colon is expected after a member's name.", at: index, text)
        }
        index = Self.skipSpace(text, index + 1)
    }

    // MARK: - Parts

    /// The index of the first byte from an index that is no white space.
    @inline(__always)
    package static func skipSpace(_ text: Span<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count {
            let byte = text[index]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            index += 1
        }
        return index
    }

    @inline(never)
    mutating func cutOff(_ reason: String, at offset: Int, _ text: Span<UInt8>) -> Fault {
        isCutOff = true
        return JSONFault.syntax(reason, at: offset, text)
    }
}
