import Canonical

/// Blocks of tags in braces: 3, 5, S, those of users, and block 4 of acknowledgements and system messages.
extension MTMessageParser {
    /// Greatest length of a tag's name in bytes; SWIFT's have three digits or letters.
    static let tagNameMax = 64
    /// Greatest number of different tags in a block.
    static let tagsMax = 1_000

    /// Blocks 3 and 5: an object by tag.
    ///
    /// A block with anything else in it, or with a tag twice, is kept as text.
    mutating func appendTags(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ name: DocumentName,
        _ builder: inout DocumentBuilder
    ) {
        let mark = builder.mark
        let found = findings.count
        builder.begin(.object, name)
        let first = builder.count
        var cursor = block.start
        while let tag = nextTag(bytes, &cursor, block.end) {
            let tagName = bytes.extracting(tag.start..<tag.nameEnd)
            let known = table.blockTags.tag(tagName)
            guard tagName.count <= Self.tagNameMax, builder.count - first < Self.tagsMax,
                !(known.name.map { builder.hasMember($0, from: first) } ?? builder.hasMember(tagName, from: first))
            else {
                cursor = tag.start
                break
            }
            if let shared = known.name {
                if tag.hasValue {
                    append(bytes, tag.valueStart, tag.end, shared, &builder)
                } else {
                    builder.null(shared)
                }
            } else if tag.hasValue {
                builder.text(ownName: tagName, bytes.extracting(tag.valueStart..<tag.end))
            } else {
                builder.word(.null, ownName: tagName)
            }
            checkTag(bytes, block, known.field, name: tag.start..<tag.nameEnd, value: tag.valueStart..<tag.end)
        }
        guard cursor < block.end else { return builder.end() }
        builder.rewind(to: mark)
        findings.removeLast(findings.count - found)
        appendUnreadable(bytes, block, name, &builder)
    }

    private mutating func appendUnreadable(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ name: DocumentName,
        _ builder: inout DocumentBuilder
    ) {
        builder.begin(.object, name)
        append(bytes, block.start, block.end, names.text, &builder)
        builder.end()
        note(
            .error,
            "mt.block",
            bytes,
            block.start,
            field: String(UnicodeScalar(block.name)),
            "The block is not a sequence of different tags in braces."
        )
    }

    /// Block 4 without text: a list of tags, which may come more than once.
    mutating func appendSystemText(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ builder: inout DocumentBuilder) {
        let mark = builder.mark
        builder.begin(.object, names.block4)
        if appendTagList(bytes, block, &builder) { return builder.end() }
        builder.rewind(to: mark)
        appendUnreadable(bytes, block, names.block4, &builder)
    }

    /// All other blocks, in the order of the input.
    mutating func appendOtherBlocks(_ bytes: Span<UInt8>, _ builder: inout DocumentBuilder) {
        guard scan.blocks.contains(where: { !(0x31...0x35).contains($0.name) }) else { return }
        builder.begin(.list, names.blocks)
        for block in scan.blocks where !(0x31...0x35).contains(block.name) {
            builder.begin(.object)
            builder.text(names.name, String(UnicodeScalar(block.name)))
            let mark = builder.mark
            if !appendTagList(bytes, block, &builder) {
                builder.rewind(to: mark)
                append(bytes, block.start, block.end, names.text, &builder)
            }
            builder.end()
        }
        builder.end()
    }

    /// The member `tags`; false if the block is not made of tags alone.
    private func appendTagList(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ builder: inout DocumentBuilder
    ) -> Bool {
        builder.begin(.list, names.tags)
        var cursor = block.start
        // A message with too many values is refused: there is no need to make them all.
        while builder.count <= options.valuesMax, let tag = nextTag(bytes, &cursor, block.end) {
            builder.begin(.object)
            append(bytes, tag.start, tag.nameEnd, names.tag, &builder)
            if tag.hasValue { append(bytes, tag.valueStart, tag.end, names.value, &builder) }
            builder.end()
        }
        builder.end()
        return cursor == block.end || builder.count > options.valuesMax
    }

    private struct Tag {
        var start: Int
        var nameEnd: Int
        var hasValue: Bool
        var valueStart: Int
        var end: Int
    }

    /// The next `{NAME:value}` or `{NAME}`; nil, with the cursor where it was, if there is none.
    private func nextTag(_ bytes: Span<UInt8>, _ cursor: inout Int, _ end: Int) -> Tag? {
        guard cursor < end, bytes[cursor] == UInt8(ascii: "{") else { return nil }
        let start = cursor + 1
        var nameEnd = start
        while nameEnd < end, isTagCharacter(bytes[nameEnd]) { nameEnd += 1 }
        guard nameEnd > start, nameEnd < end else { return nil }
        let hasValue = bytes[nameEnd] == UInt8(ascii: ":")
        guard hasValue || bytes[nameEnd] == UInt8(ascii: "}") else { return nil }
        let valueStart = hasValue ? nameEnd + 1 : nameEnd
        // The braces of a block are in pairs, so that this one closes inside of it too.
        guard let close = MTScanner.closing(bytes, from: valueStart), close < end else { return nil }
        cursor = close + 1
        return Tag(start: start, nameEnd: nameEnd, hasValue: hasValue, valueStart: valueStart, end: close)
    }

    private func isTagCharacter(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
    }
}
