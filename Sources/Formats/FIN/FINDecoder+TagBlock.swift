import Canonical

/// Blocks 3, 5, S, users' own, and block 4 of service messages: `{tag:value}` one after the other.
extension FINDecoder {
    /// Whether the content that begins here is a list of tags; an empty one is, too.
    func isTagList(_ text: Span<UInt8>) -> Bool {
        var position = index
        while position < text.count, isSpace(text[position]) { position += 1 }
        guard position < text.count else { return false }
        return text[position] == UInt8(ascii: "{") || (text[position] == UInt8(ascii: "}") && position == index)
    }

    mutating func readTagBlock(
        _ text: Span<UInt8>,
        named identifier: UInt8,
        into layout: inout FINMessage.Layout,
        blockStart: Int
    ) throws(Fault) -> DocumentValue {
        var tags: [DocumentValue] = []
        while true {
            let gapStart = index
            while index < text.count, isSpace(text[index]) { index += 1 }
            let gap = gapStart..<index
            guard index < text.count else {
                throw syntax("The block that begins here is not closed.", at: blockStart, text)
            }
            if text[index] == UInt8(ascii: "}") {
                index += 1
                if !gap.isEmpty { layout.ends[FINLayout.memberName(identifier)] = .text(string(text, gap)) }
                return .list(tags)
            }
            guard tags.count < limits.fieldsMax else {
                throw FINFault.limit("A block has more than \(limits.fieldsMax) tags.", at: index, in: text)
            }
            tags.append(try readTag(text, gap: gap))
        }
    }

    private mutating func readTag(_ text: Span<UInt8>, gap: Range<Int>) throws(Fault) -> DocumentValue {
        let start = index
        guard text[index] == UInt8(ascii: "{") else { throw syntax("A tag, {tag:, is expected.", at: start, text) }
        index += 1
        while index < text.count, isTagByte(text[index]) { index += 1 }
        let tag = start + 1..<index
        guard index < text.count, !tag.isEmpty else { throw syntax("A tag, {tag:, is expected.", at: start, text) }
        var object = DocumentObject(capacity: 2)
        object.appendUnchecked(name: "tag", value: .text(string(text, tag)))
        if text[index] == UInt8(ascii: ":") {
            index += 1
            object.appendUnchecked(name: "value", value: .text(try readBracedValue(text, tagStart: start)))
        } else if text[index] == UInt8(ascii: "}") {
            index += 1
        } else {
            throw syntax("A colon or a closing brace is expected after a tag.", at: index, text)
        }
        if !gap.isEmpty { object.appendUnchecked(name: "before", value: .text(string(text, gap))) }
        return .object(object)
    }

    /// Reads up to the brace that closes the tag, over braces in between, and over it.
    private mutating func readBracedValue(_ text: Span<UInt8>, tagStart: Int) throws(Fault) -> String {
        let start = index
        var depth = 1
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "{") {
                depth += 1
                guard depth <= limits.bracesDepthMax else {
                    throw FINFault.limit("Braces are nested too deep.", at: index - 1, in: text)
                }
            } else if byte == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return string(text, start..<index - 1) }
            }
        }
        throw syntax("The tag that begins here is not closed.", at: tagStart, text)
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    private func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        default: false
        }
    }
}
