import Canonical

/// Messages without a table: their fields in order, those between 16R and 16S in a list of their own.
extension MTMessageParser {
    /// Greatest depth of blocks within blocks; SWIFT's messages have four.
    static let blockDepthMax = 16

    /// The member `fields`: items are fields, or blocks with their code and their fields.
    mutating func appendFieldsInBlocks(
        _ bytes: Span<UInt8>,
        _ kind: MTMessageKind,
        _ builder: inout DocumentBuilder
    ) {
        let partners = partnersOfBlocks(bytes)
        builder.begin(.list, names.fields)
        for number in scan.fields.indices {
            let field = scan.fields[number]
            guard isBlockMark(field) else {
                appendItem(bytes, field, kind, &builder)
                continue
            }
            guard let partner = partners[number] else {
                noteUnbalanced(bytes, field)
                appendItem(bytes, field, kind, &builder)
                continue
            }
            if partner > number {
                builder.begin(.object)
                append(bytes, field.start, field.end, names.block, &builder)
                builder.begin(.list, names.fields)
            } else {
                builder.end()
                builder.end()
            }
        }
        builder.end()
    }

    private mutating func appendItem(
        _ bytes: Span<UInt8>,
        _ field: MTScan.Field,
        _ kind: MTMessageKind,
        _ builder: inout DocumentBuilder
    ) {
        builder.begin(.object)
        appendTag(bytes, field, &builder)
        appendField(bytes, field, kind.fields, &builder)
        builder.end()
    }

    private func isBlockMark(_ field: MTScan.Field) -> Bool {
        field.key == MTTag.blockStart || field.key == MTTag.blockEnd
    }

    /// For each 16R and 16S that make up a block, the other one.
    ///
    /// A 16S ends the innermost block of its code; what has been opened inside of that and not ended is no block.
    private func partnersOfBlocks(_ bytes: Span<UInt8>) -> [Int: Int] {
        var partners: [Int: Int] = [:]
        var open: [Int] = []
        for number in scan.fields.indices where isBlockMark(scan.fields[number]) {
            let field = scan.fields[number]
            guard isCode(bytes, field) else { continue }
            if field.key == MTTag.blockStart {
                if open.count < Self.blockDepthMax { open.append(number) }
            } else if let place = open.lastIndex(where: { isSame(bytes, scan.fields[$0], field) }) {
                partners[open[place]] = number
                partners[number] = open[place]
                open.removeLast(open.count - place)
            }
        }
        return partners
    }

    /// Whether the value is the code of a block, 16c.
    private func isCode(_ bytes: Span<UInt8>, _ field: MTScan.Field) -> Bool {
        guard (1...16).contains(field.end - field.start) else { return false }
        for index in field.start..<field.end where sets[Int(bytes[index])] & MTCharacterSet.c == 0 { return false }
        return true
    }

    private func isSame(_ bytes: Span<UInt8>, _ one: MTScan.Field, _ other: MTScan.Field) -> Bool {
        guard one.end - one.start == other.end - other.start else { return false }
        for offset in 0..<(one.end - one.start) where bytes[one.start + offset] != bytes[other.start + offset] {
            return false
        }
        return true
    }

    private mutating func noteUnbalanced(_ bytes: Span<UInt8>, _ field: MTScan.Field) {
        let isStart = field.key == MTTag.blockStart
        note(
            .error,
            "mt.block-unbalanced",
            bytes,
            field.tag,
            field: MTTag(key: field.key).text,
            isStart ? "The block that begins here has no end." : "No block of this code is open."
        )
    }
}
