/// Reads a regular expression in the grammar of XML Schema part 2, appendix F.
///
/// There are no anchors: a pattern always matches a whole text, and `^` and `$` are ordinary characters.
struct PatternParser {
    var characters: [Unicode.Scalar]
    var index = 0

    /// Reads a pattern.
    static func parse(_ pattern: String) throws(PatternDefect) -> PatternSyntax {
        var parser = PatternParser(characters: Array(pattern.unicodeScalars))
        guard parser.characters.count <= PatternLimits.lengthMax else {
            throw PatternDefect(offset: 0, reason: "is longer than \(PatternLimits.lengthMax) characters")
        }
        let syntax = try parser.expression(depth: 0)
        guard parser.index == parser.characters.count else { throw parser.defect("has a parenthesis too many") }
        return syntax
    }

    /// The next character.
    var next: Unicode.Scalar? { index < characters.count ? characters[index] : nil }

    func defect(_ reason: String) -> PatternDefect { PatternDefect(offset: index, reason: reason) }

    /// Steps over a character if it is the next one.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == character else { return false }
        index += 1
        return true
    }

    // MARK: - Branches, pieces and atoms

    private mutating func expression(depth: Int) throws(PatternDefect) -> PatternSyntax {
        guard depth <= PatternLimits.depthMax else { throw defect("is nested too deeply") }
        var branches = [try branch(depth: depth)]
        while take("|") { branches.append(try branch(depth: depth)) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func branch(depth: Int) throws(PatternDefect) -> PatternSyntax {
        var pieces: [PatternSyntax] = []
        while let character = next, character != "|", character != ")" {
            pieces.append(try quantified(try atom(depth: depth)))
        }
        return pieces.count == 1 ? pieces[0] : .sequence(pieces)
    }

    private mutating func atom(depth: Int) throws(PatternDefect) -> PatternSyntax {
        guard let character = next else { throw defect("ends too early") }
        switch character {
        case "(":
            index += 1
            let inner = try expression(depth: depth + 1)
            guard take(")") else { throw defect("lacks a closing parenthesis") }
            return inner
        case "[": return .character(try characterClass(depth: depth))
        case ".":
            index += 1
            return .character(.dot)
        case "\\": return .character(try escape())
        case "?", "*", "+", "{", "}", "]": throw defect("has a \(character) where a character is expected")
        default:
            index += 1
            return .character(CodePointSet(character.value))
        }
    }

    // MARK: - Quantifiers

    private mutating func quantified(_ atom: PatternSyntax) throws(PatternDefect) -> PatternSyntax {
        switch next {
        case "?":
            index += 1
            return .repetition(atom, min: 0, max: 1)
        case "*":
            index += 1
            return .repetition(atom, min: 0, max: nil)
        case "+":
            index += 1
            return .repetition(atom, min: 1, max: nil)
        case "{":
            index += 1
            return try counted(atom)
        default: return atom
        }
    }

    private mutating func counted(_ atom: PatternSyntax) throws(PatternDefect) -> PatternSyntax {
        let min = try count()
        var max: Int? = min
        if take(",") { max = next == "}" ? nil : try count() }
        guard take("}") else { throw defect("lacks a closing brace") }
        if let max, max < min { throw defect("has a least count above the greatest") }
        return .repetition(atom, min: min, max: max)
    }

    private mutating func count() throws(PatternDefect) -> Int {
        var value = 0
        let start = index
        while let digit = next, ("0"..."9").contains(digit) {
            value = value * 10 + Int(digit.value - 0x30)
            guard value <= PatternLimits.repetitionsMax else { throw defect("has a count that is too large") }
            index += 1
        }
        guard index > start else { throw defect("lacks a count") }
        return value
    }
}
