/// A word of a layout file's line.
struct LayoutToken: Sendable, Hashable {
    /// The whole word, without quotes.
    var text: String
    /// What stands before the first `=` outside quotes, where there is one.
    var key: String?
    /// What stands behind it.
    var value = ""
    /// Whether it begins with a quote, as summaries do.
    var isQuoted = false
}

extension LayoutToken {
    /// Cuts a line into words: separated by blanks, quotes keep blanks, `#` begins a comment.
    ///
    /// Within quotes `\"`, `\\`, `\t` and `\u{3000}` stand for the characters that they name.
    ///
    /// - Returns: nil if a quote or an escape is not closed.
    static func words(of line: String) -> [LayoutToken]? {
        var words: [LayoutToken] = []
        var word: LayoutToken?
        var isQuoted = false
        var rest = Substring(line)
        while let character = rest.popFirst() {
            if isQuoted {
                if character == "\"" {
                    isQuoted = false
                    continue
                }
                guard let plain = character == "\\" ? escaped(&rest) : character else { return nil }
                word?.append(plain, isQuoted: true)
                continue
            }
            switch character {
            case "#" where word == nil: return words
            case " ", "\t":
                if let word { words.append(word) }
                word = nil
            case "\"":
                if word == nil { word = LayoutToken(text: "", isQuoted: true) }
                isQuoted = true
            default:
                if word == nil { word = LayoutToken(text: "") }
                word?.append(character, isQuoted: false)
            }
        }
        guard !isQuoted else { return nil }
        if let word { words.append(word) }
        return words
    }

    private mutating func append(_ character: Character, isQuoted: Bool) {
        if character == "=", !isQuoted, key == nil, !self.isQuoted, !text.isEmpty {
            key = text
        } else if key != nil {
            value.append(character)
        }
        text.append(character)
    }

    private static func escaped(_ rest: inout Substring) -> Character? {
        switch rest.popFirst() {
        case "\"": return "\""
        case "\\": return "\\"
        case "t": return "\t"
        case "u":
            guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}"),
                let number = UInt32(rest[..<end], radix: 16), let scalar = Unicode.Scalar(number)
            else { return nil }
            rest = rest[rest.index(after: end)...]
            return Character(scalar)
        default: return nil
        }
    }
}
