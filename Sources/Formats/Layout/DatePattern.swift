/// How a date or time is written, such as `yyyyMMdd` or `dd.MM.yyyy HH:mm`.
struct DatePattern: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case year4
        /// Two digits: 80 to 99 are 1980 to 1999, others 2000 to 2079.
        case year2
        case month
        case day
        case hour
        case minute
        case second
        /// A character that stands for itself.
        case literal(UInt8)

        var length: Int { self == .year4 ? 4 : 1 + (isLiteral ? 0 : 1) }

        private var isLiteral: Bool {
            if case .literal = self { return true }
            return false
        }
    }

    let parts: [Part]
    /// The pattern as the layout has it.
    let text: String
    let hasDate: Bool
    let hasTime: Bool
    /// The form of a whole day with four digits for the year; nil for other patterns.
    let day: DayForm?

    /// Reads a pattern; nil unless it has a whole date, hours and minutes, or both, each part once.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Substring(text)
        let words: [(String, Part)] = [
            ("yyyy", .year4), ("yy", .year2), ("MM", .month), ("dd", .day), ("HH", .hour), ("mm", .minute),
            ("ss", .second),
        ]
        while let character = rest.first {
            if let (word, part) = words.first(where: { rest.hasPrefix($0.0) }) {
                guard !parts.contains(part) else { return nil }
                parts.append(part)
                rest = rest.dropFirst(word.count)
            } else {
                guard let byte = character.asciiValue, !character.isLetter, byte >= 0x20 else { return nil }
                parts.append(.literal(byte))
                rest = rest.dropFirst()
            }
        }
        let hasYear = parts.contains(.year4) != parts.contains(.year2)
        hasDate = hasYear && parts.contains(.month) && parts.contains(.day)
        hasTime = parts.contains(.hour) && parts.contains(.minute)
        let dateParts: [Part] = [.year4, .year2, .month, .day]
        guard hasDate || hasTime, hasDate || !parts.contains(where: { dateParts.contains($0) }),
            hasTime || !parts.contains(.second)
        else { return nil }
        self.parts = parts
        self.text = text
        day = DayForm(parts)
    }

    var length: Int { parts.reduce(0) { $0 + $1.length } }
    var hasSeconds: Bool { parts.contains(.second) }
}
