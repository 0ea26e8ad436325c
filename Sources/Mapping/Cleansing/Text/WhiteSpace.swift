/// Characters that separate words, and characters that nobody sees.
enum WhiteSpace {
    case space
    case invisible

    /// What a character is; nil for one that is seen.
    ///
    /// Spaces are Unicode's white space and all control characters, which no payment format carries. Invisible are the
    /// zero-width space, the word joiner, the byte order mark and the marks of writing direction; text copied from
    /// documents is full of them. The zero-width joiner and non-joiner (U+200C, U+200D) stay: they are spelling in
    /// Persian and the scripts of India.
    @inline(__always)
    static func of(_ scalar: UInt32) -> WhiteSpace? {
        if scalar <= 0x20 { return .space }
        if scalar < 0x7F { return nil }
        return beyondASCII(scalar)
    }

    private static func beyondASCII(_ scalar: UInt32) -> WhiteSpace? {
        switch scalar {
        case 0x7F...0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        case 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: .invisible
        default: nil
        }
    }
}
