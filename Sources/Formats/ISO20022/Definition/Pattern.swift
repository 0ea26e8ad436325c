/// A pattern facet, compiled to a deterministic automaton that decides with one step per character.
///
/// The characters that the pattern never tells apart form one class, so the table stays small: a state has one entry
/// per class. ASCII finds its class in a table, everything else by binary search.
package struct Pattern: Sendable, Hashable {
    /// The facet as in the schema, for descriptions; alternatives of one step joined by `|`.
    package let source: String
    /// The class of each ASCII character.
    let asciiClasses: [UInt16]
    /// The first code points of the ranges of one class, ascending from 0.
    let rangeStarts: [UInt32]
    /// The class of each of those ranges.
    let rangeClasses: [UInt16]
    /// How many classes there are.
    let classCount: Int
    /// For each state and class the next state; state 0 has failed, state 1 is the first.
    let transitions: [UInt16]
    /// Whether a text may end in a state.
    let isAccepting: [Bool]

    /// Whether the whole text, which is well-formed UTF-8, matches.
    package func matches(_ text: Span<UInt8>) -> Bool {
        var state = 1
        var index = 0
        while index < text.count {
            let byte = text[index]
            let characterClass: Int
            if byte < 0x80 {
                characterClass = Int(asciiClasses[Int(byte)])
                index += 1
            } else {
                let (codePoint, length) = Self.codePoint(text, at: index)
                characterClass = classOf(codePoint)
                index += length
            }
            state = Int(transitions[state &* classCount &+ characterClass])
            if state == 0 { return false }
        }
        return isAccepting[state]
    }

    /// The class of a code point beyond ASCII.
    func classOf(_ codePoint: UInt32) -> Int {
        var low = 0
        var high = rangeStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if rangeStarts[middle] <= codePoint { low = middle } else { high = middle }
        }
        return Int(rangeClasses[low])
    }

    /// Decodes one character; what is cut off or malformed counts as U+FFFD, one byte long.
    private static func codePoint(_ text: Span<UInt8>, at index: Int) -> (UInt32, length: Int) {
        let lead = UInt32(text[index])
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead <= 0xF4, index + length <= text.count else { return (0xFFFD, 1) }
        var value = lead & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(text[index + offset] & 0x3F) }
        return (value, length)
    }
}
