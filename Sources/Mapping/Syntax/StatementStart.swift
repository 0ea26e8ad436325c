/// Whether a statement begins at a token: what tells a word of the language from a field of the same name.
enum StatementStart {
    /// Whether the word there is one of the language, and not the first member of a path such as `filter.code = "X"`.
    static func isKeyword(_ tokens: [MappingToken], at index: Int) -> Bool {
        guard index + 1 < tokens.count else { return true }
        let next = tokens[index + 1]
        switch next.sign {
        case .assign, .bothWays, .optional: return false
        case .dot: return next.isApart
        case .openBrace: return ["if", "match"].contains(tokens[index].word ?? "")
        default: return true
        }
    }

    /// Whether a statement begins there: a word of the language, or a path with `=` or `<->` behind it.
    static func isStatement(_ tokens: [MappingToken], at index: Int) -> Bool {
        if let word = tokens[index].word, MappingWords.statements.contains(word), isKeyword(tokens, at: index) {
            // `if` and `match` begin expressions as well.
            return word != "if" && word != "match"
        }
        guard let next = endOfPath(tokens, from: index) else { return false }
        switch tokens[next].sign {
        case .assign, .bothWays: return true
        case .optional:
            let following = next + 1 < tokens.count ? tokens[next + 1].sign : nil
            return following == .bothWays || following == .assign
        default: return false
        }
    }

    /// The index behind the path that begins at a token; nil if none does.
    private static func endOfPath(_ tokens: [MappingToken], from start: Int) -> Int? {
        var index = start
        guard isName(tokens[index]) else { return nil }
        while index + 2 < tokens.count, tokens[index + 1].sign == .dot, !tokens[index + 1].isApart,
            isName(tokens[index + 2])
        {
            index += 2
        }
        return index + 1 < tokens.count ? index + 1 : nil
    }

    private static func isName(_ token: MappingToken) -> Bool {
        switch token.kind {
        case .word, .text: true
        default: false
        }
    }
}
