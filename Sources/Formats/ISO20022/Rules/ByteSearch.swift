/// Finds texts within texts, in time that grows with their lengths only (Knuth, Morris and Pratt).
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
        let part = Array(part)
        let borders = borders(of: part)
        var matched = 0
        for index in text.indices {
            while matched > 0, matched == part.count || part[matched] != text[index] { matched = borders[matched - 1] }
            if part[matched] == text[index] { matched += 1 }
            if matched == part.count, fits(index + 1 - matched) { return true }
        }
        return false
    }

    /// For each beginning of a text, how long its longest end is that the text begins with too.
    private static func borders(of part: [UInt8]) -> [Int] {
        var borders = [Int](repeating: 0, count: part.count)
        var matched = 0
        for index in part.indices.dropFirst() {
            while matched > 0, part[matched] != part[index] { matched = borders[matched - 1] }
            if part[matched] == part[index] { matched += 1 }
            borders[index] = matched
        }
        return borders
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
