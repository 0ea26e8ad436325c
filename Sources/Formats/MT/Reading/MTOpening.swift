/// What the next message in a window is, and where it begins.
enum MTOpening {
    /// The window shows too little.
    case more
    /// There is nothing further.
    case end
    /// Blocks in braces, which begin there.
    case blocks(Int, MTFrame.Container)
    /// Fields without blocks, the first of which begins there.
    case body(Int)
    /// XML, which begins there.
    case envelope(Int)
    /// Nothing of the kind.
    case unrecognised

    static func find(_ window: Span<UInt8>, isLast: Bool, hasRead: Bool) -> MTOpening {
        var start = 0
        while start < window.count, isFiller(window[start]) || isByteOrderMark(window, start) { start += 1 }
        guard start < window.count else {
            if !isLast { return .more }
            return hasRead && window.isEmpty ? .end : .unrecognised
        }
        if window[start] == UInt8(ascii: "<") { return .envelope(start) }
        if window[start] == 0x01, start + 3 < window.count, isBlock(window, start + 1) {
            return .blocks(start + 1, .sectors)
        }
        return search(window, from: start) ?? (isLast ? .unrecognised : .more)
    }

    /// The first block or the first line that begins with a tag, from an offset on.
    static func search(_ window: Span<UInt8>, from start: Int) -> MTOpening? {
        var isLineStart = true
        for index in start..<window.count {
            let byte = window[index]
            if byte == UInt8(ascii: "{"), isBlock(window, index) {
                let container = index > 0 && window[index - 1] == 0x01 ? MTFrame.Container.sectors : .plain
                return .blocks(index, container)
            }
            if isLineStart, byte == UInt8(ascii: ":"), isTag(window, index) { return .body(index) }
            isLineStart = byte == 0x0A
        }
        return nil
    }

    /// What may stand between messages: blanks, line ends, the `$` of RJE, and the marks of DOS-PCC but for 0x01.
    static func isFiller(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == UInt8(ascii: "$") || byte == 0x00
            || byte == 0x03
    }

    /// Bytes EF BB BF, which some programs write at the beginning of UTF-8.
    private static func isByteOrderMark(_ window: Span<UInt8>, _ index: Int) -> Bool {
        index < 3 && window[index] == [0xEF, 0xBB, 0xBF][index]
    }

    /// Whether a block begins here: a brace, a digit and a colon.
    static func isBlock(_ window: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 2 < window.count, window[index] == UInt8(ascii: "{") else { return false }
        return window[index + 1] &- 0x31 <= 4 && window[index + 2] == UInt8(ascii: ":")
    }

    /// Whether block 1 begins here.
    static func startsMessage(_ window: Span<UInt8>, _ index: Int) -> Bool {
        isBlock(window, index) && window[index + 1] == UInt8(ascii: "1")
    }

    static func isTag(_ window: Span<UInt8>, _ index: Int) -> Bool {
        guard index + 3 < window.count, window[index + 1] &- 0x30 <= 9, window[index + 2] &- 0x30 <= 9 else {
            return false
        }
        if window[index + 3] == UInt8(ascii: ":") { return true }
        return window[index + 3] &- 0x41 <= 25 && index + 4 < window.count && window[index + 4] == UInt8(ascii: ":")
    }
}
