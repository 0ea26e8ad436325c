import Canonical

/// One record as it lies in a file: where its bytes are and how it ends.
struct NACHALine {
    /// How a record ends.
    enum End: String {
        case lineFeed = "LF"
        case carriageReturnLineFeed = "CRLF"
        /// The next record follows at once, or the file ends.
        case none

        var bytes: [UInt8] {
            switch self {
            case .lineFeed: [0x0A]
            case .carriageReturnLineFeed: [0x0D, 0x0A]
            case .none: []
            }
        }
    }

    /// The record without its end.
    let range: Range<Int>
    let end: End
    /// The byte behind the end.
    let next: Int

    /// The greatest length of a line; longer ones are cut into records.
    static let lengthMax = 4_096

    /// What was found where a record should begin.
    enum Scan {
        case line(NACHALine)
        case more
        case end
    }

    /// Finds the record that begins at an offset.
    ///
    /// Files come with and without line ends. A line as long as two records or more is a file without them.
    static func scan(_ window: Span<UInt8>, at start: Int, isLast: Bool) -> Scan {
        guard start < window.count else { return isLast ? .end : .more }
        let limit = min(window.count, start + lengthMax)
        var feed = start
        while feed < limit, window[feed] != 0x0A { feed += 1 }
        let isWhole = feed < limit || limit - start == lengthMax || isLast
        guard isWhole else { return .more }
        let hasFeed = feed < limit
        let hasReturn = hasFeed && feed > start && window[feed - 1] == 0x0D
        let end = hasReturn ? feed - 1 : feed
        guard end - start < NACHARecord.length * 2 else {
            let next = start + NACHARecord.length
            return .line(NACHALine(range: start..<next, end: .none, next: next))
        }
        return .line(
            NACHALine(
                range: start..<end,
                end: hasReturn ? .carriageReturnLineFeed : hasFeed ? .lineFeed : .none,
                next: hasFeed ? feed + 1 : feed
            )
        )
    }
}
