import Canonical

/// Fields that consist of subfields.
extension ISO8583MessageReader {
    /// Reads the subfields in a range into an object; what cannot be read stays in its member `rest`.
    mutating func readComposite(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        units: Int,
        name: DocumentName,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let composite = program.composites[step.composite]
        if composite.style == .cut {
            readCut(index, step, composite, bytes, range, units: units, name: name, &builder, &findings)
        } else if step.encoding == .hex || step.encoding == .hexEBCDIC {
            readHexComposite(index, step, bytes, range, name: name, &builder, &findings)
        } else {
            readSubfields(index, step, bytes, range, name: name, &builder, &findings)
        }
    }

    /// Reads subfields that are written as hexadecimal digits: they are turned into bytes first.
    private mutating func readHexComposite(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        name: DocumentName,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        if let letters = letterCase(bytes, range, step.encoding) {
            note(index, .letterCase, letters)
        }
        var content: [UInt8] = []
        content.reserveCapacity(range.count / 2)
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            let high = hexDigit(bytes[offset], step.encoding) ?? 0
            content.append(high << 4 | (hexDigit(bytes[offset + 1], step.encoding) ?? 0))
        }
        let (outerOrigin, outerScale) = (origin, scale)
        origin += range.lowerBound * scale
        scale *= 2
        readSubfields(index, step, content.span, 0..<content.count, name: name, &builder, &findings)
        (origin, scale) = (outerOrigin, outerScale)
    }

    private mutating func readSubfields(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        name: DocumentName,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let composite = program.composites[step.composite]
        let outerPath = tagPath
        defer { tagPath = outerPath }
        builder.begin(.object, name)
        at = range.lowerBound
        switch composite.style {
        case .parts: readParts(index, composite, bytes, end: range.upperBound, &builder, &findings)
        case .tagged, .tlv, .cut:
            let path = tagPath?.text ?? program.labels[index]
            let group = TagGroup(
                composite: step.composite,
                label: index,
                path: path,
                depth: 1,
                isBER: composite.style == .tlv
            )
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
        _ index: Int,
        _ composite: ISO8583Composite,
        _ bytes: Span<UInt8>,
        end: Int,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let outerPath = tagPath
        for part in composite.parts where at < end {
            if let outerPath {
                tagPath = TagPath(group: outerPath.text, name: .characters(program.nameBytes(part)), occurrence: 1)
            }
            guard readStep(part, bytes, end: end, isTop: false, &builder, &findings) == .complete else { return }
        }
        guard at < end else { return }
        findings.add(
            .error,
            ISO8583Code.trailing,
            at: place(at, program.labels[index]),
            "The field has more than its subfields; the rest is kept as bytes."
        )
    }

    /// Reads a value and cuts its text; what is left over stays in the member `rest` as text.
    private mutating func readCut(
        _ index: Int,
        _ step: ISO8583Step,
        _ composite: ISO8583Composite,
        _ bytes: Span<UInt8>,
        _ range: Range<Int>,
        units: Int,
        name: DocumentName,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        var text: [UInt8] = []
        appendText(index, step, bytes, range, units: units, &text, &findings)
        check(index, step, range, text.span, from: 0, &findings)
        builder.begin(.object, name)
        var start = 0
        for cut in composite.cuts where start < text.count {
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
