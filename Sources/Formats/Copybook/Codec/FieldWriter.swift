import Canonical

/// Writes the value of one field as bytes.
struct FieldWriter: Sendable {
    let reader: FieldReader
    private var page: CodePage { reader.page }

    /// The bytes of a value by the picture, or the sentence that says why it has none.
    func bytes(_ step: CopybookStep, _ text: Span<UInt8>) -> FieldBytes {
        switch step.kind {
        case .text: return textBytes(step, text)
        case .doubleByte, .national:
            var bytes: [UInt8] = []
            guard reader.writeWide(step, text, length: step.length, into: &bytes) else {
                return .refused(
                    "is longer than the field's \(step.length) bytes, or has characters that its code page lacks."
                )
            }
            return .bytes(bytes)
        case .float:
            let number = String(decoding: Array(span: text), as: UTF8.self)
            guard let bytes = reader.options.floatingPoint.bytes(of: number, length: step.length) else {
                return .refused("is no number that this floating point can hold.")
            }
            return .bytes(bytes)
        case .opaque:
            guard let bytes = Hexadecimal.bytes(text), bytes.count == step.length else {
                return .refused("is not \(step.length) bytes in hexadecimal digits.")
            }
            return .bytes(bytes)
        case .zoned, .packed, .packedUnsigned, .binary, .edited: return numberBytes(step, text)
        }
    }

    private func numberBytes(_ step: CopybookStep, _ text: Span<UInt8>) -> FieldBytes {
        let count = step.kind == .binary && step.isNative ? Picture.digitsMax : step.digits
        let number: DecimalText.Digits
        do {
            number = try DecimalText.digits(text, digits: count, scale: step.scale, isSigned: step.isSigned)
        } catch {
            return .refused(error.reason)
        }
        if step.isBlankWhenZero, number.magnitude == 0 {
            return .bytes([UInt8](repeating: page.blank, count: step.length))
        }
        var bytes: [UInt8] = []
        switch step.kind {
        case .packed, .packedUnsigned:
            PackedDecimal.append(
                number.digits,
                isNegative: number.isNegative,
                isSigned: step.isSigned,
                hasSign: step.kind == .packed,
                into: &bytes
            )
        case .binary:
            let fits = BinaryNumber.append(
                number.magnitude,
                isNegative: number.isNegative,
                length: step.length,
                isSigned: step.isSigned,
                isLittleEndian: step.isLittleEndian,
                into: &bytes
            )
            if !fits { return .refused("does not fit into \(step.length) bytes.") }
        case .edited:
            let characters = reader.edited[step.edited].format(number)
            guard page.encode(characters.span, into: &bytes) == nil else {
                return .refused("has an editing character that the code page lacks.")
            }
        default:
            ZonedDecimal(isEBCDIC: page.isEBCDIC, isSigned: step.isSigned, sign: step.sign)
                .append(number.digits, isNegative: number.isNegative, into: &bytes)
        }
        return .bytes(bytes)
    }

    private func textBytes(_ step: CopybookStep, _ text: Span<UInt8>) -> FieldBytes {
        var bytes: [UInt8] = []
        guard page.encode(text, into: &bytes) == nil else {
            return .refused("has a character that the code page \(page.name) lacks.")
        }
        guard bytes.count <= step.length else {
            return .refused("takes \(bytes.count) bytes, and the field has \(step.length).")
        }
        let blanks = [UInt8](repeating: page.blank, count: step.length - bytes.count)
        return .bytes(step.isJustified ? blanks + bytes : bytes + blanks)
    }

    // MARK: - Layout facts

    /// The bytes that a fact makes of a value; nil where it does not fit the value.
    func bytes(_ step: CopybookStep, _ text: [UInt8]?, _ fact: LayoutText.Parsed, plain: [UInt8]?) -> [UInt8]? {
        switch fact.fact {
        case .none: return plain
        case .raw: return fact.raw.count <= step.length ? fact.raw : nil
        case .pad(let byte):
            guard step.kind == .text, let text else { return [UInt8](repeating: byte, count: step.length) }
            var bytes: [UInt8] = []
            guard page.encode(text.span, into: &bytes) == nil, bytes.count <= step.length else { return nil }
            return bytes + [UInt8](repeating: byte, count: step.length - bytes.count)
        case .lead(let count):
            guard let text, count >= 0, count <= step.length else { return nil }
            var bytes = [UInt8](repeating: page.blank, count: count)
            guard page.encode(text.span, into: &bytes) == nil, bytes.count <= step.length else { return nil }
            return bytes + [UInt8](repeating: page.blank, count: step.length - bytes.count)
        case .sign(let sign): return plain.flatMap { signed($0, step, sign) }
        }
    }

    private func signed(_ bytes: [UInt8], _ step: CopybookStep, _ sign: UInt8) -> [UInt8]? {
        guard !bytes.isEmpty else { return nil }
        var bytes = bytes
        if step.kind == .packed {
            bytes[bytes.count - 1] = bytes[bytes.count - 1] & 0xF0 | sign & 0x0F
        } else {
            bytes[step.sign.isLeading ? 0 : bytes.count - 1] = sign
        }
        return bytes
    }
}

/// What writing a value gives: its bytes, or why there are none, to follow "The value".
enum FieldBytes {
    case bytes([UInt8])
    case refused(String)
}
