/// Statements.
extension MappingParser {
    /// One statement; at the top of a file other words may begin a line, which the suggestions know.
    mutating func statement(atTop: Bool) throws(SyntaxStop) -> Statement {
        let start = current
        switch start.sign {
        case .forward, .backward: return try oneDirection()
        case .minus where start.beginsLine:
            throw stop("A statement does not begin with -.", "End the line before with - to go on here.")
        default: break
        }
        guard let word = start.word, MappingWords.statements.contains(word),
            StatementStart.isKeyword(tokens, at: index)
        else { return try pathStatement(atTop: atTop) }
        advance()
        return try bounded(Statement(try keywordStatement(word), at: start.position))
    }

    /// A statement whose tree is not too high.
    private mutating func bounded(_ statement: Statement) throws(SyntaxStop) -> Statement {
        guard statement.height <= limits.heightMax else {
            throw tooHigh(statement.position)
        }
        return statement
    }

    private mutating func keywordStatement(_ word: String) throws(SyntaxStop) -> Statement.Kind {
        switch word {
        case "let":
            let name = try declaredName("a value")
            try expect(.assign, "after the name of a value", insteadOf: [.colon, .leadsTo, .bothWays])
            return .define(name, try expression())
        case "if": return try whenStatement()
        case "match": return try matchStatement()
        case "drop":
            let paths = try sourcePaths()
            return .drop(paths, reason: try reason("after the fields that are dropped"))
        case "carry": return .carry(try carriedFields())
        case "check":
            let condition = try disjunction()
            try expect("else", "after the condition of check")
            try expect("fault", "after else")
            return .check(condition, try fault())
        case "yield": return try yieldStatement()
        default:
            try expect("when", "after filter")
            let condition = try disjunction()
            return .filter(condition, reason: try reason("after the condition of filter"))
        }
    }

    private mutating func reason(_ after: String) throws(SyntaxStop) -> String {
        try expect("because", after)
        return try quoted("The reason").text
    }

    private mutating func sourcePaths() throws(SyntaxStop) -> [Expression] {
        var paths = [try filtered()]
        while take(.comma) { paths.append(try filtered()) }
        return paths
    }

    private mutating func carriedFields() throws(SyntaxStop) -> [CarriedField] {
        var fields: [CarriedField] = []
        repeat {
            let path = try filtered()
            fields.append(CarriedField(path: path, isOptionalByVersion: take(.optional)))
        } while take(.comma)
        return fields
    }

    /// `"CODE" "SENTENCE"` behind `fault`.
    mutating func fault() throws(SyntaxStop) -> MappingFault {
        let code = try quoted("The code of the fault")
        guard case .text(let sentence) = current.kind, !current.beginsLine else {
            return MappingFault(code: code, sentence: nil)
        }
        advance()
        return MappingFault(code: code, sentence: sentence)
    }

    // MARK: - Several ways

    private mutating func whenStatement() throws(SyntaxStop) -> Statement.Kind {
        let condition = try disjunction()
        if current.word == "then" {
            note("Statements under a condition stand in { }.", "Remove then.")
            advance()
        }
        let then = try block()
        guard current.word == "else", token(after: 1).sign != .leadsTo else {
            return .when(condition, then: then, otherwise: [])
        }
        advance()
        let start = current
        guard take("if") else { return .when(condition, then: then, otherwise: try block()) }
        try enter()
        defer { leave() }
        return .when(condition, then: then, otherwise: [Statement(try whenStatement(), at: start.position)])
    }

    private mutating func matchStatement() throws(SyntaxStop) -> Statement.Kind {
        let subject = try disjunction()
        let end = try openBlock("the arms of match")
        var arms: [StatementArm] = []
        while hasLine(before: end) {
            let start = index
            do throws(SyntaxStop) {
                let position = current.position
                let constants = try armConstants()
                arms.append(StatementArm(constants: constants, body: try block(), position: position))
                try endLine(before: end, "arm")
            } catch {
                recover(from: start, before: end)
            }
        }
        close(end)
        return .match(subject, arms)
    }

    /// `"A", "B" =>` or `else =>`.
    mutating func armConstants() throws(SyntaxStop) -> [Literal] {
        var constants: [Literal] = []
        if !take("else") {
            repeat { constants.append(try literal("A constant or else")) } while take(.comma)
        }
        try expect(.leadsTo, "after what an arm is for", insteadOf: [.forward, .assign, .colon, .bothWays])
        return constants
    }

    private mutating func yieldStatement() throws(SyntaxStop) -> Statement.Kind {
        try expect("each", "after yield")
        let (name, list, condition) = try iteration()
        return .yield(name, list: list, condition: condition, body: try block())
    }

    /// `-> STATEMENT` and `<- STATEMENT`.
    private mutating func oneDirection() throws(SyntaxStop) -> Statement {
        let start = current
        advance()
        if current.sign == .forward || current.sign == .backward {
            throw stop("A line is for one direction.", "Keep one of the arrows.")
        }
        let direction: Statement.Direction = start.sign == .forward ? .forward : .backward
        return try bounded(Statement(.oneDirection(direction, try statement(atTop: false)), at: start.position))
    }

    /// The tree would be too high for whoever walks it.
    mutating func tooHigh(_ position: SourcePosition) -> SyntaxStop {
        problems.append(
            MappingProblem(
                at: position,
                "More than \(limits.heightMax) expressions stand in each other or in a row.",
                suggestion: "Give a part of it a name with let."
            )
        )
        return SyntaxStop()
    }
}
