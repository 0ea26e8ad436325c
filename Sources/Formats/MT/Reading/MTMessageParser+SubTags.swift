import Canonical

/// How the parts of field 86 are marked.
enum MTSubTagStyle {
    /// A separator, mostly `?`, and two digits; a code of three digits may stand in front.
    case numbered(separator: UInt8, hasCode: Bool)
    /// `/EREF/text`
    case slashes
    /// `EREF+text`
    case plus
    /// Not at all.
    case none

    /// The style in which a text is written, as far as its beginning shows it.
    static func of(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> MTSubTagStyle {
        if let separator = separator(bytes, start, end) { return .numbered(separator: separator, hasCode: false) }
        if end - start >= 6, (0..<3).allSatisfy({ isDigit(bytes[start + $0]) }),
            let separator = separator(bytes, start + 3, end)
        {
            return .numbered(separator: separator, hasCode: true)
        }
        if slashCode(bytes, start, end) != nil { return .slashes }
        return plusCode(bytes, start, end) == nil ? .none : .plus
    }

    /// The separator, if one and two digits stand here.
    private static func separator(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt8? {
        guard end - start >= 3, "?>~^<@#$%".utf8.contains(bytes[start]), isDigit(bytes[start + 1]),
            isDigit(bytes[start + 2])
        else { return nil }
        return bytes[start]
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

    private static func isCapital(_ byte: UInt8) -> Bool { byte &- 0x41 <= 25 }

    /// The length of the code between two slashes, 2 to 8 capital letters, if one stands here.
    static func slashCode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard start < end, bytes[start] == UInt8(ascii: "/") else { return nil }
        var index = start + 1
        while index < end, index - start <= 9, isCapital(bytes[index]) { index += 1 }
        let length = index - start - 1
        guard index < end, bytes[index] == UInt8(ascii: "/"), (2...8).contains(length) else { return nil }
        return length
    }

    /// The length of the code before a plus sign, 4 capital letters, if one stands here.
    static func plusCode(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        guard end - start >= 5, bytes[start + 4] == UInt8(ascii: "+") else { return nil }
        for offset in 0..<4 where !isCapital(bytes[start + offset]) { return nil }
        return 4
    }
}

/// Field 86 with the parts that banks agree on with their customers.
extension MTMessageParser {
    /// `{lines}` where no parts are marked, else `{before, style, transactionCode, parts, lineLengths}`; `before` holds
    /// blanks in front of the first part.
    ///
    /// Line ends fall anywhere in the parts, so that these are read from the lines joined, and the lengths of the lines
    /// are kept.
    mutating func appendSubTags(
        _ bytes: Span<UInt8>,
        _ capture: MTCapture,
        _ component: MTComponent,
        _ builder: inout DocumentBuilder
    ) {
        builder.begin(.object, component.name)
        var joined: [UInt8] = []
        var lengths: [Int] = []
        var lines = MTLines(capture.start, capture.end)
        while let line = lines.next(in: bytes) {
            for index in line.start..<line.end { joined.append(bytes[index]) }
            lengths.append(line.end - line.start)
        }
        var blanks = 0
        while blanks < joined.count, joined[blanks] == 0x20 { blanks += 1 }
        let style = options.splitsSubTags ? MTSubTagStyle.of(joined.span, blanks, joined.count) : .none
        switch style {
        case .none:
            builder.begin(.list, names.lines)
            var lines = MTLines(capture.start, capture.end)
            while let line = lines.next(in: bytes) { append(bytes, line.start, line.end, .none, &builder) }
            builder.end()
        default:
            // The parts lie in the lines joined, not in the message.
            let outer = shift
            lay(joined.span, &builder)
            if blanks > 0 { append(joined.span, 0, blanks, names.before, &builder) }
            appendParts(joined.span, from: blanks, style, &builder)
            shift = outer
            // A single line that is too long is not cut when it is written.
            if lengths.count > 1 || joined.count > Int(component.width) {
                builder.begin(.list, names.lineLengths)
                for length in lengths.dropLast() { builder.number(.none, length) }
                builder.end()
            }
        }
        builder.end()
    }

    private func appendParts(
        _ text: Span<UInt8>,
        from first: Int,
        _ style: MTSubTagStyle,
        _ builder: inout DocumentBuilder
    ) {
        var start = first
        switch style {
        case .numbered(let separator, let hasCode):
            builder.text(names.style, String(UnicodeScalar(separator)))
            if hasCode {
                append(text, start, start + 3, names.transactionCode, &builder)
                start += 3
            }
        case .slashes: builder.text(names.style, "/")
        default: builder.text(names.style, "+")
        }
        builder.begin(.list, names.parts)
        // A message with too many values is refused: there is no need to make them all.
        while start < text.count, builder.count <= options.valuesMax {
            let mark = mark(text, start, style) ?? MTSubTagMark()
            let valueStart = start + mark.before + mark.length + mark.after
            var end = max(valueStart, start + 1)
            while end < text.count, self.mark(text, end, style) == nil { end += 1 }
            builder.begin(.object)
            append(text, start + mark.before, start + mark.before + mark.length, names.code, &builder)
            append(text, valueStart, end, names.text, &builder)
            builder.end()
            start = end
        }
        builder.end()
    }

    private func mark(_ text: Span<UInt8>, _ start: Int, _ style: MTSubTagStyle) -> MTSubTagMark? {
        switch style {
        case .numbered(let separator, _):
            guard start + 2 < text.count, text[start] == separator, MTSubTagStyle.isDigit(text[start + 1]),
                MTSubTagStyle.isDigit(text[start + 2])
            else { return nil }
            return MTSubTagMark(before: 1, length: 2, after: 0)
        case .slashes:
            return MTSubTagStyle.slashCode(text, start, text.count)
                .map { MTSubTagMark(before: 1, length: $0, after: 1) }
        case .plus:
            return MTSubTagStyle.plusCode(text, start, text.count)
                .map { MTSubTagMark(before: 0, length: $0, after: 1) }
        case .none: return nil
        }
    }
}

/// The mark of a part: how many bytes stand before its code, how long the code is, and how many stand behind it.
struct MTSubTagMark {
    var before = 0
    var length = 0
    var after = 0
}
