import Canonical

/// Fields that consist of a bitmap and the subfields that it announces.
extension ISO8583MessageReader {
    /// Reads the subfields whose bits are set; the numbers of those that cannot be read stay in the member `bits`.
    mutating func readBits(
        _ content: Content,
        _ bytes: Span<UInt8>,
        _ builder: inout DocumentBuilder,
        _ findings: inout Findings
    ) {
        let composite = program.composites[content.step.composite]
        let end = content.range.upperBound
        guard let bits = readOwnBitmap(content.index, composite.bitmap, bytes, end: end, &findings) else { return }
        let outerPath = tagPath
        for (position, bit) in bits.enumerated() {
            let step = composite.bits[bit]
            if step < 0 { reportBit(content.index, &findings) }
            guard step >= 0, readPart(step, of: outerPath, bytes, end: end, &builder, &findings) == .complete else {
                keepBits(bits[position...], &builder)
                return
            }
        }
        if at < end { reportMore(content, &findings) }
    }

    /// Reads the bitmap; nil where there is none, or none that can be used, so that all is kept as bytes.
    private mutating func readOwnBitmap(
        _ index: Int,
        _ bitmap: ISO8583BitmapDefinition,
        _ bytes: Span<UInt8>,
        end: Int,
        _ findings: inout Findings
    ) -> [Int]? {
        if at == end { return nil }
        guard end - at >= bitmap.wireCount else {
            reportTruncation(program.labels[index], &findings)
            return nil
        }
        let range = at..<at + bitmap.wireCount
        guard bitmap.encoding == .binary || range.allSatisfy({ hexDigit(bytes[$0], bitmap.encoding) != nil }) else {
            reportBitmap(index, .error, "The bitmap of the field is not hexadecimal digits.", &findings)
            return nil
        }
        let bits = bits(of: bitmap, bytes, range)
        guard !bits.isEmpty else {
            let severity: Finding.Severity = range.upperBound == end ? .warning : .error
            reportBitmap(index, severity, "The bitmap of the field has no bits; all is kept as bytes.", &findings)
            return nil
        }
        if bitmap.encoding != .binary, let letters = letterCase(bytes, range, bitmap.encoding) {
            note(index, .bitmapCase, letters)
        }
        at = range.upperBound
        return bits
    }

    /// The numbers of the bits that are set.
    private func bits(of bitmap: ISO8583BitmapDefinition, _ bytes: Span<UInt8>, _ range: Range<Int>) -> [Int] {
        (1...bitmap.bitMax)
            .filter { bit in
                let (byte, mask) = ((bit - 1) / 8, 0x80 >> UInt8((bit - 1) % 8) as UInt8)
                guard bitmap.encoding != .binary else { return bytes[range.lowerBound + byte] & mask != 0 }
                let digits = range.lowerBound + byte * 2
                let high = hexDigit(bytes[digits], bitmap.encoding) ?? 0
                return (high << 4 | (hexDigit(bytes[digits + 1], bitmap.encoding) ?? 0)) & mask != 0
            }
    }

    private func keepBits(_ bits: ArraySlice<Int>, _ builder: inout DocumentBuilder) {
        builder.begin(.list, program.own.bits)
        for bit in bits { builder.text(.none, String(bit)) }
        builder.end()
    }

    private func reportBitmap(
        _ index: Int,
        _ severity: Finding.Severity,
        _ message: String,
        _ findings: inout Findings
    ) {
        findings.add(severity, ISO8583Code.bitmap, at: place(at, program.labels[index]), message)
    }

    private func reportBit(_ index: Int, _ findings: inout Findings) {
        findings.add(
            .error,
            ISO8583Code.field,
            at: place(at, program.labels[index]),
            "The bitmap of the field has a bit for which there is no subfield; the rest is kept as bytes."
        )
    }
}
