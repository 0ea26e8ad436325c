/// A pattern of a text, for those who compare patterns: what its texts can be, and whether they all match another one.
///
/// Patterns of XML Schema and the simpler ones of ECMA 262 are known; others cannot be compared.
package struct ComparablePattern: Sendable {
    /// Least length of a text that matches.
    package let lengthMin: Int
    /// Greatest length of a text that matches; nil means without a bound.
    package let lengthMax: Int?
    private let pattern: Pattern
    private let usable: [Bool]

    /// Compiles a pattern that the whole text has to match; nil if it is of a kind that cannot be compared.
    package init?(_ source: String) {
        // A pattern that cannot be compiled is one that cannot be compared.
        guard let pattern = try? Pattern(Self.bare(source)) else { return nil }
        self.pattern = pattern
        usable = pattern.usableStates
        guard usable.count > 1, usable[1] else { return nil }
        lengthMin = pattern.shortest(usable)
        lengthMax = pattern.longest(usable)
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool { pattern.matches(text.utf8.span) }

    /// Whether each character of each matching text is one of these.
    package func uses(only isMember: (UInt32) -> Bool) -> Bool {
        for character in pattern.representatives where !isMember(character) {
            let isUsed = usable.indices.contains { state in
                guard usable[state] else { return false }
                return usable[pattern.next(state, on: character)]
            }
            if isUsed { return false }
        }
        return true
    }

    /// Whether each text that matches this pattern matches the other one too.
    package func isIncluded(in other: ComparablePattern) -> Bool {
        let characters = Set(pattern.representatives + other.pattern.representatives)
        var seen: Set<[Int]> = [[1, 1]]
        var waiting = [(1, 1)]
        while let (state, otherState) = waiting.popLast() {
            if pattern.isAccepting[state], !other.pattern.isAccepting[otherState] { return false }
            for character in characters {
                let next = pattern.next(state, on: character)
                guard usable[next] else { continue }
                let otherNext = other.pattern.next(otherState, on: character)
                if seen.insert([next, otherNext]).inserted { waiting.append((next, otherNext)) }
            }
            guard seen.count <= Self.pairsMax else { return false }
        }
        return true
    }

    /// Greatest number of pairs of states that a comparison looks at; patterns of standards need some dozens.
    private static let pairsMax = 20_000

    /// The pattern without the anchors and groups that XML Schema does not have.
    private static func bare(_ source: String) -> String {
        var text = source
        while text.hasPrefix("^(?:"), text.hasSuffix(")$") { text = String(text.dropFirst(4).dropLast(2)) }
        if text.hasPrefix("^"), text.hasSuffix("$"), !text.hasSuffix("\\$") {
            text = String(text.dropFirst().dropLast())
        }
        var result = ""
        var isEscaped = false
        var rest = text[...]
        while let character = rest.popFirst() {
            result.append(character)
            if character == "(", !isEscaped, rest.hasPrefix("?:") { rest = rest.dropFirst(2) }
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }
}

extension Pattern {
    /// One character of each set of characters that the pattern does not tell apart.
    fileprivate var representatives: [UInt32] { Array(0..<128) + rangeStarts.filter { $0 >= 128 } + [0x10FFFF] }

    fileprivate func next(_ state: Int, on character: UInt32) -> Int {
        let number = character < 128 ? Int(asciiClasses[Int(character)]) : classOf(character)
        return Int(transitions[state * classCount + number])
    }

    private func successors(_ state: Int) -> Set<Int> {
        Set(transitions[(state * classCount)..<((state + 1) * classCount)].map { Int($0) })
    }

    /// The states from which a text can still match.
    fileprivate var usableStates: [Bool] {
        var usable = isAccepting
        if !usable.isEmpty { usable[0] = false }
        var isChanged = true
        while isChanged {
            isChanged = false
            for state in usable.indices.dropFirst() where !usable[state] {
                guard successors(state).contains(where: { usable[$0] }) else { continue }
                usable[state] = true
                isChanged = true
            }
        }
        return usable
    }

    fileprivate func shortest(_ usable: [Bool]) -> Int {
        var reached: Set<Int> = [1]
        var length = 0
        while !reached.contains(where: { isAccepting[$0] }), length < usable.count {
            reached = Set(reached.flatMap { successors($0) }.filter { usable[$0] })
            length += 1
        }
        return length
    }

    /// The length of the longest text; nil if there is none, which is so where a state can be reached again.
    fileprivate func longest(_ usable: [Bool]) -> Int? {
        var reached: Set<Int> = [1]
        for length in 0...usable.count {
            let next = Set(reached.flatMap { successors($0) }.filter { usable[$0] })
            if next.isEmpty { return length }
            reached = next
        }
        return nil
    }
}
