/// Finds texts within texts.
enum ByteSearch {
    /// Whether a text contains another one.
    static func contains(_ text: ArraySlice<UInt8>, _ part: ArraySlice<UInt8>) -> Bool {
        first(of: part, in: text) { _ in true }
    }

    /// Whether a text contains another one as whole words: no letter or digit of ASCII before or behind it.
    static func containsWord(_ text: ArraySlice<UInt8>, _ part: ArraySlice<UInt8>) -> Bool {
        first(of: part, in: text) { start in
            let end = start + part.count
            let isFreeBefore = start == text.startIndex || !isLetterOrDigit(text[start - 1])
            return isFreeBefore && (end == text.endIndex || !isLetterOrDigit(text[end]))
        }
    }

    private static func first(
        of part: ArraySlice<UInt8>,
        in text: ArraySlice<UInt8>,
        where fits: (Int) -> Bool
    ) -> Bool {
        guard !part.isEmpty, part.count <= text.count else { return part.isEmpty }
        for start in text.startIndex...text.endIndex - part.count
        where text[start] == part[part.startIndex] && text[start..<start + part.count] == part && fits(start) {
            return true
        }
        return false
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
