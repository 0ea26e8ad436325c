/// Expressions: what joins them, from the loosest operator to the tightest.
extension MappingParser {
    /// A whole expression: with `else` and `default`, unless those belong to an `if` around it.
    mutating func expression() throws(SyntaxStop) -> Expression {
        let value = try disjunction()
        return surroundings.contains(.beforeElse) ? value : try fallback(of: value)
    }

    /// What stands in for a value: `else`, `else fault` or `default`, to the right as far as it goes.
    mutating func fallback(of value: Expression) throws(SyntaxStop) -> Expression {
        if isElse {
            advance()
            guard take("fault") else {
                let other = try deeper()
                return try node(.alternative(value, other), value.position)
            }
            let result = try node(.mandatory(value, try fault()), value.position)
            if current.sign == .bar || current.word == "else" || current.word == "default", !isArm {
                throw stop("Nothing follows else fault.", "Put ( ) around what goes before, or write it before else.")
            }
            return result
        }
        guard take("default") else { return value }
        return try node(.defaulted(value, try deeper()), value.position)
    }

    private var isArm: Bool { current.word == "else" && token(after: 1).sign == .leadsTo }

    /// Whether an `else` joins, rather than begin an arm of `match`.
    var isElse: Bool { current.word == "else" && !isArm }

    /// An expression one level deeper.
    private mutating func deeper() throws(SyntaxStop) -> Expression {
        try enter()
        defer { leave() }
        return try expression()
    }

    /// An expression whose tree is not too high.
    mutating func node(_ kind: Expression.Kind, _ position: SourcePosition) throws(SyntaxStop) -> Expression {
        let expression = Expression(kind, at: position)
        guard expression.height <= limits.heightMax else { throw tooHigh(position) }
        return expression
    }

    // MARK: - Conditions

    mutating func disjunction() throws(SyntaxStop) -> Expression {
        var value = try conjunction()
        while take("or") { value = try node(.or(value, try conjunction()), value.position) }
        return value
    }

    private mutating func conjunction() throws(SyntaxStop) -> Expression {
        var value = try negation()
        while take("and") { value = try node(.and(value, try negation()), value.position) }
        return value
    }

    private mutating func negation() throws(SyntaxStop) -> Expression {
        let start = current
        guard take("not") else { return try comparison() }
        try enter()
        defer { leave() }
        return try node(.not(try negation()), start.position)
    }

    private mutating func comparison() throws(SyntaxStop) -> Expression {
        let left = try joined()
        guard let comparison = try comparisonBehind(left) else { return left }
        if current.word == "is" || current.word == "in" || comparisonSign != nil {
            throw stop("Two comparisons stand in a row.", "Join them with and, or put ( ) around one.")
        }
        return comparison
    }

    private mutating func comparisonBehind(_ left: Expression) throws(SyntaxStop) -> Expression? {
        if take("is") { return try isComparison(left) }
        if take("in") { return try node(.membership(left, try constants()), left.position) }
        if current.word == "not", token(after: 1).word == "in" {
            throw stop("not stands before the value.", "Write not VALUE in [ ].")
        }
        if current.sign == .assign, !current.beginsLine || surroundings.contains(.brackets) {
            note("= gives a value to a field and does not compare.", "Write is.")
            advance()
            return try isComparison(left)
        }
        guard let comparison = comparisonSign else { return nil }
        advance()
        return try node(.comparison(comparison, left, try joined()), left.position)
    }

    private var comparisonSign: Expression.Comparison? {
        switch current.sign {
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        default: nil
        }
    }

    private mutating func isComparison(_ left: Expression) throws(SyntaxStop) -> Expression {
        let isNot = take("not")
        if let word = current.word, let presence = Expression.Presence(rawValue: word) {
            advance()
            let value = try node(.presence(presence, left), left.position)
            return isNot ? try node(.not(value), left.position) : value
        }
        return try node(.comparison(isNot ? .isNot : .is, left, try joined()), left.position)
    }

    /// `[a, b]` of constants.
    private mutating func constants() throws(SyntaxStop) -> [Literal] {
        try expect(.openBracket, "after in")
        var constants = [try literal("A constant")]
        while take(.comma) { constants.append(try literal("A constant")) }
        try expect(.closeBracket, "after the constants")
        return constants
    }

    // MARK: - Arithmetic

    private mutating func joined() throws(SyntaxStop) -> Expression {
        var value = try sum()
        while take(.joined) {
            let right = try sum()
            try refusePipe(after: "&")
            value = try node(.arithmetic(.joined, value, right), value.position)
        }
        return value
    }

    private mutating func sum() throws(SyntaxStop) -> Expression {
        var value = try product()
        while let sign = current.sign, sign == .plus || sign == .minus && !beginsStatement {
            advance()
            let right = try product()
            try refusePipe(after: sign.rawValue)
            value = try node(.arithmetic(sign == .plus ? .plus : .minus, value, right), value.position)
        }
        return value
    }

    /// A line that begins with `-` does not go on with the one before: it may be a row of a table.
    private var beginsStatement: Bool { current.beginsLine && !surroundings.contains(.brackets) }

    private mutating func product() throws(SyntaxStop) -> Expression {
        var value = try piped()
        while take(.times) {
            let right = try piped()
            try refusePipe(after: "*")
            value = try node(.arithmetic(.times, value, right), value.position)
        }
        return value
    }

    /// `a & b | cut` does not show whether `b` is cut or both: it is not read, so that it cannot be misread.
    private mutating func refusePipe(after sign: String) throws(SyntaxStop) {
        guard let pipe = openPipe else { return }
        throw stop(
            "It is not clear whether \(pipe.spelling) is about all that goes before or only what follows \(sign).",
            "Put ( ) around the one or the other.",
            at: pipe
        )
    }
}
