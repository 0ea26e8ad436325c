import Canonical

/// A field with its length.
extension ISO8583MessageReader {
    /// Reads a field that begins at ``at`` and may reach up to `end`.
    mutating func readStep(
        _ index: Int,
        _ bytes: Span<UInt8>,
        end: Int,
        isTop: Bool,
        name: DocumentName? = nil,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) -> Outcome {
        let step = program.steps[index]
        let start = at
        var units = step.lengthMax
        if step.prefix != .none {
            let outcome = readPrefix(index, step, bytes, end: end, &units, &findings)
            guard outcome == .complete else { return outcome }
        }
        let count = step.wireCount(units)
        guard count <= end - at else {
            at = start
            reportTruncation(program.labels[index], &findings)
            return .truncated
        }
        if units > step.lengthMax { reportLength(index, &findings) }
        if step.prefix == .hex { noteLengthCase(index, bytes, start) }
        let content = Content(
            index: index,
            step: step,
            range: at..<at + count,
            units: units,
            name: name ?? step.name
        )
        if isTop || readsAlways(step, bytes, content.range) {
            readContent(content, bytes, &builder, &findings)
            at = content.range.upperBound
            return .complete
        }
        at = start
        reportHexInGroup(content, &findings)
        return .broken
    }

    /// Reads the length in front of a field.
    private mutating func readPrefix(
        _ index: Int,
        _ step: ISO8583Step,
        _ bytes: Span<UInt8>,
        end: Int,
        _ units: inout Int,
        _ findings: inout Findings
    ) -> Outcome {
        guard end - at >= step.prefixSize else {
            reportTruncation(program.labels[index], &findings)
            return .truncated
        }
        guard let length = prefixValue(step, bytes, at: at) else {
            findings.add(
                .error,
                ISO8583Code.prefix,
                at: place(at, program.labels[index]),
                "The length in front of the field is no number, so it and what follows cannot be read."
            )
            return .broken
        }
        units = length
        at += step.prefixSize
        return .complete
    }

    private func reportHexInGroup(_ content: Content, _ findings: inout Findings) {
        findings.add(
            .error,
            ISO8583Code.hex,
            at: place(of: content),
            "The field is not hexadecimal digits, so it and what follows in its group cannot be read."
        )
    }

    func reportLength(_ index: Int, _ findings: inout Findings) {
        findings.add(
            .error,
            ISO8583Code.length,
            at: place(at, program.labels[index]),
            "The field is longer than it may be (\(program.steps[index].lengthMax))."
        )
    }

    /// The length that stands at an offset; nil if its bytes tell none.
    func prefixValue(_ step: ISO8583Step, _ bytes: Span<UInt8>, at: Int) -> Int? {
        var value = 0
        for index in at..<at + step.prefixSize {
            let byte = bytes[index]
            switch step.prefix {
            case .ascii:
                guard byte &- 0x30 <= 9 else { return nil }
                value = value * 10 + Int(byte &- 0x30)
            case .ebcdic:
                guard byte >= 0xF0, byte <= 0xF9 else { return nil }
                value = value * 10 + Int(byte & 0xF)
            case .bcd:
                guard byte >> 4 <= 9, byte & 0xF <= 9 else { return nil }
                value = value * 100 + Int(byte >> 4) * 10 + Int(byte & 0xF)
            case .binary: value = value << 8 | Int(byte)
            case .hex:
                guard let digit = ISO8583Digits.hexValue(byte) else { return nil }
                value = value << 4 | Int(digit)
            case .none, .ber: return nil
            }
        }
        return value
    }

    private mutating func noteLengthCase(_ index: Int, _ bytes: Span<UInt8>, _ start: Int) {
        guard let text = letterCase(bytes, start..<start + program.steps[index].prefixSize, .hex) else { return }
        note(index, .lengthCase, text)
    }
}
