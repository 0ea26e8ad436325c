import Canonical

/// What is in a field: its subfields or its value.
extension ISO8583MessageReader {
    /// The content of a field: how it is read, and where it lies.
    struct Content {
        /// The number of the step.
        var index: Int
        var step: ISO8583Step
        /// Its bytes, without the length in front.
        var range: Range<Int>
        /// What the length in front told.
        var units: Int
        /// The member that it becomes.
        var name: DocumentName
    }

    /// The place of a content, for findings.
    func place(of content: Content) -> Place {
        place(content.range.lowerBound, program.labels[content.index])
    }

    /// Reads what is in a field; bytes that are no value are kept for the member `undecoded`.
    mutating func readContent(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let step = content.step
        if step.encoding.isHexadecimal, !readsAlways(step, bytes, content.range) {
            reportHex(content, &findings)
            undecoded.append(Undecoded(name: step.name, range: content.range))
        } else if step.composite < 0 {
            readValue(content, bytes, &builder, &findings)
        } else if program.styles[step.composite] == .cut {
            readCut(content, bytes, &builder, &findings)
        } else if step.encoding.isHexadecimal {
            readHexComposite(content, bytes, &builder, &findings)
        } else {
            readSubfields(content, bytes, &builder, &findings)
        }
    }

    /// Whether the bytes are a value at all: all are, except hexadecimal digits that are none.
    func readsAlways(_ step: ISO8583Step, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard step.encoding.isHexadecimal else { return true }
        guard range.count % 2 == 0 else { return false }
        for index in range where hexDigit(bytes[index], step.encoding) == nil { return false }
        return true
    }

    private func reportHex(_ content: Content, _ findings: inout Findings) {
        findings.add(
            .error,
            ISO8583Code.hex,
            at: place(of: content),
            "The field is not hexadecimal digits; its bytes are kept as they are."
        )
    }

    /// Reads subfields that are written as hexadecimal digits: they are turned into bytes first.
    private mutating func readHexComposite(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let (range, encoding) = (content.range, content.step.encoding)
        if let letters = letterCase(bytes, range, encoding) { note(content.index, .letterCase, letters) }
        let inner = self.bytes(hex: bytes, range, encoding)
        let (outerOrigin, outerScale) = (origin, scale)
        origin += range.lowerBound * scale
        scale *= 2
        var content = content
        content.range = 0..<inner.count
        readSubfields(content, inner.span, &builder, &findings)
        (origin, scale) = (outerOrigin, outerScale)
    }

    /// The bytes that an even number of hexadecimal digits stands for.
    func bytes(hex bytes: Span<UInt8>, _ range: Range<Int>, _ encoding: ISO8583Encoding) -> [UInt8] {
        var content: [UInt8] = []
        content.reserveCapacity(range.count / 2)
        for offset in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
            let high = hexDigit(bytes[offset], encoding) ?? 0
            content.append(high << 4 | (hexDigit(bytes[offset + 1], encoding) ?? 0))
        }
        return content
    }
}
