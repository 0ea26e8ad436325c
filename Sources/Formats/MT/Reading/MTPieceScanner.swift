import Canonical

/// Finds where the pieces of a split message end.
enum MTPieceScanner {
    /// How a piece ends.
    enum Outcome {
        /// Before the tag of the next piece.
        case next
        /// With the text.
        case ended
        /// The window shows too little.
        case more
    }

    /// What stands before the text of a message.
    enum Headers {
        /// The text begins there, behind a gap of that length before its block.
        case text(Int, gap: Int)
        /// The message is none that is split.
        case other
        case more
    }

    /// What stands where a piece has ended.
    enum Beginning {
        case tag(Int)
        case end
        case more
    }

    /// A line feed, a tag with its colons, and a byte more.
    private static let lookahead = 6

    // MARK: - Headers

    /// Scans blocks 1 to 3, in this order, up to block 4 with text.
    static func scanHeaders(_ bytes: Span<UInt8>, from start: Int, isLast: Bool, into scan: inout MTScan) -> Headers {
        scan.reset(at: start)
        var position = start
        while position < bytes.count {
            let gap = MTScanner.gapLength(bytes, from: position, scan)
            let brace = position + gap
            guard brace + 3 < bytes.count else { break }
            guard bytes[brace] == UInt8(ascii: "{"), bytes[brace + 2] == UInt8(ascii: ":") else { return .other }
            let name = bytes[brace + 1]
            if name == UInt8(ascii: "4") { return text(bytes, from: brace + 3, gap: gap, isLast: isLast) }
            guard (0x31...0x33).contains(name), name > scan.blocks.last?.name ?? 0 else { return .other }
            guard let end = MTScanner.takeBlock(name, bytes, from: brace + 3, gap: gap, into: &scan) else { break }
            position = end + 1
        }
        return isLast ? .other : .more
    }

    /// Whether block 4 holds text and not tags in braces.
    private static func text(_ bytes: Span<UInt8>, from start: Int, gap: Int, isLast: Bool) -> Headers {
        var position = start
        while position < bytes.count, MTScanner.isGap(bytes[position]) { position += 1 }
        guard position < bytes.count else { return isLast ? .other : .more }
        let isTags = bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "}")
        return isTags ? .other : .text(start, gap: gap)
    }

    // MARK: - Text

    /// Scans the fields of a piece up to a tag that it does not take, or to the end of the text.
    static func scan(
        _ bytes: Span<UInt8>,
        from start: Int,
        isBare: Bool,
        isLast: Bool,
        into scan: inout MTScan,
        takes: (Int) -> Bool
    ) -> Outcome {
        scan.reset(at: start)
        scan.hasText = true
        scan.firstField = -1
        var position = start
        if isBare, let key = MTScanner.tagKey(bytes, at: start) {
            guard takes(key) else { return finish(bytes, start, &scan, .next) }
            MTScanner.takeTag(bytes, at: start, valueEnd: start, into: &scan)
        }
        while position < bytes.count {
            position = MTScanner.plainEnd(bytes, from: position)
            guard position < bytes.count else { break }
            guard isLast || position + lookahead < bytes.count else { return .more }
            let byte = bytes[position]
            if byte == 0x0A {
                let outcome = takeLine(bytes, at: position, isBare: isBare, isLast: isLast, &scan, takes)
                if let outcome { return outcome }
            } else if byte >= 0x80 {
                scan.hasHighBytes = true
            } else if !isBare, let end = textEnd(bytes, at: position, start) {
                return finish(bytes, end, &scan, .ended)
            }
            position += 1
        }
        guard isLast else { return .more }
        return finish(bytes, isBare ? MTScanner.trimmedEnd(bytes, start) : bytes.count, &scan, .ended)
    }

    /// Takes the tag behind a line feed, if one stands there; how the piece ends, if it does.
    private static func takeLine(
        _ bytes: Span<UInt8>,
        at feed: Int,
        isBare: Bool,
        isLast: Bool,
        _ scan: inout MTScan,
        _ takes: (Int) -> Bool
    ) -> Outcome? {
        let hasReturn = feed > scan.textStart && bytes[feed - 1] == 0x0D
        let valueEnd = hasReturn ? feed - 1 : feed
        if let key = MTScanner.tagKey(bytes, at: feed + 1) {
            if isBare, key == MTTag.reference, !scan.fields.isEmpty { return finish(bytes, valueEnd, &scan, .ended) }
            guard takes(key) else { return finish(bytes, valueEnd, &scan, .next) }
            MTScanner.takeTag(bytes, at: feed + 1, valueEnd: valueEnd, into: &scan)
        } else if !isBare, feed + 1 < bytes.count, bytes[feed + 1] == UInt8(ascii: "-") {
            MTScanner.takeHyphen(bytes, at: feed + 1, into: &scan)
        } else if isBare, feed + 1 < bytes.count, bytes[feed + 1] == UInt8(ascii: "-"),
            let end = MTScanner.endOfHyphenLine(bytes, feed + 1)
        {
            if end == bytes.count, bytes[end - 1] != 0x0A, !isLast { return .more }
            return finish(bytes, valueEnd, &scan, .ended)
        }
        return nil
    }

    /// Where the text ends, if `-}` or the next message stands here.
    private static func textEnd(_ bytes: Span<UInt8>, at position: Int, _ start: Int) -> Int? {
        if bytes[position] == UInt8(ascii: "{"), MTScanner.startsMessage(bytes, position) { return position }
        guard bytes[position] == UInt8(ascii: "}"), position > start, bytes[position - 1] == UInt8(ascii: "-") else {
            return nil
        }
        var end = position - 1
        if end > start, bytes[end - 1] == 0x0A {
            end -= 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return end
    }

    private static func finish(_ bytes: Span<UInt8>, _ end: Int, _ scan: inout MTScan, _ outcome: Outcome) -> Outcome {
        MTScanner.close(&scan, valueEnd: end)
        scan.textEnd = end
        scan.textStop = end
        scan.end = end
        for index in scan.textStart..<max(scan.textStart, end) where bytes[index] == 0x0A {
            scan.lineFeeds += 1
            if index > scan.textStart, bytes[index - 1] == 0x0D { scan.returns += 1 }
        }
        return outcome
    }

    /// What stands behind the line end at which a piece has ended.
    static func beginning(_ bytes: Span<UInt8>, isBare: Bool, isLast: Bool) -> Beginning {
        let feed = bytes.count > 0 && bytes[0] == 0x0D ? 1 : 0
        guard isLast || feed + lookahead < bytes.count else { return .more }
        guard feed < bytes.count, bytes[feed] == 0x0A, let key = MTScanner.tagKey(bytes, at: feed + 1) else {
            return .end
        }
        return isBare && key == MTTag.reference ? .end : .tag(key)
    }
}

extension MTTag {
    /// The keys of 20, with which bodies begin, and of 61, with which their entries do.
    static let reference = 20 * 27
    static let statementLine = 61 * 27
}
