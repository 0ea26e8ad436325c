/// Finds the segments of an interchange.
struct SegmentScanner {
    /// A segment in a window.
    struct Segment {
        /// Its tag, with the elements, without the terminator.
        var content: Range<Int>
        var tag: Range<Int>
        /// What stands between its terminator and the next segment.
        var after: Range<Int>
        var isOpen = false
    }

    let syntax: SegmentSyntax

    /// The segment that begins at an offset; nil if it may go on behind the window.
    func segment(in window: Span<UInt8>, from start: Int, isLast: Bool) -> Segment? {
        var index = start
        while index < window.count, window[index] != syntax.terminator {
            index += window[index] == syntax.release ? 2 : 1
        }
        let end = min(index, window.count)
        guard end < window.count || isLast else { return nil }
        var tagEnd = start
        while tagEnd < end, window[tagEnd] != syntax.element { tagEnd += 1 }
        let isOpen = end == window.count
        var after = isOpen ? end : end + 1
        let afterStart = after
        while after < window.count, Self.isBlank(window[after]) { after += 1 }
        guard after < window.count || isLast else { return nil }
        return Segment(content: start..<end, tag: start..<tagEnd, after: afterStart..<after, isOpen: isOpen)
    }

    static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x0D || byte == 0x0A || byte == 0x20 || byte == 0x09
    }
}
