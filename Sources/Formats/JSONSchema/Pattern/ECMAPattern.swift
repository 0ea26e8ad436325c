/// A regular expression of ECMA 262 (with the flag `u`), compiled to an automaton whose work is bounded.
///
/// It has what can be decided in one pass over the text: characters, classes, general categories (`\p{Lu}`), groups,
/// alternatives, quantifiers, `^`, `$` and word boundaries. References to groups, looking ahead or behind, and scripts
/// are refused. A match may begin anywhere in the text, as JSON Schema wants it.
struct ECMAPattern: Sendable {
    /// Greatest number of instructions that a pattern may compile to.
    static let instructionsMax = 20_000
    /// Greatest number of steps that matching may take.
    static let stepsMax = 20_000_000
    /// Greatest length of a pattern in characters.
    static let lengthMax = 10_000

    /// What matching came to.
    enum Match {
        case yes
        case no
        case tooMuchWork
    }

    private let program: [ECMAPatternInstruction]
    private let sets: [CharacterSet]
    /// How many steps it takes to look into each set.
    private let setSteps: [Int]

    /// Compiles a pattern; refuses what is no pattern and what cannot be decided in bounded work.
    init(_ text: String) throws(ECMAPatternError) {
        guard text.unicodeScalars.count <= Self.lengthMax else {
            throw .unsupported("more than \(Self.lengthMax) characters.")
        }
        var parser = ECMAPatternParser(text)
        let tree = try parser.parse()
        var compiler = ECMAPatternCompiler()
        try compiler.append(tree)
        compiler.finish()
        program = compiler.program
        sets = compiler.sets
        setSteps = compiler.sets.map(\.steps)
    }

    /// Whether some part of a text, which is well-formed UTF-8, matches.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - stepsLeft: how many steps may be taken, beside the bound for one text; becomes less by those that were.
    /// - Returns: whether it does, or that finding out takes more steps than there are.
    func isMatched(by text: Span<UInt8>, stepsLeft: inout Int) -> Match {
        var machine = ECMAPatternMachine(program, sets, setSteps)
        let match = machine.run(text, stepsMax: min(stepsLeft, Self.stepsMax))
        stepsLeft -= min(stepsLeft, machine.steps)
        return match
    }
}

/// Why a pattern is refused.
struct ECMAPatternError: Error {
    let reason: String

    static func syntax(_ what: String) -> ECMAPatternError {
        ECMAPatternError(reason: "The pattern is no regular expression: \(what)")
    }

    static func unsupported(_ what: String) -> ECMAPatternError {
        ECMAPatternError(reason: "The pattern uses what is not implemented: \(what)")
    }
}

/// One step of the automaton.
enum ECMAPatternInstruction: Sendable {
    /// Takes a character of a set.
    case take(set: Int)
    /// Goes on in two places.
    case split(Int, Int)
    /// Goes on elsewhere.
    case jump(Int)
    /// Goes on at the beginning of the text.
    case start
    /// Goes on at the end of the text.
    case end
    /// Goes on at the boundary of a word, or elsewhere.
    case wordBoundary(Bool)
    /// The text matches.
    case match
}
