import Canonical

/// Messages whose lines end with CR alone.
extension MTReader {
    /// A copy up to an offset in which the line ends of such a text are line feeds, at the same places; nil where no
    /// line ends so.
    ///
    /// The message at hand is scanned again in the copy, and marked for its layout.
    func copyWithLineFeeds(_ window: Span<UInt8>, upTo end: Int) -> [UInt8]? {
        let isOuter = endsLinesWithReturn(window, parser.scan)
        let isInner = endsLinesWithReturn(window, parser.acknowledged)
        guard isOuter || isInner else { return nil }
        var copy = window.extracting(0..<end).withUnsafeBufferPointer { Array($0) }
        if isOuter { rescan(&copy, &parser.scan) }
        if isInner { rescan(&copy, &parser.acknowledged) }
        return copy
    }

    /// Whether block 4 has carriage returns and no line feed.
    private func endsLinesWithReturn(_ bytes: Span<UInt8>, _ scan: borrowing MTScan) -> Bool {
        guard scan.hasText, scan.lineFeeds == 0, !scan.blocks.isEmpty else { return false }
        for index in scan.textStart..<scan.textStop where bytes[index] == 0x0D { return true }
        return false
    }

    private func rescan(_ copy: inout [UInt8], _ scan: inout MTScan) {
        for index in scan.textStart..<scan.textStop where copy[index] == 0x0D { copy[index] = 0x0A }
        // Where it ends is known already.
        _ = MTScanner.scanBlocks(copy.span, from: scan.start, into: &scan)
        scan.hasReturnsAlone = true
    }
}
