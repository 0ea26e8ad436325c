import Canonical

/// Records that are lines of text.
extension RecordFraming {
    func lineFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
        var end = 0
        while end < window.count, !isLineEnd(window[end]) { end += 1 }
        guard end - options.head - options.tail <= options.recordBytesMax else {
            throw Fault(
                .message,
                .formatLimit,
                stage: .decode,
                place: Place(byteOffset: offset),
                reason: "A line has more than \(options.recordBytesMax) bytes."
            )
        }
        guard end < window.count || isLast else { return .more }
        var textEnd = end
        if end < window.count, end > 0, window[end - 1] == 0x0D { textEnd -= 1 }
        let consumed = min(end + 1, window.count)
        let least = options.head + options.tail
        var frame = frame(0, length: max(0, textEnd - least), total: consumed)
        if textEnd < least {
            frame = RecordFrame(body: 0..<textEnd, consumed: consumed)
            frame.isTruncated = true
        }
        let isUsual = consumed == textEnd + 1 && window[end] == usualLineEnd
        if !isUsual { frame.lineEnding = textEnd..<consumed }
        return .frame(frame)
    }

    func isLineEnd(_ byte: UInt8) -> Bool {
        options.codePage.isEBCDIC ? byte == 0x15 || byte == 0x25 : byte == 0x0A
    }

    /// NEW LINE in EBCDIC, LINE FEED in ASCII.
    var usualLineEnd: UInt8 { options.codePage.usualLineEnd }
}

extension CodePage {
    /// The byte that ends a line: NEW LINE in EBCDIC, LINE FEED in ASCII.
    var usualLineEnd: UInt8 { isEBCDIC ? 0x15 : 0x0A }
}
