/// Matches a field's value with its format and notes the components.
struct FieldMatcher {
    struct Component {
        let part: FieldPart
        let range: Range<Int>
    }

    /// The components in the order in which they stand.
    private(set) var components: [Component] = []
    /// Where matching stopped: the byte that does not fit.
    private(set) var position = 0

    /// Whether the whole value has the format.
    mutating func match(_ value: Span<UInt8>, _ elements: [FieldElement]) -> Bool {
        components.removeAll(keepingCapacity: true)
        position = 0
        for element in elements {
            guard match(element, value) else { return false }
        }
        return position == value.count
    }

    private mutating func match(_ element: FieldElement, _ value: Span<UInt8>) -> Bool {
        switch element {
        case .run(let characters, let min, let max, let part): matchRun(characters, min, max, part, value)
        case .literal(let byte): take(byte, value)
        case .optional(let elements): matchOptional(elements, value)
        case .amount(let max, let part): matchAmount(max, part, value)
        case .partyIdentifier: matchPartyIdentifier(value)
        case .account: matchAccount(value)
        case .bic: matchBIC(value)
        case .lines(let characters, let min, let max, let width, let part):
            matchLines(characters, min, max, width, part, value)
        case .numberedLines(let max): matchNumberedLines(max, value)
        case .identifierLine: matchRun(.x, 1, 35, .party, value) && takeLineEnd(value)
        }
    }

    private mutating func take(_ byte: UInt8, _ value: Span<UInt8>) -> Bool {
        guard position < value.count, value[position] == byte else { return false }
        position += 1
        return true
    }

    /// Steps over a line end; the end of the value counts as one.
    private mutating func takeLineEnd(_ value: Span<UInt8>) -> Bool {
        position == value.count || take(0x0A, value)
    }

    private mutating func matchRun(
        _ characters: FieldCharacters,
        _ min: Int,
        _ max: Int,
        _ part: FieldPart,
        _ value: Span<UInt8>
    ) -> Bool {
        let start = position
        let end = Swift.min(value.count, start + max)
        while position < end, characters.contains(value[position]) { position += 1 }
        components.append(Component(part: part, range: start..<position))
        return position - start >= min
    }

    private mutating func matchOptional(_ elements: [FieldElement], _ value: Span<UInt8>) -> Bool {
        guard case .literal(let byte)? = elements.first, position < value.count, value[position] == byte else {
            return true
        }
        for element in elements where !match(element, value) { return false }
        return true
    }

    private mutating func matchAmount(_ max: Int, _ part: FieldPart, _ value: Span<UInt8>) -> Bool {
        let start = position
        var commas = 0
        while position < Swift.min(value.count, start + max) {
            let byte = value[position]
            if byte == UInt8(ascii: ",") {
                guard commas == 0, position > start else { return false }
                commas += 1
            } else if !FieldCharacters.n.contains(byte) {
                break
            }
            position += 1
        }
        components.append(Component(part: part, range: start..<position))
        return commas == 1
    }

    /// `/C/12345`, `/C`, `/12345` or `//CODE…`: one capital letter between two slashes is a code of its own.
    private mutating func matchPartyIdentifier(_ value: Span<UInt8>) -> Bool {
        guard position < value.count, value[position] == UInt8(ascii: "/") else { return true }
        let letter = position + 1
        let hasCode = letter < value.count && FieldCharacters.a.contains(value[letter])
        let isCodeAlone = letter + 1 == value.count || (letter + 1 < value.count && value[letter + 1] == 0x0A)
        if hasCode, isCodeAlone || value[letter + 1] == UInt8(ascii: "/") {
            components.append(Component(part: .partyCode, range: letter..<letter + 1))
            position += 2
            if isCodeAlone { return takeLineEnd(value) }
        }
        position += 1
        return matchRun(.x, 1, 34, .party, value) && takeLineEnd(value)
    }

    private mutating func matchAccount(_ value: Span<UInt8>) -> Bool {
        guard take(UInt8(ascii: "/"), value) else { return true }
        return matchRun(.x, 1, 34, .party, value) && takeLineEnd(value)
    }

    private mutating func matchBIC(_ value: Span<UInt8>) -> Bool {
        let start = position
        for offset in 0..<11 {
            guard position < value.count else { break }
            let characters: FieldCharacters = offset == 4 || offset == 5 ? .a : .c
            guard characters.contains(value[position]) else { break }
            position += 1
        }
        components.append(Component(part: .bic, range: start..<position))
        return position - start == 8 || position - start == 11
    }

    private mutating func matchLines(
        _ characters: FieldCharacters,
        _ min: Int,
        _ max: Int,
        _ width: Int,
        _ part: FieldPart,
        _ value: Span<UInt8>
    ) -> Bool {
        var lines = 0
        while position < value.count, lines < max {
            guard matchRun(characters, 1, width, part, value) else { return false }
            lines += 1
            guard position < value.count else { break }
            guard take(0x0A, value), position < value.count else { return false }
        }
        return lines >= min
    }

    private mutating func matchNumberedLines(_ max: Int, _ value: Span<UInt8>) -> Bool {
        var lines = 0
        while position < value.count, lines < max {
            let start = position
            guard matchDigit(value), take(UInt8(ascii: "/"), value) else { return false }
            let textStart = position
            while position < Swift.min(value.count, textStart + 33), FieldCharacters.x.contains(value[position]) {
                position += 1
            }
            guard position > textStart else { return false }
            components.append(Component(part: .line, range: start..<position))
            lines += 1
            guard position < value.count else { break }
            guard take(0x0A, value), position < value.count else { return false }
        }
        return lines >= 1
    }

    private mutating func matchDigit(_ value: Span<UInt8>) -> Bool {
        guard position < value.count, (0x31...0x38).contains(value[position]) else { return false }
        position += 1
        return true
    }
}
