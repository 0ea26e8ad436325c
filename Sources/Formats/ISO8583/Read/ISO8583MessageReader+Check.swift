import Canonical

/// What the characters of a value may be.
extension ISO8583MessageReader {
    /// Checks the text that begins at an offset of the document's bytes.
    ///
    /// Mutating though nothing is changed: a reader that is only looked at is copied here, for each field.
    @inline(__always)
    mutating func check(_ content: Content, _ text: Span<UInt8>, from start: Int, _ findings: inout Findings) {
        let step = content.step
        if step.kind == .bytes { return }
        let isSigned = step.kind == .signedDigits && start < text.count
        if isSigned, text[start] != UInt8(ascii: "C"), text[start] != UInt8(ascii: "D") {
            reportSign(content, &findings)
        }
        let first = isSigned ? start + 1 : start
        if !ISO8583CharacterClass.areAll(step.kind, text, from: first, table: program.characterClasses) {
            reportCharacters(content, &findings)
        } else if step.date.isSomething, !step.date.allows(text.extracting(start..<text.count)) {
            reportDate(content, &findings)
        }
        if step.prefix == .ber, text.count - start > step.lengthMax { reportValueLength(content, &findings) }
    }

    @inline(never)
    private func reportSign(_ content: Content, _ findings: inout Findings) {
        let place = place(of: content)
        findings.add(.error, ISO8583Code.sign, at: place, "The sign of an amount is C or D.")
    }

    @inline(never)
    private func reportCharacters(_ content: Content, _ findings: inout Findings) {
        let place = place(of: content)
        switch content.step.kind {
        case .digits, .signedDigits:
            findings.add(.error, ISO8583Code.digits, at: place, "The field has other characters than digits.")
        case .letters, .lettersAndDigits, .text, .track, .bytes:
            findings.add(.warning, ISO8583Code.characters, at: place, "The field has characters that it may not have.")
        }
    }

    @inline(never)
    private func reportDate(_ content: Content, _ findings: inout Findings) {
        let place = place(of: content)
        findings.add(.error, ISO8583Code.date, at: place, "The digits are no date or time.")
    }

    @inline(never)
    private func reportValueLength(_ content: Content, _ findings: inout Findings) {
        let place = place(of: content)
        let most = content.step.lengthMax
        findings.add(.warning, ISO8583Code.length, at: place, "The value is longer than it may be (\(most)).")
    }
}
