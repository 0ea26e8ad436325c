import Canonical

/// Records whose length the data give: a length field, descriptor words, blocks.
extension RecordFraming {
    func lengthFieldFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
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

    func wordFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int, from start: Int) throws(Fault)
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

    mutating func blockFrame(_ window: Span<UInt8>, _ isLast: Bool, _ offset: Int) throws(Fault) -> FrameStep {
        guard block.remaining == 0 else {
            return try recordInBlock(window, isLast, offset, from: 0, remaining: block.remaining, isNew: false)
        }
        guard window.count >= Self.wordLength else {
            guard isLast else { return .more }
            throw Self.truncatedWord(offset)
        }
        let length = Self.word(window, at: 0, options.isBlockWordLittleEndian) + options.blockWordAdjustment
        guard length >= Self.wordLength else {
            throw Self.badLength(offset, least: Self.wordLength, most: 32_760, "block descriptor word")
        }
        for index in block.word.indices { block.word[index] = window[index] }
        return try recordInBlock(window, isLast, offset, from: Self.wordLength, remaining: length, isNew: true)
    }

    mutating func recordInBlock(
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
        frame.isNewBlock = isNew && !block.isFirst
        if isCut || isBlockLeft && isEnd || isNew && !hasPlainWord { frame.blockDescriptor = block.word }
        block.isFirst = false
        block.remaining = remaining - (frame.consumed - start)
        return .frame(frame)
    }

    /// Whether the block's word has zeros where they belong.
    var hasPlainWord: Bool {
        isUniform(block.word.span.extracting(options.isBlockWordLittleEndian ? 0..<2 : 2..<4), 0)
    }

    static func word(_ window: Span<UInt8>, at start: Int, _ isLittle: Bool) -> Int {
        isLittle
            ? Int(window[start + 2]) | Int(window[start + 3]) << 8
            : Int(window[start]) << 8 | Int(window[start + 1])
    }

    static func truncatedWord(_ offset: Int) -> Fault {
        Fault(
            .message,
            .formatSyntax,
            stage: .decode,
            place: Place(byteOffset: offset),
            reason: "The input ends within a descriptor word of 4 bytes."
        )
    }

    static func badLength(_ offset: Int, least: Int, most: Int, _ what: String) -> Fault {
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
}
