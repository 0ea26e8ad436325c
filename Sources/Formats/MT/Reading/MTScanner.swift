import Canonical

/// Finds the blocks of one message and the fields of its block 4, in one pass over the bytes.
enum MTScanner {
    /// What the scan came to.
    enum Outcome {
        /// The message's blocks end at ``MTScan/end``; what stands there is no further block of it.
        case complete
        /// The window ends inside the message.
        case cut
    }

    /// Greatest number of fields in a message.
    static let fieldsMax = 100_000
    private static let blocksMax = 64

    /// Scans the blocks that begin at `start`, which is a brace.
    static func scanBlocks(_ bytes: Span<UInt8>, from start: Int, into scan: inout MTScan) -> Outcome {
        scan.reset(at: start)
        return scanFurtherBlocks(bytes, from: start, into: &scan)
    }

    /// Scans on from behind a block, or from the first one.
    static func scanFurtherBlocks(_ bytes: Span<UInt8>, from start: Int, into scan: inout MTScan) -> Outcome {
        var position = start
        while position < bytes.count {
            let gap = gapLength(bytes, from: position, scan)
            guard position + gap < bytes.count else { return .cut }
            guard bytes[position + gap] == UInt8(ascii: "{"), scan.blocks.count < blocksMax else { return .complete }
            guard position + gap + 2 < bytes.count else { return .cut }
            if gap > 0, bytes[position + gap + 1] == UInt8(ascii: "1") { return .complete }
            position += gap
            let name = bytes[position + 1]
            guard isBlockName(name), bytes[position + 2] == UInt8(ascii: ":"), scan.block(name) == nil else {
                return .complete
            }
            let content = position + 3
            guard name != UInt8(ascii: "4") || content < bytes.count else { return .cut }
            if name == UInt8(ascii: "4"), bytes[content] != UInt8(ascii: "{"), bytes[content] != UInt8(ascii: "}"),
                !isTagBlock(bytes, from: content)
            {
                scanText(bytes, from: content, isBare: false, into: &scan)
                scan.blocks.append(
                    .init(name: name, start: content, end: scan.textEnd, isOpen: scan.isTextOpen, gap: gap)
                )
                position = scan.end
                if scan.isTextOpen { return position == bytes.count ? .cut : .complete }
            } else {
                guard let end = takeBlock(name, bytes, from: content, gap: gap, into: &scan) else { return .cut }
                position = end + 1
                scan.end = position
            }
        }
        // Whether a further block follows is not known before the next byte is.
        return position == start ? .cut : .complete
    }

    /// How many blanks and line ends stand behind a block, where a further block of its message may follow them.
    static func gapLength(_ bytes: Span<UInt8>, from start: Int, _ scan: borrowing MTScan) -> Int {
        guard !scan.blocks.isEmpty, bytes[start] != UInt8(ascii: "{") else { return 0 }
        var position = start
        while position < bytes.count, isGap(bytes[position]) { position += 1 }
        return position - start
    }

    /// Whether a byte may stand between blocks: some programs write each block on a line of its own.
    static func isGap(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 }

    private static func isBlockName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }

    /// Whether the first thing behind blanks and line ends is a brace: block 4 of a system message.
    private static func isTagBlock(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var position = start
        while position < bytes.count, bytes[position] == 0x0D || bytes[position] == 0x0A || bytes[position] == 0x20 {
            position += 1
        }
        return position < bytes.count && bytes[position] == UInt8(ascii: "{")
    }

    /// Enters a block whose content begins there.
    ///
    /// - Returns: where the brace is that closes it; nil if it is not there.
    static func takeBlock(
        _ name: UInt8,
        _ bytes: Span<UInt8>,
        from content: Int,
        gap: Int,
        into scan: inout MTScan
    ) -> Int? {
        var marks = Marks()
        let closing = closing(bytes, from: content, &marks)
        if marks.hasHighBytes { scan.hasHighBytes = true }
        guard let closing else { return nil }
        let isPlain = !marks.hasBraces && !marks.hasHighBytes
        scan.blocks.append(.init(name: name, start: content, end: closing, gap: gap, isPlain: isPlain))
        return closing
    }

    /// What stands inside a block or a tag.
    private struct Marks {
        var hasBraces = false
        var hasHighBytes = false
    }

    /// The brace that closes a block; nil if it is not there.
    private static func closing(_ bytes: Span<UInt8>, from start: Int, _ marks: inout Marks) -> Int? {
        var depth = 0
        var position = start
        while true {
            position = plainEnd(bytes, from: position)
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            if byte == UInt8(ascii: "}") {
                if depth == 0 { return position }
                depth -= 1
            } else if byte == UInt8(ascii: "{") {
                depth += 1
                marks.hasBraces = true
            } else if byte >= 0x80 {
                marks.hasHighBytes = true
            }
            position += 1
        }
    }

    /// The brace that closes a tag; nil if it is not there.
    static func closing(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var marks = Marks()
        return closing(bytes, from: start, &marks)
    }

    /// Scans the text of block 4 up to its `-}`, or a bare body up to a line with a hyphen alone or the next `:20:`.
    static func scanText(_ bytes: Span<UInt8>, from start: Int, isBare: Bool, into scan: inout MTScan) {
        scan.textStart = start
        scan.firstField = -1
        scan.hasText = true
        var position = start
        if isBare { takeTag(bytes, at: start, valueEnd: start, into: &scan) }
        while position < bytes.count {
            // Line feed, braces and bytes outside ASCII are all there is to look at.
            position = plainEnd(bytes, from: position)
            guard position < bytes.count else { break }
            let hasReturn = bytes[position] == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
            if hasReturn { position += 1 }
            let byte = bytes[position]
            if byte == 0x0A {
                scan.lineFeeds &+= 1
                if hasReturn { scan.returns &+= 1 }
                if position + 1 < bytes.count {
                    let next = bytes[position + 1]
                    if next == UInt8(ascii: ":") {
                        let valueEnd = hasReturn ? position - 1 : position
                        if isBare, endsBareBody(bytes, at: position + 1, scan) {
                            return finishBare(valueEnd, position + 1, &scan)
                        }
                        takeTag(bytes, at: position + 1, valueEnd: valueEnd, into: &scan)
                    } else if !isBare, next == UInt8(ascii: "-") {
                        takeHyphen(bytes, at: position + 1, into: &scan)
                    } else if isBare, next == UInt8(ascii: "-"), let end = endOfHyphenLine(bytes, position + 1) {
                        if bytes[end - 1] == 0x0A {
                            scan.lineFeeds += 1
                            if bytes[end - 2] == 0x0D { scan.returns += 1 }
                        }
                        return finishBare(hasReturn ? position - 1 : position, end, &scan)
                    }
                }
            } else if byte == UInt8(ascii: "}"), !isBare, position > start, bytes[position - 1] == UInt8(ascii: "-") {
                return finishText(bytes, at: position, &scan)
            } else if byte == UInt8(ascii: "{"), !isBare, startsMessage(bytes, position) {
                return finishOpen(position, &scan)
            } else if byte >= 0x80 {
                scan.hasHighBytes = true
            }
            position += 1
        }
        if isBare { return finishBare(trimmedEnd(bytes, start), bytes.count, &scan) }
        finishOpen(bytes.count, &scan)
    }

    /// The end of the bytes from an offset on that are neither control characters, nor braces, nor outside ASCII.
    @inline(__always)
    static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var position = start
        // Eight at a time: a byte below 0x20 borrows from its high bit, one from 0x7B on carries into it.
        while bytes.count &- position >= 8 {
            // "Unsafe" says that any bytes may be read as a number; the place is checked.
            let word = UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let low = (word &- 0x2020_2020_2020_2020) & ~word
            let high = (word &+ 0x0505_0505_0505_0505) | word
            let marks = (low | high) & 0x8080_8080_8080_8080
            if marks != 0 { return position &+ marks.trailingZeroBitCount / 8 }
            position &+= 8
        }
        while position < bytes.count, bytes[position] &- 0x20 <= 0x5A { position &+= 1 }
        return position
    }

    /// The text has no end, because the input or the next message cuts it off.
    private static func finishOpen(_ end: Int, _ scan: inout MTScan) {
        scan.isTextOpen = true
        close(&scan, valueEnd: end)
        scan.textEnd = end
        scan.textStop = end
        scan.end = end
    }

    static func startsMessage(_ bytes: Span<UInt8>, _ brace: Int) -> Bool {
        brace + 3 < bytes.count && bytes[brace + 1] == UInt8(ascii: "1") && bytes[brace + 2] == UInt8(ascii: ":")
            && bytes[brace + 3] == UInt8(ascii: "F")
    }

    /// `-}` ends the text; the line end before it belongs to no value.
    private static func finishText(_ bytes: Span<UInt8>, at brace: Int, _ scan: inout MTScan) {
        var end = brace - 1
        scan.end = brace + 1
        scan.textStop = brace + 1
        if end > scan.textStart, bytes[end - 1] == 0x0A {
            end -= 1
            if end > scan.textStart, bytes[end - 1] == 0x0D { end -= 1 }
        }
        close(&scan, valueEnd: end)
        scan.textEnd = end
    }

    private static func finishBare(_ valueEnd: Int, _ end: Int, _ scan: inout MTScan) {
        close(&scan, valueEnd: valueEnd)
        scan.textEnd = valueEnd
        scan.textStop = end
        scan.end = end
    }

    static func close(_ scan: inout MTScan, valueEnd: Int) {
        if let last = scan.fields.indices.last {
            scan.fields[last].end = max(scan.fields[last].start, valueEnd)
        } else {
            scan.firstField = valueEnd
        }
    }

    /// Enters a line that begins with a hyphen, unless it is the one that ends the text.
    static func takeHyphen(_ bytes: Span<UInt8>, at hyphen: Int, into scan: inout MTScan) {
        guard hyphen + 1 >= bytes.count || bytes[hyphen + 1] != UInt8(ascii: "}") else { return }
        scan.hyphenLines.append(hyphen)
    }

    /// Enters a field if a tag stands here: a colon, two digits, a letter or none, a colon.
    static func takeTag(_ bytes: Span<UInt8>, at colon: Int, valueEnd: Int, into scan: inout MTScan) {
        guard let key = tagKey(bytes, at: colon) else { return }
        guard scan.fields.count < fieldsMax else {
            scan.hasTooManyFields = true
            return
        }
        if let last = scan.fields.indices.last {
            scan.fields[last].end = valueEnd
        } else {
            scan.firstField = colon
        }
        let start = colon &+ (key % 27 == 0 ? 4 : 5)
        scan.fields.append(.init(key: key, tag: colon, start: start, end: bytes.count))
    }

    /// The key of the tag whose colon stands here, if one does.
    @inline(__always)
    static func tagKey(_ bytes: Span<UInt8>, at colon: Int) -> Int? {
        let colonByte = UInt8(ascii: ":")
        guard bytes.count - colon >= 4 else { return nil }
        let tag = bytes.extracting(colon..<colon &+ 4)
        let (tens, ones) = (tag[1] &- 0x30, tag[2] &- 0x30)
        guard tag[0] == colonByte, tens <= 9, ones <= 9 else { return nil }
        let number = (Int(tens) &* 10 &+ Int(ones)) &* 27
        if tag[3] == colonByte { return number }
        let letter = tag[3] &- 0x41
        guard letter < 26, bytes.count - colon >= 5, bytes[colon &+ 4] == colonByte else { return nil }
        return number &+ Int(letter) &+ 1
    }

    // MARK: - Bare bodies

    /// Field 20 after other fields begins the next message.
    private static func endsBareBody(_ bytes: Span<UInt8>, at colon: Int, _ scan: borrowing MTScan) -> Bool {
        guard colon + 3 < bytes.count, !scan.fields.isEmpty else { return false }
        return bytes[colon + 1] == 0x32 && bytes[colon + 2] == 0x30 && bytes[colon + 3] == UInt8(ascii: ":")
    }

    /// The end of a line that holds `-` or `-}` alone, behind its line end.
    static func endOfHyphenLine(_ bytes: Span<UInt8>, _ hyphen: Int) -> Int? {
        var position = hyphen + 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") { position += 1 }
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0D { position += 1 }
        guard position < bytes.count else { return position }
        return bytes[position] == 0x0A ? position + 1 : nil
    }

    /// The end of the bytes without line ends and blanks at their end.
    static func trimmedEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var end = bytes.count
        while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }
}
