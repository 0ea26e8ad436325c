/// Reads the grammar of regular expressions (ECMA 262 section 22.2.1, with the flag `u`).
struct ECMAPatternParser {
    /// Greatest nesting of groups.
    private static let depthMax = 64
    /// Greatest number of repetitions that may be written.
    private static let repetitionsMax = 10_000

    private let scalars: [Unicode.Scalar]
    private(set) var index = 0
    private var depth = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    mutating func parse() throws(ECMAPatternError) -> ECMAPatternTree {
        let tree = try alternatives()
        guard index == scalars.count else { throw .syntax("a parenthesis is closed that is not open.") }
        return tree
    }

    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func take() -> Unicode.Scalar? {
        guard let next else { return nil }
        index += 1
        return next
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    private mutating func alternatives() throws(ECMAPatternError) -> ECMAPatternTree {
        var parts = [try sequence()]
        while take("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .alternatives(parts)
    }

    private mutating func sequence() throws(ECMAPatternError) -> ECMAPatternTree {
        var parts: [ECMAPatternTree] = []
        while let next, next != "|", next != ")" {
            let (part, isRepeatable) = try term()
            parts.append(isRepeatable ? try quantified(part) : part)
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    /// A term, and whether a quantifier may follow it.
    private mutating func term() throws(ECMAPatternError) -> (ECMAPatternTree, isRepeatable: Bool) {
        guard let scalar = take() else { return (.empty, false) }
        switch scalar {
        case "^": return (.start, false)
        case "$": return (.end, false)
        case "(": return (try group(), true)
        case ".": return (.set(CharacterSet.lineEnds.inverted), true)
        case "[": return (.set(try characterClass()), true)
        case "\\" where next == "b" || next == "B": return (.wordBoundary(take() == "b"), false)
        case "\\": return (.set(try escape(inClass: false)), true)
        case "*", "+", "?", "{": throw .syntax("there is nothing to be repeated.")
        case "]", "}": throw .syntax("a bracket is closed that is not open.")
        default: return (.set(CharacterSet([scalar.value...scalar.value])), true)
        }
    }

    private mutating func group() throws(ECMAPatternError) -> ECMAPatternTree {
        if take("?") {
            switch take() {
            case ":": break
            case "=", "!": throw .unsupported("looking ahead.")
            case "<" where next == "=" || next == "!": throw .unsupported("looking behind.")
            case "<": while let scalar = take(), scalar != ">" {}
            default: throw .unsupported("a group of this kind.")
            }
        }
        depth += 1
        guard depth <= Self.depthMax else { throw .unsupported("more than \(Self.depthMax) nested groups.") }
        let tree = try alternatives()
        depth -= 1
        guard take(")") else { throw .syntax("a parenthesis is not closed.") }
        return tree
    }

    // MARK: - Quantifiers

    private mutating func quantified(_ part: ECMAPatternTree) throws(ECMAPatternError) -> ECMAPatternTree {
        let (min, max): (Int, Int?)
        switch next {
        case "*": (min, max) = (0, nil)
        case "+": (min, max) = (1, nil)
        case "?": (min, max) = (0, 1)
        case "{":
            index += 1
            (min, max) = try counts()
        default: return part
        }
        index += 1
        // Whether it takes much or little makes no difference to whether it matches.
        _ = take("?")
        return .repeated(part, min: min, max: max)
    }

    /// The counts of `{n}`, `{n,}` and `{n,m}`; stops before the closing brace.
    private mutating func counts() throws(ECMAPatternError) -> (Int, Int?) {
        guard let min = try count() else { throw .syntax("a number of repetitions is expected.") }
        var max: Int? = min
        if take(",") { max = next == "}" ? nil : try count() }
        guard next == "}", max.map({ $0 >= min }) ?? (scalars[index - 1] == ",") else {
            throw .syntax("the numbers of repetitions are not as they should be.")
        }
        return (min, max)
    }

    private mutating func count() throws(ECMAPatternError) -> Int? {
        var value: Int?
        while let digit = next.flatMap({ ("0"..."9").contains($0) ? Int($0.value) - 0x30 : nil }) {
            index += 1
            let sum = (value ?? 0) * 10 + digit
            guard sum <= Self.repetitionsMax else {
                throw .unsupported("more than \(Self.repetitionsMax) repetitions.")
            }
            value = sum
        }
        return value
    }
}
