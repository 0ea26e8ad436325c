import Canonical

/// Fields that consist of subfields.
extension ISO8583MessageReader {
    /// Reads the subfields of a content into an object; what cannot be read stays in its member `rest`.
    mutating func readSubfields(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let (index, step, range) = (content.index, content.step, content.range)
        // Digits two a byte: the bytes do not tell whether their number is odd.
        if step.encoding.isBCD, !step.isFixed, !step.countsWireBytes, content.units != range.count * 2 {
            note(index, .length, String(content.units))
        }
        let outerPath = tagPath
        defer { tagPath = outerPath }
        builder.begin(.object, content.name)
        at = range.lowerBound
        let style = program.styles[step.composite]
        switch style {
        case .parts: readParts(content, bytes, &builder, &findings)
        case .bits: readBits(content, bytes, &builder, &findings)
        case .tagged, .tlv, .cut:
            let path = tagPath.map { text(of: $0) } ?? program.labels[index]
            let isBER = style == .tlv
            let group = TagGroup(composite: step.composite, label: index, path: path, depth: 1, isBER: isBER)
            readTags(group, bytes, range, &builder, &findings)
        }
        if at < range.upperBound { keepRest(bytes.extracting(at..<range.upperBound), &builder) }
        builder.end()
    }

    /// Appends bytes that are not understood.
    func keepRest(_ bytes: Span<UInt8>, _ builder: inout DocumentBuilder) {
        let start = builder.bytes.count
        ISO8583Digits.appendHex(bytes, to: &builder.bytes)
        builder.text(program.own.rest, from: start)
    }

    /// Reads positional subfields, of which the last ones may be missing.
    private mutating func readParts(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let outerPath = tagPath
        let end = content.range.upperBound
        for part in program.composites[content.step.composite].parts where at < end {
            guard readPart(part, of: outerPath, bytes, end: end, &builder, &findings) == .complete else { return }
        }
        if at < end { reportMore(content, &findings) }
    }

    /// Reads a subfield; facts name it by the path of the tag that it lies in, if there is one.
    mutating func readPart(
        _ part: Int,
        of outer: TagPath?,
        _ bytes: Span<UInt8>,
        end: Int,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) -> Outcome {
        if let outer { tagPath = TagPath(group: text(of: outer), name: .step(part), occurrence: 1) }
        return readStep(part, bytes, end: end, isTop: false, &builder, &findings)
    }

    func reportMore(_ content: Content, _ findings: inout Findings) {
        findings.add(
            .error,
            ISO8583Code.trailing,
            at: place(at, program.labels[content.index]),
            "The field has more than its subfields; the rest is kept as bytes."
        )
    }

    /// Reads a value and cuts its text; what is left over stays in the member `rest` as text.
    mutating func readCut(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        var text: [UInt8] = []
        appendText(content, bytes, &text, &findings)
        check(content, text.span, from: 0, &findings)
        builder.begin(.object, content.name)
        var start = 0
        for cut in program.composites[content.step.composite].cuts where start < text.count {
            let end = Self.end(of: cut.length, in: text, from: start)
            builder.text(cut.name, text.span.extracting(start..<end))
            start = end
        }
        if start < text.count { builder.text(program.own.rest, text.span.extracting(start..<text.count)) }
        builder.end()
    }

    /// Where so many characters of UTF-8 end, at most at the end of the text.
    private static func end(of count: Int, in text: [UInt8], from start: Int) -> Int {
        var end = start
        var left = count
        while end < text.count {
            if text[end] & 0xC0 != 0x80 {
                if left == 0 { break }
                left -= 1
            }
            end += 1
        }
        return end
    }
}
