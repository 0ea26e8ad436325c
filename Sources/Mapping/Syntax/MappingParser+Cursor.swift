/// A statement cannot be read any further; its problem is noted.
struct SyntaxStop: Error {}

/// Where the parser stands, and how it goes on after a problem.
extension MappingParser {
    /// The next token; at the end of the file the last one, which is never passed.
    var current: MappingToken { tokens[index] }

    /// The token some places further, or the end.
    func token(after count: Int) -> MappingToken { tokens[min(index + count, tokens.count - 1)] }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func take(_ sign: MappingSign) -> Bool {
        guard current.sign == sign else { return false }
        advance()
        return true
    }

    mutating func take(_ word: String) -> Bool {
        guard current.word == word else { return false }
        advance()
        return true
    }

    mutating func expect(_ sign: MappingSign, _ after: String) throws(SyntaxStop) {
        if !take(sign) { throw unexpected("\(sign.rawValue) is expected \(after)") }
    }

    mutating func expect(_ word: String, _ after: String) throws(SyntaxStop) {
        if take(word) { return }
        let suggestion = current.word.flatMap { NearestName.suggestion(for: $0, in: [word]) }
        throw unexpected("\(word) is expected \(after)", suggestion)
    }

    /// A sign, or another that people write for it, which is a problem but no reason to stop.
    mutating func expect(_ sign: MappingSign, _ after: String, insteadOf wrong: [MappingSign]) throws(SyntaxStop) {
        guard let found = current.sign, wrong.contains(found) else { return try expect(sign, after) }
        note("\(sign.rawValue) is expected \(after), not \(found.rawValue).", "Write \(sign.rawValue)")
        advance()
    }

    // MARK: - Problems

    mutating func note(_ message: String, _ suggestion: String? = nil, at token: MappingToken? = nil) {
        let token = token ?? current
        guard problems.count <= limits.problemsMax, !token.followsUnknown else { return }
        problems.append(
            MappingProblem(at: token.position, length: token.length, message, suggestion: suggestion)
        )
    }

    mutating func stop(_ message: String, _ suggestion: String? = nil, at token: MappingToken? = nil) -> SyntaxStop {
        note(message, suggestion, at: token)
        return SyntaxStop()
    }

    /// Something else was expected than what comes: named where it comes, or behind the line that ends too early.
    mutating func unexpected(_ expectation: String, _ suggestion: String? = nil) -> SyntaxStop {
        let ends = current.beginsLine || current.kind == .end
        if ends, index > 0, !current.followsUnknown {
            let end = tokens[index - 1].endPosition
            let what = current.kind == .end ? "the file ends" : "the line ends"
            problems.append(MappingProblem(at: end, "\(expectation), but \(what).", suggestion: suggestion))
            return SyntaxStop()
        }
        return stop("\(expectation), not \(current.spelling).", suggestion)
    }

    // MARK: - Depth

    /// Goes one level deeper; the caller comes up again with ``leave()``.
    mutating func enter() throws(SyntaxStop) {
        guard depth < limits.depthMax else {
            throw stop(
                "This is nested deeper than \(limits.depthMax) levels.",
                "Give a part of it a name with let."
            )
        }
        depth += 1
    }

    mutating func leave() { depth -= 1 }

    // MARK: - Lines of a block

    /// Whether a line follows before the end of the block.
    mutating func hasLine(before end: Int) -> Bool {
        while index < end, take(.semicolon) {}
        return index < end && problems.count <= limits.problemsMax
    }

    /// Checks that a line ends where it is read.
    ///
    /// Another that begins on the same line without `;` is a problem, and is read.
    mutating func endLine(before end: Int, _ what: String = "statement") throws(SyntaxStop) {
        if index >= end || current.beginsLine || current.sign == .semicolon { return }
        if StatementStart.isStatement(tokens, at: index) || isArmStart {
            return note("A second \(what) begins on this line.", "Put ; before it, or begin a new line.")
        }
        let suggestion = current.word.flatMap { word in
            MappingWords.foreign[word] ?? NearestName.suggestion(for: word, in: MappingWords.following)
        }
        throw stop("\(current.spelling) does not follow from what stands before it.", suggestion ?? assignSuggestion)
    }

    private var isArmStart: Bool {
        current.word == "else" && token(after: 1).sign == .leadsTo
    }

    private var assignSuggestion: String? {
        current.sign == .assign ? "Only a field or let has a value; a condition compares with is." : nil
    }

    /// Goes to the next line of a block after a problem: never back, never beyond the block.
    ///
    /// It walks from the start of what could not be read, to jump over all that is in brackets.
    mutating func recover(from start: Int, before end: Int) {
        let reached = index
        index = start
        repeat {
            index = min(end, (partners[index] ?? index) + 1)
        } while index < end && (index < reached || !beginsNext)
    }

    private var beginsNext: Bool {
        if current.sign == .semicolon { return true }
        guard current.beginsLine else { return false }
        if let word = current.word { return !MappingWords.joining.contains(word) || isArmStart }
        switch current.sign {
        case .bar, .joined, .plus, .times, .leadsTo, .assign, .bothWays, .colon, .comma: return false
        default: return true
        }
    }
}
