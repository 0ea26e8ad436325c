/// The subset construction: each state of the automaton is a set of positions of the pattern.
struct PatternAutomatonBuilder {
    let positions: PatternPositions
    let alphabet: PatternAlphabet
    private let isLast: [Bool]
    private(set) var transitions: [UInt16]
    private(set) var isAccepting: [Bool] = [false]
    private var numbers: [[Int32]: Int] = [:]
    private var open: [[Int32]] = []
    /// How many positions there are in all states.
    private var positionCount = 0
    /// How many positions were looked at, which bounds the work.
    private var lookedAt = 0

    init(positions: PatternPositions, alphabet: PatternAlphabet, lasts: [Int32]) {
        self.positions = positions
        self.alphabet = alphabet
        var isLast = [Bool](repeating: false, count: positions.setNumbers.count)
        for position in lasts { isLast[Int(position)] = true }
        self.isLast = isLast
        transitions = [UInt16](repeating: 0, count: alphabet.classCount)
    }

    /// Makes all states; a state stands for the positions that may come next.
    mutating func build(first: [Int32], acceptsEmpty: Bool) throws(PatternDefect) {
        append(first, isAccepting: acceptsEmpty)
        var state = 0
        while state < open.count {
            for characterClass in 0..<alphabet.classCount {
                let (next, accepts) = try step(open[state], characterClass)
                guard !next.isEmpty || accepts else { continue }
                let number = try number(of: next, isAccepting: accepts)
                transitions[(state + 1) * alphabet.classCount + characterClass] = UInt16(number)
            }
            state += 1
        }
    }

    /// What may follow once a character of the class was read, and whether the text may end there.
    private mutating func step(
        _ state: [Int32],
        _ characterClass: Int
    ) throws(PatternDefect) -> (next: [Int32], accepts: Bool) {
        var next: [Int32] = []
        var accepts = false
        for position in state where alphabet.contains(positions.setNumbers[Int(position)], characterClass) {
            next += positions.follow[Int(position)]
            accepts = accepts || isLast[Int(position)]
        }
        lookedAt += state.count + next.count
        guard lookedAt <= PatternLimits.lookedAtMax else { throw Self.tooLarge }
        guard next.count > 1 else { return (next, accepts) }
        next.sort()
        var unique: [Int32] = []
        for position in next where unique.last != position { unique.append(position) }
        return (unique, accepts)
    }

    private mutating func number(of state: [Int32], isAccepting: Bool) throws(PatternDefect) -> Int {
        // Whether a state accepts is part of its identity: it is marked by a position that cannot occur.
        let key = isAccepting ? state + [-1] : state
        if let number = numbers[key] { return number }
        guard open.count < PatternLimits.statesMax, transitions.count < PatternLimits.transitionsMax,
            positionCount + state.count <= PatternLimits.statePositionsMax
        else { throw Self.tooLarge }
        append(state, isAccepting: isAccepting)
        return open.count
    }

    private static let tooLarge = PatternDefect(
        offset: 0,
        reason: "needs more than \(PatternLimits.statesMax) states, or states that are too large"
    )

    private mutating func append(_ state: [Int32], isAccepting accepts: Bool) {
        open.append(state)
        positionCount += state.count
        numbers[accepts ? state + [-1] : state] = open.count
        isAccepting.append(accepts)
        transitions += [UInt16](repeating: 0, count: alphabet.classCount)
    }
}
