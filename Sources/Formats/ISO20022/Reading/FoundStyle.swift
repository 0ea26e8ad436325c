/// The indentation of a part, as its places in the window.
struct FoundStyle {
    /// What every line begins with.
    var margin: Range<Int>
    /// What a line begins with more for each level.
    var unit: Range<Int>

    /// Finds the indentation from what follows the part's start tag; nil if the part is compact.
    ///
    /// - Parameters:
    ///   - bytes: the window.
    ///   - tagStart: where the part's start tag begins.
    ///   - contentStart: where its content begins.
    init?(_ bytes: Span<UInt8>, tagStart: Int, contentStart: Int) {
        guard let first = Gap(bytes, at: contentStart), let indent = first.indent(bytes) else { return nil }
        if let second = Gap(bytes, at: first.tagEnd(bytes)), second.isBeforeStart, let deeper = second.indent(bytes),
            deeper.count > indent.count
        {
            unit = deeper.lowerBound + indent.count..<deeper.upperBound
            margin = indent.lowerBound..<max(indent.lowerBound, indent.upperBound - unit.count)
            return
        }
        margin = Self.margin(bytes, before: tagStart)
        unit = indent
        if indent.count > margin.count, Self.begins(indent, with: margin, bytes) {
            unit = indent.lowerBound + margin.count..<indent.upperBound
        } else {
            margin = tagStart..<tagStart
        }
    }

    private static func begins(_ range: Range<Int>, with other: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        for index in 0..<other.count where bytes[range.lowerBound + index] != bytes[other.lowerBound + index] {
            return false
        }
        return true
    }

    /// The blanks between the beginning of a line and a tag.
    private static func margin(_ bytes: Span<UInt8>, before tagStart: Int) -> Range<Int> {
        var start = tagStart
        while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
        guard start == 0 || bytes[start - 1] == 0x0A else { return tagStart..<tagStart }
        return start..<tagStart
    }

    /// White space before a tag.
    private struct Gap {
        var range: Range<Int>
        var isBeforeStart: Bool

        /// The gap at an offset; nil if it is too long or no tag follows in the window.
        init?(_ bytes: Span<UInt8>, at start: Int) {
            let lengthMax = 1_024
            var index = start
            while index < bytes.count, XMLCharacters.isBlank(bytes[index]) { index += 1 }
            guard index - start <= lengthMax, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "<") else {
                return nil
            }
            range = start..<index
            isBeforeStart = XMLCharacters.isNameByte(bytes[index + 1])
        }

        /// Where the tag behind the gap ends.
        func tagEnd(_ bytes: Span<UInt8>) -> Int {
            var index = range.upperBound
            while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
            return min(index + 1, bytes.count)
        }

        /// What follows the line end with which the gap begins; nil if it does not begin with its only one.
        func indent(_ bytes: Span<UInt8>) -> Range<Int>? {
            var start = range.lowerBound
            if start < range.upperBound, bytes[start] == 0x0D { start += 1 }
            guard start < range.upperBound, bytes[start] == 0x0A else { return nil }
            start += 1
            for index in start..<range.upperBound where bytes[index] == 0x0A || bytes[index] == 0x0D { return nil }
            return start..<range.upperBound
        }
    }
}
