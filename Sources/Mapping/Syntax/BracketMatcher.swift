/// Pairs the brackets and braces of a file before it is parsed, and mends what is missing.
///
/// The parser then sees balanced tokens only: it knows for each block where it ends, and one missing brace is one
/// problem, named at the place where it was missed and with the place where its partner opened.
struct BracketMatcher {
    private(set) var tokens: [MappingToken] = []
    /// For each opening token the index of its partner.
    private(set) var partners: [Int: Int] = [:]
    private(set) var problems: [MappingProblem] = []
    private var open: [(index: Int, closing: MappingSign, indentation: Int)] = []
    private var indentation = 1
    /// How many problems and how deep a search make sense: more would cost time that grows with the square of the file.
    private static let searchMax = 256

    init(_ source: [MappingToken]) {
        tokens.reserveCapacity(source.count + 1)
        for (index, token) in source.enumerated() {
            if token.beginsLine { indentation = token.position.column }
            closeWhatTheLineShows(token, in: source, at: index)
            if token.kind == .end {
                closeAll(before: token)
                tokens.append(token)
            } else if let sign = token.sign, let closing = sign.closing {
                open.append((tokens.count, closing, indentation))
                tokens.append(token)
            } else if let sign = token.sign, sign.isClosing {
                close(sign, token)
            } else {
                tokens.append(token)
            }
        }
    }

    private mutating func close(_ sign: MappingSign, _ token: MappingToken) {
        guard let match = open.suffix(Self.searchMax).lastIndex(where: { $0.closing == sign }) else {
            return note("\(sign.rawValue) closes nothing.", "Remove it, or open it before.", at: token.position)
        }
        while open.count > match + 1 { closeMissing(before: token) }
        // A brace that stands under an outer block's first line closes that one: the inner one lacks its own.
        if token.beginsLine, sign == .closeBrace, let inner = open.last, inner.indentation > token.position.column,
            open.suffix(Self.searchMax).dropLast()
                .contains(where: { $0.closing == sign && $0.indentation == token.position.column })
        {
            while let last = open.last, last.indentation != token.position.column || last.closing != sign {
                closeMissing(before: token)
            }
        }
        pair(with: token)
    }

    private mutating func pair(with token: MappingToken) {
        guard let opener = open.popLast() else { return }
        partners[opener.index] = tokens.count
        tokens.append(token)
    }

    /// Notes that the innermost open bracket is not closed, and closes it behind the token before.
    private mutating func closeMissing(before token: MappingToken) {
        guard let opener = open.last else { return }
        let place = tokens.last?.endPosition ?? token.position
        let partner = tokens[opener.index]
        let opened =
            "\(partner.spelling) was opened in line \(partner.position.line), column \(partner.position.column)."
        note("\(opener.closing.rawValue) is missing.", opened, at: place)
        pair(
            with: MappingToken(
                kind: .sign(opener.closing),
                position: place,
                length: 0,
                isApart: false,
                beginsLine: false
            )
        )
    }

    private mutating func note(_ message: String, _ suggestion: String, at place: SourcePosition) {
        guard problems.count < Self.searchMax else { return }
        problems.append(MappingProblem(at: place, message, suggestion: suggestion))
    }

    private mutating func closeAll(before token: MappingToken) {
        while !open.isEmpty { closeMissing(before: token) }
    }

    /// A line that begins a declaration or statement shows that what is still open should have been closed.
    private mutating func closeWhatTheLineShows(_ token: MappingToken, in source: [MappingToken], at index: Int) {
        guard token.beginsLine, let word = token.word, let innermost = open.last else { return }
        if token.position.column == 1, MappingWords.declarations.contains(word),
            StatementStart.isKeyword(source, at: index)
        {
            closeAll(before: token)
        } else if innermost.closing != .closeBrace, StatementStart.isStatement(source, at: index) {
            while let last = open.last, last.closing != .closeBrace { closeMissing(before: token) }
        }
    }
}
