/// Finds names that occur twice in an object while it is read.
///
/// Small objects, which nearly all are, keep one word per name, made of its length and its first and last bytes, and
/// compare these; only where two words are equal are the names themselves compared. Larger ones have a hash set, since
/// an attacker could make comparing quadratic. Names that are canonically equivalent in Unicode are the same name, so as
/// soon as one has other characters than ASCII, names are compared as text.
struct JSONMemberNames {
    /// Up to this many members a scan is faster than hashing, and an attacker gains nothing by it.
    private static let scannedMax = 16
    /// For how many names there is room from the beginning.
    private static let namesUsual = 64
    /// One word per name of the objects that are open, the innermost last.
    private var keys: [UInt64] = []
    /// The names of those open objects that are large or have names beyond ASCII, the innermost last.
    private var sets: [Set<String>] = []

    /// How many words there are.
    var keyCount: Int { keys.count }

    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        keys.reserveCapacity(Self.namesUsual)
        sets.removeAll()
    }

    /// Forgets the names of an object.
    mutating func leave(_ frame: JSONFrame) {
        while keys.count > frame.keysStart { keys.removeLast() }
        if frame.hasNameSet { sets.removeLast() }
    }

    // MARK: - Small objects

    /// Enters a name into an object if its word alone says that it is new; `bytes` go on for a word behind the name.
    @inline(__always)
    mutating func isSurelyNew(_ name: Range<Int>, in frame: inout JSONFrame, _ bytes: RawSpan) -> Bool {
        let (key, isForeign) = Self.key(name, bytes)
        if isForeign { frame.comparesText = true }
        guard !frame.comparesText, frame.count < Self.scannedMax else { return false }
        for index in frame.keysStart..<keys.count where keys[index] == key { return false }
        keys.append(key)
        return true
    }

    /// A word that two equal names share, and whether the name is more than ASCII.
    @inline(__always)
    private static func key(_ name: Range<Int>, _ bytes: RawSpan) -> (UInt64, isForeign: Bool) {
        let count = name.count
        let start = name.lowerBound
        let first = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self))
        guard count > 8 else {
            // What lies behind the name is shifted out; the count tells names from longer ones that go on with zeros.
            let word = count == 0 ? 0 : first << UInt64(64 - count * 8)
            return (word ^ UInt64(count), word & JSONWord.highBits != 0)
        }
        let last = bytes.unsafeLoadUnaligned(fromByteOffset: start + count - 8, as: UInt64.self)
        var all = first | last
        var offset = 8
        while offset < count - 8 {
            all |= bytes.unsafeLoadUnaligned(fromByteOffset: start + offset, as: UInt64.self)
            offset += 8
        }
        return (first &* 0x9E37_79B9_7F4A_7C15 ^ last &+ UInt64(count), all & JSONWord.highBits != 0)
    }

    // MARK: - Other objects

    /// Enters a name into an object after comparing it with all that the object has.
    @inline(never)
    mutating func isNew(
        _ name: Range<Int>,
        in frame: inout JSONFrame,
        _ bytes: RawSpan,
        _ nodes: [DocumentNode]
    ) -> Bool {
        if !frame.hasNameSet {
            frame.hasNameSet = true
            sets.append(Self.names(of: frame, bytes, nodes))
        }
        // From here on the set alone decides; words are not looked at again.
        frame.comparesText = true
        return sets[sets.count - 1].insert(Self.text(name, bytes)).inserted
    }

    private static func names(of frame: JSONFrame, _ bytes: RawSpan, _ nodes: [DocumentNode]) -> Set<String> {
        var names: Set<String> = []
        var index = frame.node + 1
        while index < nodes.count {
            let node = nodes[index]
            let start = Int(node.nameStart)
            names.insert(text(start..<start + Int(node.nameLength), bytes))
            index = node.end(at: index)
        }
        return names
    }

    private static func text(_ range: Range<Int>, _ bytes: RawSpan) -> String {
        bytes.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
