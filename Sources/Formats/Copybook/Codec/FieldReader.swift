import Canonical

/// Reads the bytes of one field into the text of its value.
///
/// An object, so that a field costs no reference counts for the tables within.
final class FieldReader: Sendable {
    let page: CodePage
    let options: CopybookOptions
    let edited: [EditedNumber]
    let isPlainText: Bool
    let trimsRight: Bool
    let trimsLeft: Bool
    /// The page's blank eight times.
    let blanks: UInt64

    init(_ options: CopybookOptions, edited: [EditedNumber]) {
        page = options.codePage
        self.options = options
        self.edited = edited
        isPlainText = options.codePage.isComplete && !options.readsControlsAsBlanks
        trimsRight = options.trim == .right || options.trim == .both
        trimsLeft = options.trim == .left || options.trim == .both
        blanks = UInt64(options.codePage.blank) &* 0x0101_0101_0101_0101
    }

    /// Appends the text of a field's value.
    ///
    /// - Parameters:
    ///   - step: the field.
    ///   - bytes: its bytes; fewer than it has where the record ends within it.
    ///   - output: where the text is appended; nothing is for null.
    /// - Returns: whether it is null, and what the value does not tell.
    func read(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        let ascii = page.ascii
        return read(step, bytes, ascii: ascii.span, into: &output)
    }

    /// The same with the page's characters in ASCII, which a loop over fields looks up once.
    @inline(__always)
    func read(
        _ step: CopybookStep,
        _ bytes: Span<UInt8>,
        ascii: Span<UInt8>,
        into output: inout [UInt8]
    ) -> PictureReading {
        switch step.kind {
        case .text: return readText(isJustified: step.isJustified, bytes, ascii, into: &output)
        case .zoned, .packed, .packedUnsigned, .binary:
            guard bytes.count == step.length else { return .null(.raw, .cut) }
            return readNumber(step, bytes, into: &output)
        default: return readOther(step, bytes, into: &output)
        }
    }

    @inline(never)
    private func readOther(_ step: CopybookStep, _ bytes: Span<UInt8>, into output: inout [UInt8]) -> PictureReading {
        if step.kind == .doubleByte || step.kind == .national { return readWide(step, bytes, into: &output) }
        guard bytes.count == step.length else { return .null(.raw, .cut) }
        switch step.kind {
        case .edited: return readEdited(step, bytes, into: &output)
        case .float: return readFloat(bytes, into: &output)
        default:
            Hexadecimal.append(bytes, into: &output)
            return .plain
        }
    }
}
