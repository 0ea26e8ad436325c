import Canonical

/// Divides a copybook's text into tokens.
struct CopybookLexer {
    private let characters: [CopybookSource.Character]
    private let file: String
    private var index = 0

    /// The greatest number of tokens of one file.
    static let tokensMax = 1_000_000

    private init(_ characters: [CopybookSource.Character], file: String) {
        self.characters = characters
        self.file = file
    }

    /// The tokens of a file.
    static func tokens(of file: DefinitionFile) throws(Fault) -> [CopybookToken] {
        try tokens(CopybookSource(file).characters, file: file.name)
    }

    /// The tokens within a pseudo-text, all at its place.
    static func tokens(of pseudoText: CopybookToken) throws(Fault) -> [CopybookToken] {
        let place = pseudoText.place
        let characters = pseudoText.text.unicodeScalars.map {
            CopybookSource.Character(scalar: $0, line: place.line, column: place.column)
        }
        return try tokens(characters, file: place.file)
    }

    private static func tokens(
        _ characters: [CopybookSource.Character],
        file: String
    ) throws(Fault) -> [CopybookToken] {
        var lexer = CopybookLexer(characters, file: file)
        var tokens: [CopybookToken] = []
        while let token = try lexer.next() {
            tokens.append(token)
            guard tokens.count <= tokensMax else {
                throw CopybookFault.definition(token.place, "The copybook has more than \(tokensMax) words.")
            }
        }
        return tokens
    }

    private mutating func next() throws(Fault) -> CopybookToken? {
        while index < characters.count, isSeparator(at: index) { index += 1 }
        guard index < characters.count else { return nil }
        let place = place(at: index)
        let scalar = characters[index].scalar
        if isStop(at: index) {
            index += 1
            return CopybookToken(kind: .stop, text: ".", place: place)
        }
        if scalar == "'" || scalar == "\"" { return try literal(.literal, place) }
        if scalar == "=", isPseudoTextMark(at: index) { return try pseudoText(place) }
        if isLiteralPrefix(at: index) {
            let kind: CopybookToken.Kind = scalar == "X" || scalar == "x" ? .hexadecimal : .literal
            index += 1
            return try literal(kind, place)
        }
        return word(place)
    }

    private mutating func word(_ place: CopybookPlace) -> CopybookToken {
        var text = ""
        while index < characters.count {
            let scalar = characters[index].scalar
            if isSeparator(at: index) || isStop(at: index) || scalar == "'" || scalar == "\"" { break }
            if scalar == "=", isPseudoTextMark(at: index) { break }
            text.unicodeScalars.append(scalar)
            index += 1
        }
        return CopybookToken(kind: .word, text: text.uppercased(), place: place)
    }

    private mutating func literal(_ kind: CopybookToken.Kind, _ place: CopybookPlace) throws(Fault) -> CopybookToken {
        let quote = characters[index].scalar
        var text = ""
        index += 1
        while index < characters.count, characters[index].scalar != "\n" {
            let scalar = characters[index].scalar
            index += 1
            if scalar == quote {
                guard index < characters.count, characters[index].scalar == quote else {
                    return CopybookToken(kind: kind, text: text, place: place)
                }
                index += 1
            }
            text.unicodeScalars.append(scalar)
        }
        throw CopybookFault.definition(
            place,
            "The literal has no closing quote.",
            "Close it on its line, or continue it with a hyphen in column 7 of the next."
        )
    }

    private mutating func pseudoText(_ place: CopybookPlace) throws(Fault) -> CopybookToken {
        var text = ""
        index += 2
        while index < characters.count {
            if isPseudoTextMark(at: index) {
                index += 2
                return CopybookToken(kind: .pseudoText, text: text, place: place)
            }
            text.unicodeScalars.append(characters[index].scalar)
            index += 1
        }
        throw CopybookFault.definition(place, "The pseudo-text has no closing ==.", "Close it with ==.")
    }

    // MARK: - Characters

    private func place(at index: Int) -> CopybookPlace {
        CopybookPlace(file: file, line: characters[index].line, column: characters[index].column)
    }

    private func isSpace(at index: Int) -> Bool {
        index >= characters.count || characters[index].scalar == " " || characters[index].scalar == "\n"
    }

    private func isSeparator(at index: Int) -> Bool {
        if isSpace(at: index) { return true }
        let scalar = characters[index].scalar
        return (scalar == "," || scalar == ";") && isSpace(at: index + 1)
    }

    private func isStop(at index: Int) -> Bool {
        characters[index].scalar == "." && (isSpace(at: index + 1) || isPseudoTextMark(at: index + 1))
    }

    private func isPseudoTextMark(at index: Int) -> Bool {
        index + 1 < characters.count && characters[index].scalar == "=" && characters[index + 1].scalar == "="
    }

    /// Whether `X`, `N`, `G` or `Z` and a quote stand here.
    private func isLiteralPrefix(at index: Int) -> Bool {
        guard index + 1 < characters.count, "XNGZxngz".unicodeScalars.contains(characters[index].scalar) else {
            return false
        }
        let next = characters[index + 1].scalar
        return next == "'" || next == "\""
    }
}
