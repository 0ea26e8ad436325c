/// Statements that begin with a field: assignments, blocks and two-way lines.
extension MappingParser {
    mutating func pathStatement(atTop: Bool) throws(SyntaxStop) -> Statement {
        let start = current
        var path = try path(atTop: atTop)
        if current.sign == .optional, [.assign, .openBrace].contains(token(after: 1).sign) {
            advance()
            path.isOptionalByVersion = true
        }
        let statement: Statement
        switch current.sign {
        case .assign:
            advance()
            statement = Statement(.assign(path, try expression()), at: start.position)
        case .openBrace: statement = Statement(.block(path, try block()), at: start.position)
        case .bothWays, .optional: statement = Statement(.twoWay(try twoWayLine(path)), at: start.position)
        case .leadsTo, .colon:
            note("= is expected after a field, not \(current.spelling).", "Write =")
            advance()
            statement = Statement(.assign(path, try expression()), at: start.position)
        case .forward, .backward:
            throw stop(
                "An arrow for one direction begins its line.",
                "Write <-> for both directions, or \(current.spelling) PATH = VALUE for one."
            )
        default: throw wrongStart(start, path, atTop: atTop)
        }
        guard statement.height <= limits.heightMax else { throw tooHigh(start.position) }
        return statement
    }

    /// A path of members, without positions.
    mutating func path(atTop: Bool = false) throws(SyntaxStop) -> MemberPath {
        var members: [Name] = []
        switch current.kind {
        case .word(let word), .text(let word): members.append(Name(word, at: current.position))
        default:
            throw unexpected(
                "A statement begins with a field or a word of the language",
                current.sign == .openBrace ? "Write PATH { … }." : nil
            )
        }
        advance()
        while current.sign == .dot, !current.isApart { members.append(try member()) }
        if current.sign == .openBracket, !current.isApart {
            throw stop("A field of the target has no position.", "Make its list with each or [ ].")
        }
        return MemberPath(members)
    }

    /// A dot and the member behind it.
    mutating func member() throws(SyntaxStop) -> Name {
        let dot = current
        advance()
        switch current.kind {
        case .word(let word) where !current.isApart, .text(let word) where !current.isApart:
            defer { advance() }
            return Name(word, at: current.position)
        default: throw stop("The name of a member is missing after the dot.", nil, at: dot)
        }
    }

    /// No statement: the first word is misspelt, or of another language, or the field has no value.
    private mutating func wrongStart(_ start: MappingToken, _ path: MemberPath, atTop: Bool) -> SyntaxStop {
        guard let word = start.word, path.members.count == 1, current.sign != .openParenthesis || current.isApart else {
            return unexpected(
                "= or { is expected after a field",
                start.word == nil ? nil : "Write PATH = VALUE."
            )
        }
        let words = MappingWords.statements + (atTop ? MappingWords.declarations + MappingWords.headers : [])
        if let suggestion = MappingWords.foreign[word] ?? NearestName.suggestion(for: word, in: words) {
            return stop("A statement does not begin with \(start.spelling).", suggestion, at: start)
        }
        if MappingWords.declarations.contains(word) {
            return stop("A \(word) is declared at the top of a file.", "Move it out of the braces.", at: start)
        }
        if MappingWords.joining.contains(word) {
            return stop(
                "\(word) goes on with nothing.",
                "Remove it, or put a field's name in quotation marks.",
                at: start
            )
        }
        return unexpected("= or { is expected after a field", "Write PATH = VALUE.")
    }

    // MARK: - Two-way lines

    /// `LEFT? <-> RIGHT? : THROUGH, POLICY`, from behind the left path.
    private mutating func twoWayLine(_ left: MemberPath) throws(SyntaxStop) -> TwoWayLine {
        let leftIsOptional = take(.optional)
        try expect(.bothWays, "after the left field", insteadOf: [.forward, .backward, .assign])
        let right = try path()
        var line = TwoWayLine(
            left: left,
            leftIsOptionalByVersion: leftIsOptional,
            right: right,
            rightIsOptionalByVersion: take(.optional),
            through: nil,
            policies: []
        )
        if take(.colon) { line.through = try referredName("a part, code table or function") }
        while take(.comma) {
            guard let policy = try fitPolicy() else {
                throw unexpected("What happens to a value that does not fit is expected", policySuggestion)
            }
            line.policies.append(policy)
        }
        if current.sign == .bar, !line.policies.isEmpty || line.through == nil {
            throw stop("A two-way line has no |.", "Put a comma before cut and the other policies.")
        }
        return line
    }

    /// The nearest of the policies.
    var policySuggestion: String? {
        current.word.flatMap { NearestName.suggestion(for: $0, in: MappingWords.policies) }
    }

    /// `cut` and the other policies; nil if none stands here.
    mutating func fitPolicy() throws(SyntaxStop) -> FitPolicy? {
        guard let word = current.word, MappingWords.policies.contains(word) else { return nil }
        let position = current.position
        advance()
        switch word {
        case "cut": return FitPolicy(kind: .cut, position: position)
        case "refuse": return FitPolicy(kind: .refuse, position: position)
        case "split": return FitPolicy(kind: .split, position: position)
        case "transliterate": return FitPolicy(kind: .transliterate, position: position)
        case "overflow":
            try expect("to", "after overflow")
            return FitPolicy(kind: .overflow(try path()), position: position)
        default:
            return FitPolicy(kind: .replace(try quoted("What replaces a character").text), position: position)
        }
    }
}
