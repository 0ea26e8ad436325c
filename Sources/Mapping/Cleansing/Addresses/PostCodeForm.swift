/// Where the post code of a country stands in the line of the town, and what it looks like.
enum PostCodeForm {
    /// Digits in front: `60311 Frankfurt`; most of the world.
    case digitsInFront
    /// Four digits and two letters in front: `1011 AB Amsterdam`.
    case dutch
    /// Letters and digits behind: `London EC2V 7HH`.
    case british
    /// State and digits behind: `New York, NY 10015`.
    case american
    /// Province and letters with digits behind: `Toronto ON M5H 2N2`.
    case canadian
    /// Digits behind: `Singapore 049483`, `Shanghai 200120`.
    case digitsBehind

    static func of(_ country: String) -> PostCodeForm {
        switch country {
        case "NL": .dutch
        case "GB", "GG", "IM", "JE", "GI": .british
        case "US", "PR": .american
        case "CA": .canadian
        case "AU", "CN", "ID", "IN", "JP", "KR", "NZ", "PK", "SG", "TH", "TW", "ZA": .digitsBehind
        default: .digitsInFront
        }
    }

    /// The parts of a line of words; nil where it has no post code of this form.
    func split(_ words: [String]) -> (postCode: String, town: [String], subdivision: String?)? {
        switch self {
        case .digitsInFront: front(words)
        case .dutch: dutch(words)
        case .british: british(words)
        case .american: american(words)
        case .canadian: canadian(words)
        case .digitsBehind: behind(words) ?? front(words)
        }
    }

    private typealias Parts = (postCode: String, town: [String], subdivision: String?)

    private func front(_ words: [String]) -> Parts? {
        guard words.count > 1 else { return nil }
        // Sweden, Czechia, Slovakia and Greece write five digits in two groups.
        if words.count > 2, AddressText.isDigits(words[0], 3...3), AddressText.isDigits(words[1], 2...2) {
            return ("\(words[0]) \(words[1])", Array(words[2...]), nil)
        }
        let first = words[0]
        let isPolish =
            first.utf8.count == 6 && Array(first.utf8)[2] == UInt8(ascii: "-")
            && first.utf8.count(where: \.isDigit) == 5
        let isPortuguese =
            first.utf8.count == 8 && Array(first.utf8)[4] == UInt8(ascii: "-")
            && first.utf8.count(where: \.isDigit) == 7
        guard AddressText.isDigits(first, 3...7) || isPolish || isPortuguese else { return nil }
        return (first, Array(words[1...]), nil)
    }

    private func dutch(_ words: [String]) -> Parts? {
        if words.count > 2, AddressText.isDigits(words[0], 4...4), AddressText.isCapitals(words[1], 2) {
            return ("\(words[0]) \(words[1])", Array(words[2...]), nil)
        }
        guard words.count > 1, words[0].utf8.count == 6, AddressText.isDigits(words[0].prefix(4), 4...4),
            AddressText.isCapitals(words[0].suffix(2), 2)
        else { return nil }
        return (words[0], Array(words[1...]), nil)
    }

    private func british(_ words: [String]) -> Parts? {
        guard words.count > 2 else { return nil }
        let (outward, inward) = (words[words.count - 2], words[words.count - 1])
        guard inward.utf8.count == 3, AddressText.isDigits(inward.prefix(1), 1...1),
            AddressText.isCapitals(inward.suffix(2), 2), (2...4).contains(outward.utf8.count),
            AddressText.isCapitals(outward.prefix(1), 1), AddressText.hasDigit(outward)
        else { return nil }
        return ("\(outward) \(inward)", Array(words.dropLast(2)), nil)
    }

    private func american(_ words: [String]) -> Parts? {
        guard words.count > 2, let code = words.last, AddressText.isCapitals(words[words.count - 2], 2) else {
            return nil
        }
        let isLong =
            code.utf8.count == 10 && AddressText.isDigits(code.prefix(5), 5...5)
            && code.dropFirst(5).first == "-" && AddressText.isDigits(code.suffix(4), 4...4)
        guard AddressText.isDigits(code, 5...5) || isLong else { return nil }
        return (code, Array(words.dropLast(2)), words[words.count - 2])
    }

    private func canadian(_ words: [String]) -> Parts? {
        guard words.count > 3 else { return nil }
        let (first, second, province) = (words[words.count - 2], words[words.count - 1], words[words.count - 3])
        guard first.utf8.count == 3, second.utf8.count == 3, AddressText.hasDigit(first), AddressText.hasDigit(second),
            AddressText.isCapitals(province, 2)
        else { return nil }
        return ("\(first) \(second)", Array(words.dropLast(3)), province)
    }

    private func behind(_ words: [String]) -> Parts? {
        guard words.count > 1, let code = words.last, AddressText.isDigits(code, 4...6) else { return nil }
        return (code, Array(words.dropLast()), nil)
    }
}
