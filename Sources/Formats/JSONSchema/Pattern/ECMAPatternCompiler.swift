/// Lays a pattern out as instructions; what is repeated is laid out as often as it may occur.
struct ECMAPatternCompiler {
    private(set) var program: [ECMAPatternInstruction] = []
    private(set) var sets: [CharacterSet] = []
    private var setNumbers: [CharacterSet: Int] = [:]

    mutating func finish() {
        program.append(.match)
    }

    mutating func append(_ tree: ECMAPatternTree) throws(ECMAPatternError) {
        switch tree {
        case .empty: break
        case .set(let set): try emit(.take(set: number(of: set)))
        case .sequence(let parts): for part in parts { try append(part) }
        case .alternatives(let parts): try appendAlternatives(parts)
        case .repeated(let part, let min, let max): try appendRepeated(part, min, max)
        case .start: try emit(.start)
        case .end: try emit(.end)
        case .wordBoundary(let isBoundary): try emit(.wordBoundary(isBoundary))
        }
    }

    private mutating func emit(_ instruction: ECMAPatternInstruction) throws(ECMAPatternError) {
        guard program.count < ECMAPattern.instructionsMax else {
            throw .unsupported("it repeats so much that it needs more than \(ECMAPattern.instructionsMax) steps.")
        }
        program.append(instruction)
    }

    private mutating func number(of set: CharacterSet) -> Int {
        if let number = setNumbers[set] { return number }
        setNumbers[set] = sets.count
        sets.append(set)
        return sets.count - 1
    }

    private mutating func appendAlternatives(_ parts: [ECMAPatternTree]) throws(ECMAPatternError) {
        var jumps: [Int] = []
        for (number, part) in parts.enumerated() {
            guard number < parts.count - 1 else {
                try append(part)
                break
            }
            let split = program.count
            try emit(.split(split + 1, 0))
            try append(part)
            jumps.append(program.count)
            try emit(.jump(0))
            program[split] = .split(split + 1, program.count)
        }
        for jump in jumps { program[jump] = .jump(program.count) }
    }

    private mutating func appendRepeated(_ part: ECMAPatternTree, _ min: Int, _ max: Int?) throws(ECMAPatternError) {
        for _ in 0..<min {
            let before = program.count
            try append(part)
            // What compiles to nothing stays nothing however often it is repeated.
            if program.count == before { break }
        }
        guard let max else {
            let split = program.count
            try emit(.split(0, 0))
            try append(part)
            try emit(.jump(split))
            program[split] = .split(split + 1, program.count)
            return
        }
        var splits: [Int] = []
        for _ in min..<max {
            splits.append(program.count)
            try emit(.split(0, 0))
            try append(part)
        }
        for split in splits { program[split] = .split(split + 1, program.count) }
    }
}
