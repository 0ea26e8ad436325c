extension ECMAPatternParser {
    /// A class of characters; its opening bracket is read already.
    mutating func characterClass() throws(ECMAPatternError) -> CharacterSet {
        let isInverted = take("^")
        var set = CharacterSet()
        while !take("]") {
            let low = try classAtom()
            guard take("-") else {
                set.insert(low)
                continue
            }
            if next == "]" {
                set.insert(low)
                set.insert(0x2D...0x2D)
                continue
            }
            let high = try classAtom()
            guard let first = low.onlyScalar, let last = high.onlyScalar, first <= last else {
                throw .syntax("a range of characters is not as it should be.")
            }
            set.insert(first...last)
        }
        return isInverted ? set.inverted : set
    }

    private mutating func classAtom() throws(ECMAPatternError) -> CharacterSet {
        guard let scalar = take() else { throw .syntax("a bracket is not closed.") }
        return scalar == "\\" ? try escape(inClass: true) : CharacterSet([scalar.value...scalar.value])
    }

    /// What an escape stands for; its backslash is read already.
    mutating func escape(inClass: Bool) throws(ECMAPatternError) -> CharacterSet {
        guard let scalar = take() else { throw .syntax("it ends with a backslash.") }
        switch scalar {
        case "d": return .digits
        case "D": return CharacterSet.digits.inverted
        case "w": return .wordCharacters
        case "W": return CharacterSet.wordCharacters.inverted
        case "s": return .space
        case "S": return CharacterSet.space.inverted
        case "p": return try category()
        case "P": return try category().inverted
        case "k", "1"..."9": throw .unsupported("a reference to a group.")
        default:
            let value = try characterEscape(scalar, inClass: inClass)
            return CharacterSet([value...value])
        }
    }

    private mutating func category() throws(ECMAPatternError) -> CharacterSet {
        guard take("{") else { throw .syntax("a brace is expected after a property escape.") }
        var name = ""
        while let scalar = take(), scalar != "}" { name.unicodeScalars.append(scalar) }
        guard let set = CharacterSet(category: name) else {
            throw .unsupported("a property of characters other than the general categories.")
        }
        return set
    }

    private mutating func characterEscape(_ scalar: Unicode.Scalar, inClass: Bool) throws(ECMAPatternError) -> UInt32 {
        switch scalar {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "0": return 0
        case "b" where inClass: return 0x08
        case "c":
            guard let letter = take(), letter.isASCII, letter.properties.isAlphabetic else {
                throw .syntax("a letter is expected after \\c.")
            }
            return letter.value % 32
        case "x": return try hexadecimal(digits: 2)
        case "u": return try unicodeEscape()
        default:
            // Only what could mean something else may be escaped, so that no letter gets a meaning later.
            guard scalar.isASCII, !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
                throw .syntax("there is no such escape.")
            }
            return scalar.value
        }
    }

    private mutating func unicodeEscape() throws(ECMAPatternError) -> UInt32 {
        if take("{") {
            var value: UInt32 = 0
            while !take("}") {
                value = value << 4 | (try hexadecimal(digits: 1))
                guard value <= 0x10FFFF else { throw .syntax("there is no such character.") }
            }
            return value
        }
        let high = try hexadecimal(digits: 4)
        guard (0xD800...0xDBFF).contains(high), take("\\"), take("u") else { return high }
        let low = try hexadecimal(digits: 4)
        guard (0xDC00...0xDFFF).contains(low) else { throw .syntax("half a pair of surrogates stands alone.") }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func hexadecimal(digits: Int) throws(ECMAPatternError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let scalar = take(), let digit = Character(scalar).hexDigitValue, scalar.isASCII else {
                throw .syntax("a hexadecimal digit is expected.")
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension CharacterSet {
    /// The scalar, if the set was made of one.
    fileprivate var onlyScalar: UInt32? {
        guard let range = onlyRange, range.lowerBound == range.upperBound else { return nil }
        return range.lowerBound
    }
}
