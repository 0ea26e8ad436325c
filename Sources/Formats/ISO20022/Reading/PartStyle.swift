/// How a part of a message is laid out: what stands between its tags where nothing else is noted.
struct PartStyle: Sendable {
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
        for _ in 0..<Self.depthMax { gap += unit }
    }

    /// Whether a gap of the window is the usual one before a tag of that level.
    @inline(__always)
    func isUsual(_ bytes: Span<UInt8>, from start: Int, to end: Int, level: Int) -> Bool {
        guard isIndented else { return start == end }
        let length = base &+ level &* unit.count
        guard end &- start == length, length <= gap.count else { return false }
        for index in 0..<length where bytes[start &+ index] != gap[index] { return false }
        return true
    }

    /// Appends the usual gap before a tag of that level.
    func appendGap(level: Int, to bytes: inout [UInt8]) {
        guard isIndented else { return }
        bytes += lineEnd
        bytes += margin
        for _ in 0..<level { bytes += unit }
    }

    /// Finds the style of a part from what follows its start tag.
    ///
    /// - Parameters:
    ///   - bytes: the window.
    ///   - tagStart: where the part's start tag begins.
    ///   - contentStart: where its content begins.
    ///   - hasCarriageReturns: whether lines end with CR and LF.
    init(of bytes: Span<UInt8>, tagStart: Int, contentStart: Int, hasCarriageReturns: Bool) {
        self.init()
        guard let first = Self.gap(bytes, at: contentStart), let firstBreak = Self.lineBreak(first.gap) else { return }
        let lineEnd: [UInt8] = hasCarriageReturns ? [0x0D, 0x0A] : [0x0A]
        let indent = Array(first.gap[firstBreak...])
        var margin = Self.margin(bytes, before: tagStart)
        var unit = indent
        if let second = Self.gap(bytes, at: first.tagEnd), let secondBreak = Self.lineBreak(second.gap),
            second.isStart, second.gap[secondBreak...].count > indent.count
        {
            unit = Array(second.gap[secondBreak...].dropFirst(indent.count))
            margin = Array(indent.dropLast(unit.count))
        } else if indent.count > margin.count, indent.starts(with: margin) {
            unit = Array(indent.dropFirst(margin.count))
        } else {
            margin = []
        }
        self.init(lineEnd: lineEnd, margin: margin, unit: unit)
    }

    /// The white space at an offset, and where the tag behind it ends; nil if no tag follows in the window.
    private static func gap(_ bytes: Span<UInt8>, at start: Int) -> (gap: [UInt8], tagEnd: Int, isStart: Bool)? {
        var index = start
        var gap: [UInt8] = []
        while index < bytes.count, XMLCharacters.isBlank(bytes[index]), gap.count < 4_096 {
            gap.append(bytes[index])
            index += 1
        }
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "<") else { return nil }
        let isStart = XMLCharacters.isNameByte(bytes[index + 1])
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        return (gap, index + 1, isStart)
    }

    /// How long the line end is with which a gap begins, if it has no other one; nil if not.
    private static func lineBreak(_ gap: [UInt8]) -> Int? {
        let length = gap.starts(with: [0x0D, 0x0A]) ? 2 : gap.starts(with: [0x0A]) ? 1 : 0
        guard length > 0, !gap[length...].contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return nil }
        return length
    }

    /// The blanks between the beginning of a line and a tag.
    private static func margin(_ bytes: Span<UInt8>, before tagStart: Int) -> [UInt8] {
        var start = tagStart
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        guard start == 0 || bytes[start - 1] == 0x0A else { return [] }
        return (start..<tagStart).map { bytes[$0] }
    }
}
