/// Finds where lines end, eight bytes at a time.
struct LineScanner: Sendable {
    /// The byte that ends a line in the file's encoding, and how many bytes a character has at least.
    private let terminator: [UInt8]
    private let carriageReturn: [UInt8]
    private let unitWidth: Int
    /// Whether lines end with a carriage return alone.
    private let isReturnOnly: Bool

    /// A line in a window.
    struct Line {
        /// How many bytes it has without its end.
        var length: Int
        /// How it ends; nil where the input ends.
        var end: LineEnd?
        /// How many bytes it has with its end.
        var consumed: Int
    }

    init(_ layout: Layout) {
        isReturnOnly = layout.lineEnd == .cr
        unitWidth = layout.encoding.unitWidth
        terminator = layout.encoding.bytes(isReturnOnly ? "\r" : "\n")
        carriageReturn = layout.encoding.bytes("\r")
    }

    /// The line that begins at an offset; nil if its end is not in the window.
    func line(in window: Span<UInt8>, from start: Int, isLast: Bool) -> Line? {
        guard let end = unitWidth == 1 ? index(in: window, from: start) : wideIndex(in: window, from: start) else {
            let length = window.count - start
            return isLast ? Line(length: length, end: nil, consumed: length) : nil
        }
        let consumed = end + terminator.count - start
        if isReturnOnly { return Line(length: end - start, end: .cr, consumed: consumed) }
        let before = end - carriageReturn.count
        if before >= start, window.extracting(before..<end).equals(carriageReturn.span) {
            return Line(length: before - start, end: .crlf, consumed: consumed)
        }
        return Line(length: end - start, end: .lf, consumed: consumed)
    }

    private func index(in window: Span<UInt8>, from start: Int) -> Int? {
        let wanted = terminator[0]
        let pattern = UInt64(wanted) &* 0x0101_0101_0101_0101
        return window.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var index = start
            while index + 8 <= bytes.count {
                let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian ^ pattern
                let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
                if zeros != 0 { return index + zeros.trailingZeroBitCount / 8 }
                index += 8
            }
            while index < bytes.count {
                if base[index] == wanted { return index }
                index += 1
            }
            return nil
        }
    }

    private func wideIndex(in window: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index + unitWidth <= window.count {
            if window.extracting(index..<(index + unitWidth)).equals(terminator.span) { return index }
            index += unitWidth
        }
        return nil
    }
}
