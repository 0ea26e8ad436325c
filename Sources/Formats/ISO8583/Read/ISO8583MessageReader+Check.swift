import Canonical

/// What the characters of a value may be.
extension ISO8583MessageReader {
    /// Checks the text that begins at an offset of the document's bytes.
    @inline(__always)
    func check(
        _ index: Int,
        _ step: ISO8583Step,
        _ range: Range<Int>,
        _ text: Span<UInt8>,
        from start: Int,
        _ findings: inout Findings
    ) {
        if step.kind == .bytes { return }
        let isSigned = step.kind == .signedDigits && start < text.count
        if isSigned, text[start] != UInt8(ascii: "C"), text[start] != UInt8(ascii: "D") {
            reportSign(index, range, &findings)
        }
        let common = ISO8583CharacterClass.common(
            text,
            from: isSigned ? start + 1 : start,
            table: program.characterClasses
        )
        if common & ISO8583CharacterClass.required(step.kind) == 0 {
            reportCharacters(index, range, &findings)
        } else if step.date.isSomething, !step.date.allows(text.extracting(start..<text.count)) {
            reportDate(index, range, &findings)
        }
        if step.prefix == .ber, text.count - start > step.lengthMax { reportValueLength(index, range, &findings) }
    }

    @inline(never)
    private func reportSign(_ index: Int, _ range: Range<Int>, _ findings: inout Findings) {
        let place = place(range.lowerBound, program.labels[index])
        findings.add(.error, ISO8583Code.sign, at: place, "The sign of an amount is C or D.")
    }

    @inline(never)
    private func reportCharacters(_ index: Int, _ range: Range<Int>, _ findings: inout Findings) {
        let place = place(range.lowerBound, program.labels[index])
        switch program.steps[index].kind {
        case .digits, .signedDigits:
            findings.add(.error, ISO8583Code.digits, at: place, "The field has other characters than digits.")
        case .letters, .lettersAndDigits, .text, .track, .bytes:
            findings.add(.warning, ISO8583Code.characters, at: place, "The field has characters that it may not have.")
        }
    }

    @inline(never)
    private func reportDate(_ index: Int, _ range: Range<Int>, _ findings: inout Findings) {
        let place = place(range.lowerBound, program.labels[index])
        findings.add(.error, ISO8583Code.date, at: place, "The digits are no date or time.")
    }

    @inline(never)
    private func reportValueLength(_ index: Int, _ range: Range<Int>, _ findings: inout Findings) {
        let place = place(range.lowerBound, program.labels[index])
        let most = program.steps[index].lengthMax
        findings.add(.warning, ISO8583Code.length, at: place, "The value is longer than it may be (\(most)).")
    }
}
