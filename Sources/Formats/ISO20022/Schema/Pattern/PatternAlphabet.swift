/// The classes of characters that a pattern does not tell apart.
struct PatternAlphabet {
    /// The class of each ASCII character.
    let asciiClasses: [UInt16]
    /// The first code points of ranges of one class, ascending from 0.
    let rangeStarts: [UInt32]
    /// The class of each range.
    let rangeClasses: [UInt16]
    /// How many classes there are.
    let classCount: Int
    /// Per class and set whether the class belongs to the set.
    private let membership: [Bool]
    private let setCount: Int

    /// Divides the code points by the sets.
    init(_ sets: [CodePointSet]) {
        var starts: Set<UInt32> = [0]
        for range in sets.flatMap(\.ranges) {
            starts.insert(range.lowerBound)
            if range.upperBound < CodePointSet.last { starts.insert(range.upperBound + 1) }
        }
        var classes: [[Bool]: UInt16] = [:]
        var membership: [Bool] = []
        var rangeClasses: [UInt16] = []
        let rangeStarts = starts.sorted()
        for start in rangeStarts {
            let signature = sets.map { $0.contains(start) }
            let number = classes[signature] ?? UInt16(classes.count)
            if Int(number) == classes.count {
                classes[signature] = number
                membership += signature
            }
            rangeClasses.append(number)
        }
        asciiClasses = Self.asciiClasses(rangeStarts, rangeClasses)
        self.rangeStarts = rangeStarts
        self.rangeClasses = rangeClasses
        self.membership = membership
        classCount = classes.count
        setCount = sets.count
    }

    /// Whether the characters of a class are in a set.
    func contains(_ set: Int, _ characterClass: Int) -> Bool {
        membership[characterClass * setCount + set]
    }

    private static func asciiClasses(_ starts: [UInt32], _ classes: [UInt16]) -> [UInt16] {
        var result: [UInt16] = []
        var range = 0
        for code in UInt32(0)..<0x80 {
            while range + 1 < starts.count, starts[range + 1] <= code { range += 1 }
            result.append(classes[range])
        }
        return result
    }
}
