extension PatternParser {
    /// Reads `\` and what follows it: one character or a named class.
    mutating func escape() throws(PatternDefect) -> CodePointSet {
        if let single = try singleEscape() { return CodePointSet(single) }
        index += 1
        guard let letter = next else { throw defect("ends with a backslash") }
        index += 1
        if letter == "p" || letter == "P" {
            let set = try property()
            return letter == "p" ? set : set.complement
        }
        guard let set = CodePointSet(escape: letter) else {
            index -= 1
            throw defect("has an escape \\\(letter) that XML Schema does not know")
        }
        return set
    }

    /// Reads an escape of one character; nil if it stands for a class.
    private mutating func singleEscape() throws(PatternDefect) -> UInt32? {
        guard index + 1 < characters.count else { throw defect("ends with a backslash") }
        let letter = characters[index + 1]
        let value: UInt32
        switch letter {
        case "n": value = 0x0A
        case "r": value = 0x0D
        case "t": value = 0x09
        case "\\", "|", ".", "?", "*", "+", "(", ")", "{", "}", "-", "[", "]", "^", "$": value = letter.value
        default: return nil
        }
        index += 2
        return value
    }

    private mutating func property() throws(PatternDefect) -> CodePointSet {
        guard take("{") else { throw defect("lacks an opening brace") }
        var name = ""
        while let character = next, character != "}" {
            name.unicodeScalars.append(character)
            index += 1
        }
        guard take("}") else { throw defect("lacks a closing brace") }
        guard let set = CodePointSet(property: name) else { throw defect("has a character property not known here") }
        return set
    }

    /// Reads `[…]`, `[^…]` and `[…-[…]]`.
    mutating func characterClass(depth: Int) throws(PatternDefect) -> CodePointSet {
        guard depth <= PatternLimits.depthMax else { throw defect("is nested too deeply") }
        index += 1
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var subtracted: CodePointSet?
        var isEmpty = true
        while let character = next, character != "]" {
            if character == "-", index + 1 < characters.count, characters[index + 1] == "[", !isEmpty {
                index += 1
                subtracted = try characterClass(depth: depth + 1)
                break
            }
            ranges += try classPart()
            isEmpty = false
        }
        guard take("]") else { throw defect("lacks a closing bracket") }
        guard !isEmpty else { throw defect("has an empty character class") }
        let set = isNegated ? CodePointSet(ranges).complement : CodePointSet(ranges)
        return subtracted.map { set.subtracting($0) } ?? set
    }

    /// Reads a character, a range or a named class within brackets.
    private mutating func classPart() throws(PatternDefect) -> [ClosedRange<UInt32>] {
        guard let first = try classCharacter() else { return try escape().ranges }
        // A hyphen before the closing bracket or a subtraction stands for itself.
        guard next == "-", index + 1 < characters.count, characters[index + 1] != "]", characters[index + 1] != "["
        else { return [first...first] }
        index += 1
        guard let last = try classCharacter() else { throw defect("has a range that ends in a class") }
        guard first <= last else { throw defect("has a range that ends before it begins") }
        return [first...last]
    }

    /// Reads one character within brackets; nil, without stepping over it, if it is a named class.
    private mutating func classCharacter() throws(PatternDefect) -> UInt32? {
        guard let character = next else { throw defect("lacks a closing bracket") }
        if character == "\\" { return try singleEscape() }
        guard character != "[" else { throw defect("has a bracket within brackets") }
        index += 1
        return character.value
    }
}
