/// Runs the automaton: all places that it may be in move together, one character at a time.
struct ECMAPatternMachine {
    private let program: [ECMAPatternInstruction]
    private let sets: [CharacterSet]
    private let setSteps: [Int]
    private var places: [Int] = []
    private var nextPlaces: [Int] = []
    /// When each instruction was last entered, as one more than the offset in the text.
    private var entered: [Int]
    private var waiting: [Int] = []
    private(set) var steps = 0

    init(_ program: [ECMAPatternInstruction], _ sets: [CharacterSet], _ setSteps: [Int]) {
        self.program = program
        self.sets = sets
        self.setSteps = setSteps
        entered = [Int](repeating: 0, count: program.count)
    }

    mutating func run(_ text: Span<UInt8>, stepsMax: Int) -> ECMAPattern.Match {
        var index = 0
        var previous: UInt32?
        while true {
            let (scalar, next) = Self.scalar(text, index)
            // A match may begin at every character.
            if enter(0, at: index, previous, scalar) { return .yes }
            guard let scalar else { return .no }
            let afterNext = Self.scalar(text, next).scalar
            swap(&places, &nextPlaces)
            places.removeAll(keepingCapacity: true)
            for place in nextPlaces {
                guard case .take(let set) = program[place] else { continue }
                steps += setSteps[set]
                guard sets[set].contains(scalar) else { continue }
                if enter(place + 1, at: next, scalar, afterNext) { return .yes }
            }
            guard steps <= stepsMax else { return .tooMuchWork }
            previous = scalar
            index = next
        }
    }

    /// Goes to an instruction and on to all that take a character; true if the pattern is matched.
    private mutating func enter(_ first: Int, at index: Int, _ previous: UInt32?, _ next: UInt32?) -> Bool {
        waiting.append(first)
        while let place = waiting.popLast() {
            steps += 1
            guard entered[place] <= index else { continue }
            entered[place] = index + 1
            switch program[place] {
            case .take: places.append(place)
            case .split(let one, let other):
                waiting.append(other)
                waiting.append(one)
            case .jump(let target): waiting.append(target)
            case .start: if previous == nil { waiting.append(place + 1) }
            case .end: if next == nil { waiting.append(place + 1) }
            case .wordBoundary(let isBoundary):
                if (Self.isWord(previous) != Self.isWord(next)) == isBoundary { waiting.append(place + 1) }
            case .match:
                waiting.removeAll(keepingCapacity: true)
                return true
            }
        }
        return false
    }

    private static func isWord(_ scalar: UInt32?) -> Bool {
        scalar.map { CharacterSet.wordCharacters.contains($0) } ?? false
    }

    /// The scalar at an index and the index behind it; the text is well-formed.
    private static func scalar(_ text: Span<UInt8>, _ index: Int) -> (scalar: UInt32?, next: Int) {
        guard index < text.count else { return (nil, index) }
        let first = text[index]
        guard first >= 0x80 else { return (UInt32(first), index + 1) }
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        var value = UInt32(first & (0x7F >> UInt8(length)))
        for offset in 1..<length where index + offset < text.count {
            value = value << 6 | UInt32(text[index + offset] & 0x3F)
        }
        return (value, min(index + length, text.count))
    }
}
