import Canonical

/// Splits an expression of a usage rule: words, texts in quotation marks, parentheses, commas and comparisons.
enum RuleTokens {
    /// The tokens; a text keeps its quotation marks.
    static func split(_ text: String, at origin: SchemaOrigin) throws(Fault) -> [String] {
        var tokens: [String] = []
        var word = ""
        var isQuoted = false
        for character in text.unicodeScalars {
            if isQuoted || character == "\"" {
                word.unicodeScalars.append(character)
                if character == "\"" { isQuoted.toggle() }
                continue
            }
            switch character {
            case " ", "(", ")", ",":
                if !word.isEmpty { tokens.append(word) }
                word = ""
                if character != " " { tokens.append(String(character)) }
            default: word.unicodeScalars.append(character)
            }
        }
        guard !isQuoted else { throw SchemaFault.unusable("lacks a quotation mark", at: origin) }
        if !word.isEmpty { tokens.append(word) }
        return tokens
    }

    /// A word without the quotation marks around it.
    static func unquoted(_ token: String) -> String {
        guard token.hasPrefix("\""), token.hasSuffix("\""), token.utf8.count >= 2 else { return token }
        return String(token.dropFirst().dropLast())
    }
}
