import Canonical

/// Whether what is read from a field's bytes is the value that was to be written.
enum ValueComparison {
    /// Numbers are compared as numbers, `1.5` and `1.50`; texts without the blanks that fill a field.
    static func isSame(_ step: CopybookStep, _ read: Span<UInt8>, _ wanted: Span<UInt8>, _ reader: FieldReader) -> Bool
    {
        switch step.kind {
        case .text, .doubleByte, .national: return isSameText(step, read, wanted, reader)
        case .opaque:
            return Array(span: read) == Array(String(decoding: Array(span: wanted), as: UTF8.self).uppercased().utf8)
        case .float: return isSameFloat(step, read, wanted, reader)
        case .zoned, .packed, .packedUnsigned, .binary, .edited: break
        }
        // What cannot be read as a number of the picture is not the same as one that can.
        guard
            let left = try? DecimalText.digits(read, digits: Picture.digitsMax, scale: step.scale, isSigned: true),
            let right = try? DecimalText.digits(wanted, digits: Picture.digitsMax, scale: step.scale, isSigned: true)
        else { return false }
        return left.isNegative == right.isNegative && left.digits == right.digits
    }

    private static func isSameText(
        _ step: CopybookStep,
        _ read: Span<UInt8>,
        _ wanted: Span<UInt8>,
        _ reader: FieldReader
    ) -> Bool {
        let blank = reader.wideBlank(step)
        return trimmed(Array(span: read), blank) == trimmed(Array(span: wanted), blank)
    }

    /// Two decimals may stand for one number of floating point.
    private static func isSameFloat(
        _ step: CopybookStep,
        _ read: Span<UInt8>,
        _ wanted: Span<UInt8>,
        _ reader: FieldReader
    ) -> Bool {
        let left = String(decoding: Array(span: read), as: UTF8.self)
        let right = String(decoding: Array(span: wanted), as: UTF8.self)
        let floating = reader.options.floatingPoint
        return floating.bytes(of: left, length: step.length) == floating.bytes(of: right, length: step.length)
    }

    private static func trimmed(_ text: [UInt8], _ blank: [UInt8]) -> ArraySlice<UInt8> {
        var text = text[...]
        while text.last == 0x20 { text.removeLast() }
        while text.first == 0x20 { text.removeFirst() }
        while text.count >= blank.count, text.suffix(blank.count).elementsEqual(blank) { text.removeLast(blank.count) }
        return text
    }
}
