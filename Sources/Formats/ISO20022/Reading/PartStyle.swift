/// How a part of a message is laid out: what stands between its tags where nothing else is noted.
struct PartStyle: Sendable, Equatable {
    /// Whether tags stand on lines of their own.
    private(set) var isIndented = false
    /// The line end.
    private(set) var lineEnd: [UInt8] = [0x0A]
    /// What every line begins with.
    private(set) var margin: [UInt8] = []
    /// What a line begins with more for each level.
    private(set) var unit: [UInt8] = []
    /// The line end, the margin and the units of the deepest level: gaps are beginnings of it.
    private var gap: [UInt8] = []
    private var base = 0
    private var unitLength = 0

    /// Levels whose gaps are laid out.
    private static let depthMax = 96

    /// Compact: nothing between tags.
    init() {}

    /// Indented.
    init(lineEnd: [UInt8], margin: [UInt8], unit: [UInt8]) {
        isIndented = true
        self.lineEnd = lineEnd
        self.margin = margin
        self.unit = unit
        gap = lineEnd + margin
        base = gap.count
        unitLength = unit.count
        for _ in 0..<Self.depthMax { gap += unit }
    }

    /// The level for whose tags the gap at an offset is the usual one: the given one, or the one around it.
    ///
    /// - Returns: the level and the length of the gap; ``anyLevel`` where gaps are the same for all, -1 where the gap is
    ///   not a usual one.
    @inline(__always)
    func level(of bytes: Span<UInt8>, at offset: Int, near level: Int) -> (level: Int, length: Int) {
        guard isIndented else {
            return offset < bytes.count && bytes[offset] == UInt8(ascii: "<") ? (Self.anyLevel, 0) : (-1, 0)
        }
        let length = base &+ level &* unitLength
        if isGap(bytes, at: offset, length) { return (level, length) }
        if isGap(bytes, at: offset, length &- unitLength) { return (level &- 1, length &- unitLength) }
        return (-1, 0)
    }

    /// What ``level(of:at:near:)`` returns for parts without white space between tags.
    static let anyLevel = Int.max

    @inline(__always)
    private func isGap(_ bytes: Span<UInt8>, at offset: Int, _ length: Int) -> Bool {
        guard length >= 0, length <= gap.count, offset &+ length < bytes.count,
            bytes[offset &+ length] == UInt8(ascii: "<")
        else { return false }
        return XMLBytes.areEqual(bytes, at: offset, gap.span, at: 0, count: length)
    }

    /// Appends the usual gap before a tag of that level.
    func appendGap(level: Int, to bytes: inout [UInt8]) {
        guard isIndented else { return }
        bytes += lineEnd
        bytes += margin
        for _ in 0..<level { bytes += unit }
    }

    static func == (left: PartStyle, right: PartStyle) -> Bool {
        left.isIndented == right.isIndented && left.lineEnd == right.lineEnd && left.margin == right.margin
            && left.unit == right.unit
    }

    /// Whether it is made of these pieces of the window.
    func isMade(of found: FoundStyle, _ bytes: Span<UInt8>, hasCarriageReturns: Bool) -> Bool {
        isIndented && lineEnd.count == (hasCarriageReturns ? 2 : 1) && Self.equal(margin, found.margin, bytes)
            && Self.equal(unit, found.unit, bytes)
    }

    private static func equal(_ array: [UInt8], _ range: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        guard array.count == range.count else { return false }
        for index in array.indices where array[index] != bytes[range.lowerBound + index] { return false }
        return true
    }
}
