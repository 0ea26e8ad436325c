import Canonical

/// `PIC G` and `PIC N`: two bytes per character, filled with wide blanks.
extension FieldReader {
    func readWide(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        if options.readsLowValuesAsNull, bytes.count > 0, isUniform(bytes, 0) { return .null(.none, .none) }
        var text: [UInt8] = []
        let isKnown: Bool
        if step.kind == .national {
            isKnown = UTF16Text.append(bytes, into: &text)
        } else {
            isKnown = page.decodeDoubleBytes(bytes, into: &text) == nil
        }
        let blank = wideBlank(step)
        while trimsRight, text.count >= blank.count, text.suffix(blank.count).elementsEqual(blank) {
            text.removeLast(blank.count)
        }
        output += text
        var written: [UInt8] = []
        let isSame = writeWide(step, text.span, length: bytes.count, into: &written) && written.count == bytes.count
        var fact = isSame ? LayoutFact.none : .raw
        for index in bytes.indices where fact == .none && written[index] != bytes[index] { fact = .raw }
        return PictureReading(fact: fact, problem: isKnown ? .none : .notInCodePage)
    }

    /// The character with which a wide field is filled, in UTF-8: U+3000 in double-byte pages, else the blank.
    func wideBlank(_ step: CopybookStep) -> [UInt8] {
        step.kind == .doubleByte && page.isMixed ? [0xE3, 0x80, 0x80] : [0x20]
    }

    /// Appends a wide text, filled to its length; false if the page does not have it or it is too long.
    func writeWide(_ step: CopybookStep, _ text: Span<UInt8>, length: Int, into output: inout [UInt8]) -> Bool {
        let start = output.count
        if step.kind == .national {
            UTF16Text.encode(text, into: &output)
        } else if page.encodeDoubleBytes(text, into: &output) != nil {
            return false
        }
        guard output.count - start <= length else { return false }
        while output.count - start < length {
            let before = output.count
            if step.kind == .national {
                UTF16Text.encode(wideBlank(step).span, into: &output)
            } else {
                _ = page.encodeDoubleBytes(wideBlank(step).span, into: &output)
            }
            guard output.count > before else { return false }
        }
        output.removeLast(output.count - start - length)
        return true
    }
}
