/// Operands of expressions: constants, fields, calls, and what stands in brackets.
extension MappingParser {
    /// An operand with the members and positions behind it, which follow without a blank.
    mutating func postfixed() throws(SyntaxStop) -> Expression {
        let start = current.position
        var value = try operand()
        while !current.isApart {
            if current.sign == .dot {
                value = try node(.member(value, try member()), start)
            } else if current.sign == .openBracket {
                value = try position(in: value, start)
            } else {
                break
            }
        }
        return value
    }

    /// `[1]` or `[last]`.
    private mutating func position(in list: Expression, _ start: SourcePosition) throws(SyntaxStop) -> Expression {
        advance()
        let isLast = take("last")
        let number = isLast ? 0 : try integer("A position")
        try expect(.closeBracket, "after a position")
        return try node(isLast ? .last(list) : .position(list, number), start)
    }

    private mutating func operand() throws(SyntaxStop) -> Expression {
        let start = current
        switch start.kind {
        case .text, .number: return try node(.literal(try literal("A value")), start.position)
        case .word("true"), .word("false"): return try node(.literal(try literal("A value")), start.position)
        case .word(let word): return try named(word)
        case .sign(let sign):
            switch sign {
            case .minus where isNegativeNumber: return try node(.literal(try literal("A value")), start.position)
            case .dot: return try elementMember()
            case .openParenthesis: return try parenthesised()
            case .openBracket: return try node(.list(try list()), start.position)
            case .openBrace: return try node(.object(try block()), start.position)
            default: throw valueMissing()
            }
        case .end: throw valueMissing()
        }
    }

    /// No value: named behind what needs one, where the next line begins something else.
    private mutating func valueMissing() -> SyntaxStop {
        guard index > 0, let last = tokens[index - 1].sign else { return unexpected("A value is expected") }
        return unexpected("A value is expected after \(last.rawValue)")
    }

    /// A name, a call, or a word that cannot be a value.
    private mutating func named(_ word: String) throws(SyntaxStop) -> Expression {
        let start = current
        if start.beginsLine, !surroundings.contains(.brackets), StatementStart.isStatement(tokens, at: index) {
            throw valueMissing()
        }
        let next = token(after: 1)
        let isCall = next.sign == .openParenthesis && !next.isApart
        if word == "table" { return try tableCall() }
        if MappingWords.reserved.contains(word) { throw unexpected("A value is expected") }
        let isField = next.sign == .dot && !next.isApart
        if !isCall, !isField, let suggestion = MappingWords.foreign[word], ["null", "nil", "undefined"].contains(word) {
            throw stop("\(word) is not a value of the language.", suggestion)
        }
        advance()
        guard isCall else { return try node(.name(word), start.position) }
        return try node(.call(Name(word, at: start.position), try arguments()), start.position)
    }

    /// `table NAME(a, b)`.
    private mutating func tableCall() throws(SyntaxStop) -> Expression {
        let start = current.position
        advance()
        let name = try referredName("a decision table")
        guard current.sign == .openParenthesis else { throw unexpected("( is expected after the name of a table") }
        let arguments = try arguments()
        if let word = arguments.lazy.compactMap(\.word).first {
            problems.append(
                MappingProblem(
                    at: word.position,
                    length: word.text.unicodeScalars.count,
                    "The values for a decision table have no names.",
                    suggestion: "Give them in the order of its columns."
                )
            )
        }
        return try node(.table(name, arguments.map(\.value)), start)
    }

    /// `.code`, or `.` alone: the element that `where` looks at.
    private mutating func elementMember() throws(SyntaxStop) -> Expression {
        let start = current.position
        let element = try node(.element, start)
        let next = token(after: 1)
        switch next.kind {
        case .word where !next.isApart, .text where !next.isApart:
            return try node(.member(element, try member()), start)
        default:
            advance()
            return element
        }
    }

    // MARK: - Constants

    /// Whether a number stands directly behind a minus.
    var isNegativeNumber: Bool {
        guard current.sign == .minus, case .number = token(after: 1).kind else { return false }
        return !token(after: 1).isApart
    }

    /// A constant.
    mutating func literal(_ what: String) throws(SyntaxStop) -> Literal {
        let isNegative = isNegativeNumber
        if isNegative { advance() }
        switch current.kind {
        case .text(let text):
            advance()
            return .text(text)
        case .number(let digits):
            advance()
            return .number(isNegative ? "-" + digits : digits)
        case .word("true"), .word("false"):
            defer { advance() }
            return .boolean(current.word == "true")
        case .word(let word):
            throw unexpected(
                "\(what) is expected",
                MappingWords.foreign[word] ?? "A text stands in quotation marks: \"\(current.spelling)\"."
            )
        default: throw unexpected("\(what) is expected")
        }
    }

    // MARK: - Brackets

    private mutating func parenthesised() throws(SyntaxStop) -> Expression {
        let surrounding = surroundings
        surroundings = .brackets
        defer { surroundings = surrounding }
        advance()
        try enter()
        defer { leave() }
        let value = try expression()
        try expect(.closeParenthesis, "after the expression")
        return value
    }

    private mutating func list() throws(SyntaxStop) -> [Expression] {
        let surrounding = surroundings
        surroundings = .brackets
        defer { surroundings = surrounding }
        advance()
        if take(.closeBracket) { return [] }
        try enter()
        defer { leave() }
        var elements = [try expression()]
        while take(.comma) { elements.append(try expression()) }
        try expect(.closeBracket, "after the elements")
        return elements
    }

    /// `(a, b, word: c)`.
    mutating func arguments() throws(SyntaxStop) -> [Expression.Argument] {
        let surrounding = surroundings
        surroundings = .brackets
        defer { surroundings = surrounding }
        advance()
        if take(.closeParenthesis) { return [] }
        try enter()
        defer { leave() }
        var arguments: [Expression.Argument] = []
        repeat {
            var word: Name?
            if let name = current.word, token(after: 1).sign == .colon {
                word = Name(name, at: current.position)
                advance()
                advance()
            }
            arguments.append(Expression.Argument(word: word, value: try expression()))
        } while take(.comma)
        try expect(.closeParenthesis, "after the arguments")
        return arguments
    }
}
