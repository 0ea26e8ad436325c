/// What the bytes of a field are that has no value: blanks, or zeros in a number.
struct FieldFill {
    private let step: CopybookStep
    private let page: CodePage

    init(_ step: CopybookStep, _ page: CodePage) {
        self.step = step
        self.page = page
    }

    /// Whether the bytes are these.
    func isFilled(_ bytes: Span<UInt8>) -> Bool {
        if step.kind == .text { return isUniform(bytes, page.blank) }
        let fill = self.bytes
        for index in bytes.indices where bytes[index] != fill[index] { return false }
        return true
    }

    /// The bytes.
    var bytes: [UInt8] {
        let zeros = [UInt8](repeating: 0x30, count: step.digits)
        var bytes: [UInt8] = []
        switch step.kind {
        case .binary, .float, .opaque: return [UInt8](repeating: 0, count: step.length)
        case .packed, .packedUnsigned:
            PackedDecimal.append(
                zeros,
                isNegative: false,
                isSigned: step.isSigned,
                hasSign: step.kind == .packed,
                into: &bytes
            )
        case .zoned where !step.isBlankWhenZero:
            ZonedDecimal(isEBCDIC: page.isEBCDIC, isSigned: step.isSigned, sign: step.sign)
                .append(zeros, isNegative: false, into: &bytes)
        case .national:
            for index in 0..<step.length { bytes.append(index % 2 == 0 ? 0x00 : 0x20) }
        case .text, .zoned, .edited, .doubleByte: return [UInt8](repeating: page.blank, count: step.length)
        }
        return bytes
    }
}
