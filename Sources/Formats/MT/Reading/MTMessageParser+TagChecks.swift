import Canonical

/// The tags of the user header and of the trailer, by their fields in `fields.txt`.
extension MTMessageParser {
    /// Notes a value that does not have its field's format, and a tag that is not known; both are kept.
    mutating func checkTag(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ number: Int?,
        name: Range<Int>,
        value: Range<Int>
    ) {
        let isUserHeader = block.name == UInt8(ascii: "3")
        // Those of the user header are numbers, those of the trailer are letters.
        guard let number, (bytes[name.lowerBound] <= 0x39) == isUserHeader else {
            return noteUnknownTag(bytes, block, name)
        }
        let definition = table.fields[number]
        let field = MTScan.Field(
            key: definition.tag.key,
            tag: name.lowerBound,
            start: value.lowerBound,
            end: value.upperBound
        )
        for program in definition.programs {
            guard matcher.match(table.starts[program], bytes, from: field.start, to: field.end) else { continue }
            checkComponents(bytes, field)
            if isUserHeader, hasBlankAtEnds(bytes, field) { noteTag(bytes, block, field, "A blank stands at an end.") }
            return
        }
        noteTag(bytes, block, field, "The tag does not have its format.")
    }

    private mutating func checkComponents(_ bytes: Span<UInt8>, _ field: MTScan.Field) {
        for index in 0..<matcher.captures.count {
            let capture = matcher.captures[index]
            let component = table.components[capture.component]
            if component.kind != .text { check(bytes, field, capture, component) }
        }
    }

    private func hasBlankAtEnds(_ bytes: Span<UInt8>, _ field: MTScan.Field) -> Bool {
        guard field.end > field.start else { return false }
        return bytes[field.start] == 0x20 || bytes[field.end - 1] == 0x20
    }

    @inline(never)
    private mutating func noteTag(
        _ bytes: Span<UInt8>,
        _ block: MTScan.Block,
        _ field: MTScan.Field,
        _ message: String
    ) {
        let code = block.name == UInt8(ascii: "3") ? "mt.user-header" : "mt.trailer"
        note(.error, code, bytes, field.start, field: MTTag(key: field.key).text, message)
    }

    /// A warning only: the network would refuse a tag that it does not know, but it adds some itself, interfaces add
    /// others on the way to the receiver, and releases bring new ones; none of them changes what the message says.
    @inline(never)
    private mutating func noteUnknownTag(_ bytes: Span<UInt8>, _ block: MTScan.Block, _ name: Range<Int>) {
        let field = String(UnicodeScalar(block.name))
        note(.warning, "mt.tag-unknown", bytes, name.lowerBound, field: field, "The block has no tag of this name.")
    }

    /// Whether a text is a unique end-to-end transaction reference: a UUID of version 4 in small letters.
    @inline(never)
    static func isUETR(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard end - start == 36 else { return false }
        let text = bytes.extracting(start..<end)
        let hyphen = UInt8(ascii: "-")
        guard text[8] == hyphen, text[13] == hyphen, text[18] == hyphen, text[23] == hyphen else { return false }
        // Version 4, and the variant: 8, 9, a or b.
        guard text[14] == UInt8(ascii: "4"), text[19] &- 0x38 <= 1 || text[19] &- 0x61 <= 1 else { return false }
        var digits = 0
        for index in text.indices where text[index] &- 0x30 <= 9 || text[index] &- 0x61 <= 5 { digits &+= 1 }
        return digits == 32
    }
}
