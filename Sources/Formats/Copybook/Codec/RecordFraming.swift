import Canonical

/// Finds the records of an input: by their fixed length, their descriptor words, a length field or line ends.
///
/// IBM's record descriptor word (z/OS DFSMS Using Data Sets, "Variable-length record formats") is two bytes of length,
/// the word included, and two of zero; a block's descriptor word is like it. Others write other byte orders and lengths
/// without the word itself: see the options `rdw-endian` and `rdw-adjustment`.
struct RecordFraming {
    let options: CopybookOptions
    let program: CopybookProgram
    let reader: FieldReader
    /// How far the blocks are read; may be set back to frame a record again.
    var block = Block()
    /// Whether the input ended within a block, between two records.
    var isBlockOpen: Bool { block.remaining > 0 }
    /// Whether the records' length is known only when they are read.
    let isOpen: Bool

    static let wordLength = 4

    /// The present block.
    struct Block {
        /// Its bytes that are not used up.
        var remaining = 0
        var isFirst = true
        /// Its descriptor word.
        var word = InlineArray<4, UInt8>(repeating: 0)
    }

    init(_ program: CopybookProgram) {
        self.program = program
        options = program.options
        reader = FieldReader(options, edited: program.edited)
        let hasCounter = program.steps.contains { $0.action == .beginTable && $0.reference >= 0 }
        isOpen =
            options.recordFormat == .fixed && options.isVariableOccurs && hasCounter && options.recordLength == nil
            && options.lengthField == nil
    }

    /// Looks for the record at the beginning of a window.
    ///
    /// - Parameters:
    ///   - window: the bytes from the first one not yet used.
    ///   - isLast: whether the input ends with the window.
    ///   - offset: where the window is in the input, for places.
    /// - Returns: the record's place, or what is needed to find it.
    /// - Throws: `format.syntax` for a length that no record can have, `format.limit` for a line without end.
    mutating func next(_ window: Span<UInt8>, isLast: Bool, offset: Int) throws(Fault) -> FrameStep {
        guard window.count > 0 else { return isLast ? .end : .more }
        switch options.recordFormat {
        case .fixed where isOpen: return openFrame(window, isLast)
        case .fixed where options.lengthField != nil: return try lengthFieldFrame(window, isLast, offset)
        case .fixed: return fixedFrame(window, isLast, length: options.recordLength ?? program.length, from: 0)
        case .variable: return try wordFrame(window, isLast, offset, from: 0)
        case .blocked: return try blockFrame(window, isLast, offset)
        case .lines: return try lineFrame(window, isLast, offset)
        }
    }

    // MARK: - Fixed

    func fixedFrame(_ window: Span<UInt8>, _ isLast: Bool, length: Int, from start: Int) -> FrameStep {
        let total = start + options.head + length + options.tail
        guard total > window.count else {
            return .frame(frame(start, length: length, total: total))
        }
        guard isLast else { return .more }
        var frame = frame(start, length: length, total: window.count)
        frame.head = min(start, window.count)..<min(start + options.head, window.count)
        frame.body = frame.head.upperBound..<min(frame.head.upperBound + length, window.count)
        frame.tail = frame.body.upperBound..<window.count
        frame.isTruncated = true
        return .frame(frame)
    }

    func frame(_ start: Int, length: Int, total: Int) -> RecordFrame {
        let body = (start + options.head)..<(start + options.head + length)
        return RecordFrame(
            body: body,
            consumed: total,
            head: start..<body.lowerBound,
            tail: body.upperBound..<(body.upperBound + options.tail)
        )
    }

    func openFrame(_ window: Span<UInt8>, _ isLast: Bool) -> FrameStep {
        guard window.count > options.head || isLast else { return .more }
        let head = 0..<min(options.head, window.count)
        var frame = RecordFrame(body: head.upperBound..<window.count, consumed: window.count, head: head)
        frame.isOpen = true
        return .frame(frame)
    }
}
