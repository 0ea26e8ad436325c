import Canonical

/// Finds the records of an input: by their fixed length, their descriptor words, a length field or line ends.
///
/// IBM's record descriptor word (z/OS DFSMS Using Data Sets, "Variable-length record formats") is two bytes of length,
/// the word included, and two of zero; a block's descriptor word is like it. Others write other byte orders and lengths
/// without the word itself: see the options `rdw-endian` and `rdw-adjustment`.
struct RecordFraming {
    private let options: CopybookOptions
    private let program: CopybookProgram
    private let reader: FieldReader
    /// Bytes of the present block that are not used up.
    private var blockRemaining = 0
    private var isFirstBlock = true
    /// The present block's descriptor word.
    private var blockWord: [UInt8] = [0, 0, 0, 0]
    /// Whether the input ended within a block, between two records.
    var isBlockOpen: Bool { blockRemaining > 0 }
    /// Whether the records' length is known only when they are read.
    let isOpen: Bool

    private static let wordLength = 4

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

    private func fixedFrame(_ window: Span<UInt8>, _ isLast: Bool, length: Int, from start: Int) -> FrameStep {
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

    private func frame(_ start: Int, length: Int, total: Int) -> RecordFrame {
        let body = (start + options.head)..<(start + options.head + length)
        return RecordFrame(
            body: body,
            consumed: total,
            head: start..<body.lowerBound,
            tail: body.upperBound..<(body.upperBound + options.tail)
        )
    }

    private func openFrame(_ window: Span<UInt8>, _ isLast: Bool) -> FrameStep {
        guard window.count > options.head || isLast else { return .more }
        let head = 0..<min(options.head, window.count)
        var frame = RecordFrame(body: head.upperBound..<window.count, consumed: window.count, head: head)
        frame.isOpen = true
        return .frame(frame)
    }

    // MARK: - Lengths in the data

    private func lengthFieldFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
        guard let field = program.lengthField else { return .end }
        let start = options.head + field.offset
        let end = start + field.step.length
        guard end <= window.count else {
            return isLast ? fixedFrame(window, isLast, length: end, from: 0) : .more
        }
        var scratch: [UInt8] = []
        let value = TableCount.read(field.step, window.extracting(start..<end), nil, reader, &scratch)
        let least = field.offset + field.step.length
        let length = (value ?? -1) + options.lengthAdjustment
        guard let value, value >= 0, length >= least, length <= options.recordBytesMax else {
            throw Self.badLength(offset + start, least: least, most: options.recordBytesMax, "record's length field")
        }
        return fixedFrame(window, isLast, length: length, from: 0)
    }

    private func wordFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int, from start: Int) throws(Fault)
        -> FrameStep
    {
        guard start + Self.wordLength <= window.count else {
            guard isLast else { return .more }
            throw Self.truncatedWord(offset + start)
        }
        let isLittle = options.isRecordWordLittleEndian
        let length = Self.word(window, at: start, isLittle) + options.recordWordAdjustment
        let least = options.head + options.tail
        guard length > least, length <= options.recordBytesMax else {
            throw Self.badLength(
                offset + start,
                least: least + 1,
                most: options.recordBytesMax,
                "record descriptor word"
            )
        }
        let step = fixedFrame(window, isLast, length: length - least, from: start + Self.wordLength)
        guard case .frame(var frame) = step else { return step }
        let reserved = isLittle ? start..<(start + 2) : (start + 2)..<(start + 4)
        if !isUniform(window.extracting(reserved), 0) { frame.descriptor = reserved }
        if frame.isTruncated { frame.descriptor = start..<(start + Self.wordLength) }
        return .frame(frame)
    }

    private mutating func blockFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
        guard blockRemaining == 0 else {
            return try recordInBlock(window, isLast, offset, from: 0, remaining: blockRemaining, isNew: false)
        }
        guard window.count >= Self.wordLength else {
            guard isLast else { return .more }
            throw Self.truncatedWord(offset)
        }
        let length = Self.word(window, at: 0, options.isBlockWordLittleEndian) + options.blockWordAdjustment
        guard length >= Self.wordLength else {
            throw Self.badLength(offset, least: Self.wordLength, most: 32_760, "block descriptor word")
        }
        blockWord = Array(span: window.extracting(0..<Self.wordLength))
        return try recordInBlock(window, isLast, offset, from: Self.wordLength, remaining: length, isNew: true)
    }

    private mutating func recordInBlock(
        _ window: Span<UInt8>,
        _ isLast: Bool,
        _ offset: Int,
        from start: Int,
        remaining: Int,
        isNew: Bool
    ) throws(Fault) -> FrameStep {
        let step = try wordFrame(window, isLast, offset, from: start)
        guard case .frame(var frame) = step else { return step }
        let isCut = frame.isTruncated
        guard frame.consumed - start <= remaining else {
            throw Fault(
                .message,
                .formatSyntax,
                stage: .decode,
                place: Place(byteOffset: offset + start),
                reason: "The record is longer than what is left of its block.",
                advice: "Check the options rdw-adjustment and bdw-adjustment."
            )
        }
        let isBlockLeft = remaining > frame.consumed - start
        let isEnd = frame.consumed == window.count
        // Whether the input ends within the block is known only when it has ended.
        if isBlockLeft, isEnd, !isLast { return .more }
        frame.isNewBlock = isNew && !isFirstBlock
        if isCut || isBlockLeft && isEnd || isNew && !hasPlainWord { frame.blockDescriptor = hexadecimal(blockWord) }
        isFirstBlock = false
        blockRemaining = remaining - (frame.consumed - start)
        return .frame(frame)
    }

    /// Whether the block's word has zeros where they belong.
    private var hasPlainWord: Bool {
        isUniform(blockWord.span.extracting(options.isBlockWordLittleEndian ? 0..<2 : 2..<4), 0)
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        Hexadecimal.append(bytes.span, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func word(_ window: Span<UInt8>, at start: Int, _ isLittle: Bool) -> Int {
        isLittle
            ? Int(window[start + 2]) | Int(window[start + 3]) << 8
            : Int(window[start]) << 8 | Int(window[start + 1])
    }

    private static func truncatedWord(_ offset: Int) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: Place(byteOffset: offset),
            reason: "The input ends within a descriptor word of 4 bytes."
        )
    }

    private static func badLength(_ offset: Int, least: Int, most: Int, _ what: String) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: Place(byteOffset: offset),
            reason:
                "The \(what) gives no length from \(least) to \(most), so that no record can be found from here on.",
            advice: "Check the options for the record format, the byte order and the adjustment of lengths."
        )
    }

    // MARK: - Lines

    private func lineFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
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

    private func isLineEnd(_ byte: UInt8) -> Bool {
        options.codePage.isEBCDIC ? byte == 0x15 || byte == 0x25 : byte == 0x0A
    }

    /// NEW LINE in EBCDIC, LINE FEED in ASCII.
    private var usualLineEnd: UInt8 { options.codePage.usualLineEnd }
}

extension CodePage {
    /// The byte that ends a line: NEW LINE in EBCDIC, LINE FEED in ASCII.
    var usualLineEnd: UInt8 { isEBCDIC ? 0x15 : 0x0A }
}
