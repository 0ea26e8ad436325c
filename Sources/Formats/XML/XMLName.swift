/// A qualified name, as its place in the window.
struct XMLName: Sendable {
    /// Where it begins.
    var start: Int
    /// How many bytes it has, prefix and colon included.
    var length: Int
    /// How many bytes the prefix has; 0 where there is none.
    var prefixLength: Int

    /// The whole name.
    var range: Range<Int> { start..<start + length }
    /// The prefix, empty where there is none.
    var prefix: Range<Int> { start..<start + prefixLength }
    /// The part behind the colon.
    @inline(__always)
    var local: Range<Int> { localStart..<start + length }
    /// Where the part behind the colon begins.
    @inline(__always)
    var localStart: Int { prefixLength == 0 ? start : start + prefixLength + 1 }
}

/// An attribute, as its places in the window.
struct XMLAttribute: Sendable {
    /// Its name.
    var name: XMLName
    /// What stands between the quotes.
    var value: Range<Int>
    /// Whether the value holds references or blanks other than the space.
    var needsNormalising: Bool
    /// The number of its namespace, in ``XMLNamespaces``.
    var namespace = 0
}
