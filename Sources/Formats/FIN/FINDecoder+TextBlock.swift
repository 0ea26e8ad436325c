import Canonical

/// Block 4 as lines: `:tag:value`, further lines of the value, and `-}` at the end.
extension FINDecoder {
    mutating func readTextBlock(
        _ text: Span<UInt8>,
        into layout: inout FINMessage.Layout,
        blockStart: Int
    ) throws(Fault) -> DocumentValue {
        let contentStart = index
        guard takeLineEnd(text, &layout.lineEnds) else {
            throw syntax("Block 4 has to begin on a new line, or with tags in braces.", at: contentStart, text)
        }
        var fields: [DocumentValue] = []
        fields.reserveCapacity(20)
        while !takeBlockEnd(text) {
            guard let tag = FINTag.length(in: text, at: index) else {
                throw index < text.count
                    ? syntax("A field, :tag:, or the end of block 4, -}, is expected.", at: index, text)
                    : syntax("The block that begins here is not closed.", at: blockStart, text)
            }
            guard fields.count < limits.fieldsMax else {
                throw FINFault.limit("Block 4 has more than \(limits.fieldsMax) fields.", at: index, in: text)
            }
            let name = string(text, index + 1..<index + 1 + tag)
            let start = index
            index += tag + 2
            let isLast = try readValue(text, into: &layout, named: name, fieldStart: start, &fields)
            if isLast { return .list(fields) }
        }
        return .list(fields)
    }

    /// Reads a value and the line end behind it; true if the block ends on the same line.
    private mutating func readValue(
        _ text: Span<UInt8>,
        into layout: inout FINMessage.Layout,
        named name: String,
        fieldStart: Int,
        _ fields: inout [DocumentValue]
    ) throws(Fault) -> Bool {
        let start = index
        var hasCarriageReturn = false
        while index < text.count {
            let byte = text[index]
            if byte == 0x0A {
                let end = index > start && text[index - 1] == 0x0D ? index - 1 : index
                layout.lineEnds.note(hasCarriageReturn: end < index)
                index += 1
                if isBlockEnd(text) || FINTag.length(in: text, at: index) != nil {
                    fields.append(field(name, value(text, start..<end, hasCarriageReturn)))
                    return false
                }
                hasCarriageReturn = hasCarriageReturn || end < index - 1
            } else if byte == UInt8(ascii: "-"), isInlineBlockEnd(text) {
                fields.append(field(name, value(text, start..<index, hasCarriageReturn)))
                layout.isBlock4EndOnSameLine = true
                index += 2
                return true
            } else {
                index += 1
            }
        }
        throw syntax("The text ends inside a field.", at: fieldStart, text, field: name)
    }

    private func field(_ tag: String, _ value: String) -> DocumentValue {
        var object = DocumentObject(capacity: 2)
        object.appendUnchecked(name: "tag", value: .text(tag))
        object.appendUnchecked(name: "value", value: .text(value))
        return .object(object)
    }

    /// The value with its lines joined by LF.
    private mutating func value(_ text: Span<UInt8>, _ range: Range<Int>, _ hasCarriageReturn: Bool) -> String {
        guard hasCarriageReturn else { return string(text, range) }
        scratch.removeAll(keepingCapacity: true)
        for position in range {
            let isInLineEnd = text[position] == 0x0D && position + 1 < range.upperBound && text[position + 1] == 0x0A
            if !isInLineEnd { scratch.append(text[position]) }
        }
        // As in ``string(_:_:)``: removing ASCII characters from UTF-8 leaves UTF-8.
        return String(copying: UTF8Span(unchecked: scratch.span))
    }

    private mutating func takeLineEnd(_ text: Span<UInt8>, _ lineEnds: inout FINLineEnds) -> Bool {
        let hasCarriageReturn = index < text.count && text[index] == 0x0D
        let lineFeed = hasCarriageReturn ? index + 1 : index
        guard lineFeed < text.count, text[lineFeed] == 0x0A else { return false }
        index = lineFeed + 1
        lineEnds.note(hasCarriageReturn: hasCarriageReturn)
        return true
    }

    private func isBlockEnd(_ text: Span<UInt8>) -> Bool {
        index + 1 < text.count && text[index] == UInt8(ascii: "-") && text[index + 1] == UInt8(ascii: "}")
    }

    private mutating func takeBlockEnd(_ text: Span<UInt8>) -> Bool {
        guard isBlockEnd(text) else { return false }
        index += 2
        return true
    }

    /// Inside a line `-}` ends the block only if the message or another block follows: braces occur in free text.
    private func isInlineBlockEnd(_ text: Span<UInt8>) -> Bool {
        isBlockEnd(text) && (index + 2 == text.count || text[index + 2] == UInt8(ascii: "{"))
    }
}

/// Tags of block 4: two digits and perhaps a letter.
enum FINTag {
    /// The length of the tag if `:tag:` stands at the offset.
    static func length(in text: Span<UInt8>, at offset: Int) -> Int? {
        guard offset + 3 < text.count, text[offset] == UInt8(ascii: ":"), isDigit(text[offset + 1]),
            isDigit(text[offset + 2])
        else { return nil }
        if text[offset + 3] == UInt8(ascii: ":") { return 2 }
        guard offset + 4 < text.count, text[offset + 4] == UInt8(ascii: ":"),
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(text[offset + 3])
        else { return nil }
        return 3
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
