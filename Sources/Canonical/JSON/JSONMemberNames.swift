/// Finds names that occur twice in an object while it is read.
///
/// Small objects, which nearly all are, keep one word per name, made of its length and its first and last bytes, and
/// compare these; only where two words are equal are the names themselves compared. Larger ones have a hash set, since
/// an attacker could make comparing quadratic. Names that are canonically equivalent in Unicode are the same name, so as
/// soon as one has other characters than ASCII, names are compared as text.
struct JSONMemberNames {
    /// Up to this many members a scan is faster than hashing, and an attacker gains nothing by it.
    private static let scannedMax = 16
    /// One word per name of the objects that are open, the innermost last.
    private var keys: [UInt64] = []
    /// The names of those open objects that are large, the innermost last.
    private var sets: [Set<String>] = []

    /// How many words there are.
    var keyCount: Int { keys.count }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        sets.removeAll()
    }

    /// Forgets the names of an object.
    mutating func leave(_ frame: JSONFrame) {
        guard frame.isObject else { return }
        keys.removeLast(keys.count - frame.keysStart)
        if frame.hasNameSet { sets.removeLast() }
    }

    /// Enters a name that is the last of the document's bytes; false if the object has it already.
    @inline(__always)
    mutating func insert(
        _ name: Range<Int>,
        bytes: borrowing [UInt8],
        nodes: borrowing [DocumentNode],
        frame: inout JSONFrame
    ) -> Bool {
        let (key, isForeign) = Self.key(bytes.span.extracting(name))
        if isForeign { frame.hasForeignName = true }
        if frame.hasForeignName || frame.count >= Self.scannedMax {
            return insertText(name, bytes: bytes, nodes: nodes, frame: &frame)
        }
        for index in frame.keysStart..<keys.count where keys[index] == key {
            if Self.hasMember(bytes.span.extracting(name), bytes: bytes, nodes: nodes, frame: frame) { return false }
            break
        }
        keys.append(key)
        return true
    }

    /// A word that two equal names share, and whether the name is more than ASCII.
    @inline(__always)
    private static func key(_ name: Span<UInt8>) -> (UInt64, isForeign: Bool) {
        let raw = name.bytes
        let high: UInt64 = 0x8080_8080_8080_8080
        if name.count >= 8 {
            let first = raw.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt64.self)
            let last = raw.unsafeLoadUnaligned(fromByteOffset: name.count - 8, as: UInt64.self)
            let key = first &* 0x9E37_79B9_7F4A_7C15 ^ last &+ UInt64(name.count)
            return (key, name.count > 16 ? !isASCII(name) : (first | last) & high != 0)
        }
        var key = UInt64(name.count)
        for index in name.indices { key = key << 8 | UInt64(name[index]) }
        // Seven bytes fill the word but for the length, whose highest bit is never set.
        return (key, key & high != 0)
    }

    private static func isASCII(_ name: Span<UInt8>) -> Bool {
        var all: UInt8 = 0
        for index in name.indices { all |= name[index] }
        return all < 0x80
    }

    private static func hasMember(
        _ name: Span<UInt8>,
        bytes: borrowing [UInt8],
        nodes: borrowing [DocumentNode],
        frame: JSONFrame
    ) -> Bool {
        var index = frame.node + 1
        while index < nodes.count {
            let node = nodes[index]
            let start = Int(node.nameStart)
            if Int(node.nameLength) == name.count, isEqual(bytes.span.extracting(start..<start + name.count), name) {
                return true
            }
            index = node.end(at: index)
        }
        return false
    }

    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Enters a name into the set of its object, which begins with the names there are.
    @inline(never)
    private mutating func insertText(
        _ name: Range<Int>,
        bytes: borrowing [UInt8],
        nodes: borrowing [DocumentNode],
        frame: inout JSONFrame
    ) -> Bool {
        if !frame.hasNameSet {
            frame.hasNameSet = true
            sets.append(Self.names(of: frame, bytes: bytes, nodes: nodes))
        }
        return sets[sets.count - 1].insert(String(decoding: bytes[name], as: UTF8.self)).inserted
    }

    private static func names(
        of frame: JSONFrame,
        bytes: borrowing [UInt8],
        nodes: borrowing [DocumentNode]
    ) -> Set<String> {
        var names: Set<String> = []
        var index = frame.node + 1
        while index < nodes.count {
            let node = nodes[index]
            let start = Int(node.nameStart)
            names.insert(String(decoding: bytes[start..<start + Int(node.nameLength)], as: UTF8.self))
            index = node.end(at: index)
        }
        return names
    }
}
