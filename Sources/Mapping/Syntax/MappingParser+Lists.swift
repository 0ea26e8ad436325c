/// Expressions that work on a value or list: `|`, `through`, `where`, `each`, `fold`, `only`, and `if` and `match`.
extension MappingParser {
    /// `VALUE | FUNCTION` and `VALUE through CODES or POLICY`, several in a row.
    mutating func piped() throws(SyntaxStop) -> Expression {
        var value = try filtered()
        var pipe: MappingToken?
        while !surroundings.contains(.filter) {
            let sign = current
            if take(.bar) {
                value = try stage(value)
            } else if take("through") {
                let codes = try referredName("a code table")
                value = try node(.lookup(value, codes: codes, policy: try lookupPolicy()), value.position)
            } else {
                break
            }
            pipe = pipe ?? sign
        }
        openPipe = pipe
        return value
    }

    /// What stands behind `|`.
    private mutating func stage(_ value: Expression) throws(SyntaxStop) -> Expression {
        let next = token(after: 1)
        let hasArguments = next.sign == .openParenthesis && !next.isApart
        if !hasArguments, let policy = try fitPolicy() { return try node(.fitted(value, policy), value.position) }
        guard let word = current.word, !MappingWords.reserved.contains(word) else {
            throw unexpected("A function, or cut or another policy, is expected after |")
        }
        let name = Name(word, at: current.position)
        advance()
        let first = Expression.Argument(word: nil, value: value)
        return try node(.call(name, [first] + (hasArguments ? try arguments() : [])), value.position)
    }

    private mutating func lookupPolicy() throws(SyntaxStop) -> LookupPolicy {
        guard current.word == "or" else { return .unstated }
        switch token(after: 1).word {
        case "fault", "keep", "absent":
            advance()
            defer { advance() }
            return current.word == "fault" ? .fault : current.word == "keep" ? .keep : .absent
        case "default":
            advance()
            advance()
            return .default(try postfixed())
        default: return .unstated
        }
    }

    /// `LIST where CONDITION`.
    mutating func filtered() throws(SyntaxStop) -> Expression {
        var value = try prefixed()
        while surroundings.isDisjoint(with: [.filter, .beforeWhere]), take("where") {
            let surrounding = surroundings
            surroundings.formUnion([.filter])
            defer { surroundings = surrounding }
            try enter()
            defer { leave() }
            value = try node(.filtered(value, try disjunction()), value.position)
        }
        return value
    }

    // MARK: - Words before

    private mutating func prefixed() throws(SyntaxStop) -> Expression {
        let start = current
        guard let word = start.word, ["each", "fold", "only", "if", "match"].contains(word) else {
            return try postfixed()
        }
        advance()
        try enter()
        defer { leave() }
        switch word {
        case "each": return try each(start.position)
        case "fold": return try fold(start.position)
        case "only": return try node(.only(try filtered()), start.position)
        case "if": return try conditional(start.position)
        default: return try match(start.position)
        }
    }

    /// `NAME in LIST where CONDITION`.
    mutating func iteration() throws(SyntaxStop) -> (name: Name, list: Expression, condition: Expression?) {
        let name = try declaredName("an element")
        try expect("in", "after the name of an element")
        let surrounding = surroundings
        surroundings.formUnion([.beforeWhere])
        surroundings.remove(.filter)
        defer { surroundings = surrounding }
        let list = try piped()
        return (name, list, take("where") ? try disjunction() : nil)
    }

    private mutating func each(_ position: SourcePosition) throws(SyntaxStop) -> Expression {
        let (name, list, condition) = try iteration()
        try expect(.leadsTo, "after the list of each", insteadOf: [.forward, .assign, .colon])
        let result = try expression()
        return try node(.each(name, list: list, condition: condition, result: result), position)
    }

    /// `fold NAME in LIST up to N with TOTAL = START => NEXT`.
    private mutating func fold(_ position: SourcePosition) throws(SyntaxStop) -> Expression {
        let (name, list, condition) = try iteration()
        try expect("up", "after the list of fold: its bound")
        try expect("to", "after up")
        let bound = try integer("The bound of fold")
        try expect("with", "after the bound of fold")
        let total = try declaredName("what fold carries along")
        try expect(.assign, "before the value that fold begins with", insteadOf: [.colon, .leadsTo])
        let start = try disjunction()
        try expect(.leadsTo, "before the next value of fold", insteadOf: [.forward, .assign, .colon])
        let next = try expression()
        let elements = try condition.map { condition throws(SyntaxStop) in
            try node(.filtered(list, condition), list.position)
        }
        return try node(
            .fold(name, list: elements ?? list, bound: bound, total: total, start: start, next: next),
            position
        )
    }

    // MARK: - One of several

    /// `if C then a else b`; an `else fault` or `default` is about the whole of it.
    private mutating func conditional(_ position: SourcePosition) throws(SyntaxStop) -> Expression {
        let condition = try disjunction()
        if current.sign == .openBrace || current.sign == .leadsTo || current.sign == .colon {
            note("then is expected after the condition.", "Write then.")
            if current.sign != .openBrace { advance() }
        } else {
            try expect("then", "after the condition of if")
        }
        let surrounding = surroundings
        surroundings.insert(.beforeElse)
        defer { surroundings = surrounding }
        let then = try expression()
        surroundings = surrounding
        guard isElse, token(after: 1).word != "fault" else {
            return try node(.conditional(condition, then: then, otherwise: nil), position)
        }
        advance()
        let otherwise = try expression()
        return try node(.conditional(condition, then: then, otherwise: otherwise), position)
    }

    /// `match a { "X" => b … }`.
    private mutating func match(_ position: SourcePosition) throws(SyntaxStop) -> Expression {
        let surrounding = surroundings
        let subject = try disjunction()
        let end = try openBlock("the arms of match")
        surroundings = []
        defer { surroundings = surrounding }
        var arms: [ExpressionArm] = []
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                let arm = current.position
                let constants = try armConstants()
                arms.append(ExpressionArm(constants: constants, result: try expression(), position: arm))
                try endLine(before: end, "arm")
            } catch {
                recover(from: start, before: end)
            }
        }
        close(end)
        return try node(.match(subject, arms), position)
    }
}
