/// A container that is being read.
struct JSONFrame {
    /// The index of the container's node.
    var node: Int
    /// Whether it is an object.
    var isObject: Bool
    /// How many values it has so far.
    var count: UInt32 = 0
    /// Where the keys of its names begin; see ``JSONMemberNames``.
    var keysStart: Int
    /// Whether its names must be compared as text, because one is more than ASCII or two may be equal.
    var comparesText = false
    /// Whether its names are in a set.
    var hasNameSet = false

    /// What stands around the one value of a text.
    static let root = JSONFrame(node: 0, isObject: false, keysStart: 0)

    /// The bracket that closes it.
    var closing: UInt8 { isObject ? UInt8(ascii: "}") : UInt8(ascii: "]") }
}

/// The name of the value that is read next, as a place in the document's bytes.
struct JSONName {
    let start: UInt32
    let length: UInt16
    let isMember: Bool

    /// No name: for items of lists and for roots.
    static let none = JSONName(start: 0, length: 0, isMember: false)

    /// A name of at most 65,535 bytes.
    init(_ range: Range<Int>) {
        self.init(
            start: UInt32(truncatingIfNeeded: range.lowerBound),
            length: UInt16(truncatingIfNeeded: range.count),
            isMember: true
        )
    }

    private init(start: UInt32, length: UInt16, isMember: Bool) {
        self.start = start
        self.length = length
        self.isMember = isMember
    }
}
