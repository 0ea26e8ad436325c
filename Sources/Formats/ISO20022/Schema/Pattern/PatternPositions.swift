/// The positions of a pattern (Glushkov's construction): each place where one character is read, and which places may
/// come after it.
struct PatternPositions {
    /// The distinct character sets.
    private(set) var sets: [CodePointSet] = []
    /// Per position the number of its set.
    private(set) var setNumbers: [Int] = []
    /// Per position those that may come next.
    private(set) var follow: [[Int32]] = []
    private var numbers: [CodePointSet: Int] = [:]
    /// How many parts were entered and how many successors, which bounds the work.
    private var steps = 0

    /// What a part of a pattern begins and ends with.
    struct Fragment {
        var isNullable: Bool
        var first: [Int32]
        var last: [Int32]

        static let empty = Fragment(isNullable: true, first: [], last: [])
    }

    /// Enters a part of a pattern.
    mutating func add(_ syntax: PatternSyntax) throws(PatternDefect) -> Fragment {
        try count(1)
        switch syntax {
        case .character(let set): return try addCharacter(set)
        case .sequence(let parts):
            var whole = Fragment.empty
            for part in parts { whole = try join(whole, try add(part)) }
            return whole
        case .choice(let parts):
            var whole = Fragment(isNullable: false, first: [], last: [])
            for part in parts {
                let fragment = try add(part)
                whole.isNullable = whole.isNullable || fragment.isNullable
                whole.first += fragment.first
                whole.last += fragment.last
            }
            return whole
        case .repetition(let part, let min, let max): return try addRepetition(part, min: min, max: max)
        }
    }

    private mutating func addCharacter(_ set: CodePointSet) throws(PatternDefect) -> Fragment {
        guard setNumbers.count < PatternLimits.positionsMax else {
            throw PatternDefect(offset: 0, reason: "is longer than \(PatternLimits.positionsMax) characters")
        }
        let number = numbers[set] ?? sets.count
        if number == sets.count {
            sets.append(set)
            numbers[set] = number
        }
        let position = Int32(setNumbers.count)
        setNumbers.append(number)
        follow.append([])
        return Fragment(isNullable: false, first: [position], last: [position])
    }

    /// Writes a repetition out: `x{1,3}` as `x(x(x)?)?`, whose places have few successors.
    private mutating func addRepetition(
        _ part: PatternSyntax,
        min: Int,
        max: Int?
    ) throws(PatternDefect) -> Fragment {
        guard let max else {
            var whole = Fragment.empty
            for _ in 1..<Swift.max(min, 1) { whole = try join(whole, try add(part)) }
            var repeated = try add(part)
            try connect(repeated.last, to: repeated.first)
            if min == 0 { repeated.isNullable = true }
            return try join(whole, repeated)
        }
        // The copies from the front to the back; each optional one is reached through the one before it only.
        var fragments: [Fragment] = []
        for _ in 0..<max { fragments.append(try add(part)) }
        var tail = Fragment.empty
        for number in fragments.indices.reversed() {
            tail = try join(fragments[number], tail)
            if number >= min { tail.isNullable = true }
        }
        return tail
    }

    private mutating func join(_ left: Fragment, _ right: Fragment) throws(PatternDefect) -> Fragment {
        try connect(left.last, to: right.first)
        return Fragment(
            isNullable: left.isNullable && right.isNullable,
            first: left.isNullable ? left.first + right.first : left.first,
            last: right.isNullable ? left.last + right.last : right.last
        )
    }

    private mutating func connect(_ lasts: [Int32], to firsts: [Int32]) throws(PatternDefect) {
        try count(lasts.count * firsts.count)
        for position in lasts { follow[Int(position)] += firsts }
    }

    private mutating func count(_ more: Int) throws(PatternDefect) {
        steps += more
        guard steps <= PatternLimits.stepsMax else {
            throw PatternDefect(offset: 0, reason: "has repetitions within repetitions that are too large")
        }
    }
}
