/// Reads JSON from bytes in one pass.
///
/// It recurses once per level of nesting, and never deeper than ``depthCeiling``, whatever the limits say.
struct JSONReader {
    /// The depth at which reading ends even if the limits allow more: each level costs stack.
    static let depthCeiling = 512

    /// The next byte to be read.
    var index = 0
    /// The values read so far.
    var values = 0
    /// Holds a text with escapes while it is decoded; kept to be used again.
    var scratch: [UInt8] = []
    let depthMax: Int
    let valuesMax: Int

    private init(limits: Limits) {
        depthMax = min(limits.documentDepthMax, Self.depthCeiling)
        valuesMax = limits.documentValuesMax
    }

    static func read(_ bytes: Span<UInt8>, limits: Limits) throws(Fault) -> DocumentValue {
        guard bytes.count <= limits.bodyBytesMax else {
            throw JSONFault.limit(
                "The text has more than \(limits.bodyBytesMax) bytes.",
                at: limits.bodyBytesMax,
                bytes
            )
        }
        guard !startsWithByteOrderMark(bytes) else {
            throw JSONFault.syntax("The text begins with a byte order mark.", at: 0, bytes)
        }
        var reader = JSONReader(limits: limits)
        reader.skipSpace(bytes)
        let document = try reader.readValue(bytes, depth: 0)
        reader.skipSpace(bytes)
        guard reader.index == bytes.count else {
            throw JSONFault.syntax("There is more after the end of the value.", at: reader.index, bytes)
        }
        return document
    }

    private static func startsWithByteOrderMark(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    }

    /// Reads the value that begins at the index; `depth` is the number of containers around it.
    private mutating func readValue(_ bytes: Span<UInt8>, depth: Int) throws(Fault) -> DocumentValue {
        values += 1
        guard values <= valuesMax else {
            throw JSONFault.limit("There are more than \(valuesMax) values.", at: index, bytes)
        }
        guard index < bytes.count else { throw JSONFault.syntax("The text ends before a value.", at: index, bytes) }
        switch bytes[index] {
        case UInt8(ascii: "\""): return .text(try readText(bytes))
        case UInt8(ascii: "{"): return try readObject(bytes, depth: depth + 1)
        case UInt8(ascii: "["): return try readList(bytes, depth: depth + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber(bytes))
        case UInt8(ascii: "t"): return try readWord("true", .boolean(true), bytes)
        case UInt8(ascii: "f"): return try readWord("false", .boolean(false), bytes)
        case UInt8(ascii: "n"): return try readWord("null", .null, bytes)
        default: throw JSONFault.syntax("No value begins with this byte.", at: index, bytes)
        }
    }

    private mutating func readWord(
        _ word: String,
        _ value: DocumentValue,
        _ bytes: Span<UInt8>
    ) throws(Fault) -> DocumentValue {
        let start = index
        for byte in word.utf8 {
            guard index < bytes.count, bytes[index] == byte else {
                throw JSONFault.syntax("Neither true, false nor null.", at: start, bytes)
            }
            index += 1
        }
        return value
    }

    private mutating func readList(_ bytes: Span<UInt8>, depth: Int) throws(Fault) -> DocumentValue {
        try enter(bytes, depth: depth)
        var items: [DocumentValue] = []
        if takeEnd(UInt8(ascii: "]"), bytes) { return .list(items) }
        repeat {
            skipSpace(bytes)
            items.append(try readValue(bytes, depth: depth))
        } while try !isEnd(UInt8(ascii: "]"), bytes)
        return .list(items)
    }

    private mutating func readObject(_ bytes: Span<UInt8>, depth: Int) throws(Fault) -> DocumentValue {
        try enter(bytes, depth: depth)
        var object = DocumentObject()
        if takeEnd(UInt8(ascii: "}"), bytes) { return .object(object) }
        var names = MemberNames()
        repeat {
            skipSpace(bytes)
            let start = index
            let name = try readName(bytes)
            guard names.insert(name, object) else {
                throw JSONFault.syntax("The object has a member of this name already.", at: start, bytes)
            }
            object.appendUnchecked(name: name, value: try readValue(bytes, depth: depth))
        } while try !isEnd(UInt8(ascii: "}"), bytes)
        return .object(object)
    }

    /// Reads a name, the colon and the space after it.
    private mutating func readName(_ bytes: Span<UInt8>) throws(Fault) -> String {
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
            throw JSONFault.syntax("A member's name in double quotes is expected.", at: index, bytes)
        }
        let name = try readText(bytes)
        skipSpace(bytes)
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else {
            throw JSONFault.syntax("A colon is expected after a member's name.", at: index, bytes)
        }
        index += 1
        skipSpace(bytes)
        return name
    }

    /// Steps over the opening bracket.
    private mutating func enter(_ bytes: Span<UInt8>, depth: Int) throws(Fault) {
        guard depth <= depthMax else {
            throw JSONFault.limit("Values are nested deeper than \(depthMax) levels.", at: index, bytes)
        }
        index += 1
        skipSpace(bytes)
    }

    private mutating func takeEnd(_ end: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < bytes.count, bytes[index] == end else { return false }
        index += 1
        return true
    }

    /// Steps over the comma or the closing bracket after an item; true for the bracket.
    private mutating func isEnd(_ end: UInt8, _ bytes: Span<UInt8>) throws(Fault) -> Bool {
        skipSpace(bytes)
        if takeEnd(end, bytes) { return true }
        if takeEnd(UInt8(ascii: ","), bytes) { return false }
        throw JSONFault.syntax("A comma or the closing bracket is expected.", at: index, bytes)
    }

    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }
}
