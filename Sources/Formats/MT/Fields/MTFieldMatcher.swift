/// A component's place in the input.
struct MTCapture {
    var component: Int
    var start: Int
    var end: Int
}

/// Runs a field's program over its value and notes the components.
///
/// Optional parts and forms are tried with a stack of choices; ``stepsMax`` bounds the work that a table can cause.
struct MTFieldMatcher {
    private static let stepsMax = 10_000
    /// More lines than any message can have.
    private static let capturesMax = 20_000

    /// The components found, in the order of the value; those from ``count`` on are of earlier fields.
    private(set) var captures: [MTCapture] = Array(repeating: MTCapture(component: 0, start: 0, end: 0), count: 64)
    /// How many components there are.
    private(set) var count = 0
    private var choices: [(program: Int, position: Int, count: Int)] = []
    private var steps = 0
    private let instructions: [MTFieldInstruction]
    private let literals: [UInt8]
    private let words: [Range<Int32>]
    private let sets = MTCharacterSet.table

    init(_ table: MTFieldTable) {
        instructions = table.instructions
        literals = table.literals
        words = table.words
        choices.reserveCapacity(16)
    }

    /// Whether the bytes have the form whose program begins there.
    mutating func match(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        count = 0
        steps = 0
        return run(program, bytes, from: start, to: end)
    }

    /// Takes components that were found in another way.
    mutating func take(_ captures: [MTCapture]) {
        count = 0
        for capture in captures { self.capture(capture) }
    }

    private mutating func run(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        let floor = choices.count
        var program = program
        var position = start
        while true {
            steps &+= 1
            let instruction = instructions[program]
            var fits = true
            switch instruction.code {
            case .run: fits = takeRun(instruction, bytes, &position, end)
            case .decimal: fits = takeDecimal(instruction, bytes, &position, end)
            case .literal: fits = take(Int(instruction.target), Int(instruction.count), bytes, &position, end)
            case .lineEnd: fits = position == start || takeLineEnd(bytes, &position, end)
            case .split: choices.append((Int(instruction.target), position, count))
            case .jump:
                program = Int(instruction.target)
                continue
            case .codes: fits = takeCode(instruction, bytes, &position, end)
            case .lines:
                let linesEnd = linesEnd(before: Int(instruction.count), bytes, position, end)
                // At the beginning, a slash is an account's and not a name's.
                let isAccount = position == start && position < end && bytes[position] == instruction.stop
                fits = position < linesEnd && !isAccount
                capture(instruction, position, linesEnd)
                position = linesEnd
            case .group:
                fits = position < end && matchGroup(instruction, bytes, from: position, to: end)
                position = end
            case .end:
                if position == end {
                    if choices.count > floor { choices.removeLast(choices.count - floor) }
                    return true
                }
                fits = false
            }
            program += 1
            if fits { continue }
            guard choices.count > floor, steps < Self.stepsMax, let choice = choices.popLast() else {
                choices.removeLast(choices.count - floor)
                return false
            }
            (program, position, count) = choice
        }
    }

    @inline(__always)
    private mutating func capture(_ instruction: MTFieldInstruction, _ start: Int, _ end: Int) {
        capture(MTCapture(component: Int(instruction.component), start: start, end: end))
    }

    @inline(__always)
    private mutating func capture(_ capture: MTCapture) {
        if count < captures.count { captures[count] = capture } else { captures.append(capture) }
        count &+= 1
    }

    /// Where lines end that have so many others behind them.
    private func linesEnd(before count: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
        var lineEnd = end
        for _ in 0..<count {
            while lineEnd > start, bytes[lineEnd - 1] != 0x0A { lineEnd -= 1 }
            guard lineEnd > start else { return start }
            lineEnd -= 1
            if lineEnd > start, bytes[lineEnd - 1] == 0x0D { lineEnd -= 1 }
        }
        return lineEnd
    }

    private mutating func takeRun(
        _ instruction: MTFieldInstruction,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        let text = bytes.extracting(start..<min(end, start + Int(instruction.max)))
        var length = 0
        if instruction.set == 0 {
            while length < text.count, text[length] == 0x20 { length += 1 }
        } else {
            length = MTCharacterSet.end(of: instruction.set, in: text, from: 0, sets)
            if instruction.stop != 0 { length = Self.stop(instruction, bytes, from: start, length, end) }
        }
        position = start + length
        capture(instruction, start, position)
        return length >= Int(instruction.min)
    }

    /// How many bytes of a run stand before the literal at which it ends.
    private static func stop(
        _ instruction: MTFieldInstruction,
        _ bytes: Span<UInt8>,
        from start: Int,
        _ length: Int,
        _ end: Int
    ) -> Int {
        let run = bytes.extracting(start..<start + length)
        var index = 0
        while index < run.count {
            if run[index] == instruction.stop {
                if instruction.stopSecond == 0 { break }
                let next = start + index + 1
                if next < end, bytes[next] == instruction.stopSecond { break }
            }
            index += 1
        }
        return index
    }

    /// Digits with one comma behind the first of them; without a comma where the instruction needs none.
    private mutating func takeDecimal(
        _ instruction: MTFieldInstruction,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        let limit = min(end, start + Int(instruction.max))
        var commas = 0
        var index = start
        while index < limit {
            if bytes[index] == UInt8(ascii: ",") {
                guard commas == 0, index > start else { break }
                commas = 1
            } else if sets[Int(bytes[index])] & MTCharacterSet.n == 0 {
                break
            }
            index += 1
        }
        position = index
        capture(instruction, start, index)
        return index > start && commas >= Int(instruction.min)
    }

    private func take(_ start: Int, _ length: Int, _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard end - position >= length else { return false }
        for offset in 0..<length where bytes[position + offset] != literals[start + offset] { return false }
        position += length
        return true
    }

    private func takeLineEnd(_ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        guard position < end else { return false }
        if bytes[position] == 0x0A {
            position += 1
            return true
        }
        guard bytes[position] == 0x0D, position + 1 < end, bytes[position + 1] == 0x0A else { return false }
        position += 2
        return true
    }

    private mutating func takeCode(
        _ instruction: MTFieldInstruction,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        for index in Int(instruction.target)..<Int(instruction.target + instruction.count) {
            let word = words[index]
            if take(Int(word.lowerBound), word.count, bytes, &position, end) {
                capture(instruction, start, position)
                return true
            }
        }
        return false
    }

    /// Each line by the group's program; the group itself is captured at the beginning of each.
    private mutating func matchGroup(
        _ instruction: MTFieldInstruction,
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) -> Bool {
        var lines = MTLines(start, end)
        while let line = lines.next(in: bytes) {
            guard count < Self.capturesMax else { return false }
            capture(instruction, line.start, line.end)
            guard run(Int(instruction.target), bytes, from: line.start, to: line.end) else { return false }
        }
        return true
    }
}

/// The lines of a value, ended by CR LF or LF.
struct MTLines {
    private var position: Int
    private let end: Int
    private var isDone = false

    init(_ start: Int, _ end: Int) {
        position = start
        self.end = end
    }

    /// The next line without its end; a value that ends with a line end has an empty line behind it.
    mutating func next(in bytes: Span<UInt8>) -> (start: Int, end: Int)? {
        guard !isDone else { return nil }
        let start = position
        while position < end, bytes[position] != 0x0A { position += 1 }
        guard position < end else {
            isDone = true
            return (start, end)
        }
        position += 1
        let hasReturn = position - 2 >= start && bytes[position - 2] == 0x0D
        return (start, hasReturn ? position - 2 : position - 1)
    }
}
