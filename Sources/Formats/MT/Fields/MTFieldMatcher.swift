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
    private var choices = Array(repeating: Choice(program: 0, position: 0, count: 0), count: 16)
    /// How many of the choices are open.
    private var choicesCount = 0
    private var steps = 0
    private let instructions: [MTFieldInstruction]
    private let literals: [UInt8]
    private let words: [Range<Int32>]
    private let sets = MTCharacterSet.table

    init(_ table: MTFieldTable) {
        instructions = table.instructions
        literals = table.literals
        words = table.words
    }

    /// Where to go on if what was chosen does not fit.
    private struct Choice {
        var program: Int
        var position: Int
        var count: Int
    }

    /// Whether the bytes have the form whose program begins there.
    mutating func match(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        count = 0
        steps = 0
        choicesCount = 0
        return run(program, bytes, from: start, to: end)
    }

    /// Takes components that were found in another way.
    mutating func take(_ captures: [MTCapture]) {
        count = 0
        for capture in captures { self.capture(capture) }
    }

    private mutating func run(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        let floor = choicesCount
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
            case .split:
                if !canBegin(program + 1, bytes, position, end) {
                    program = Int(instruction.target)
                    continue
                }
                open(Choice(program: Int(instruction.target), position: position, count: count))
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
                    choicesCount = floor
                    return true
                }
                fits = false
            }
            program += 1
            if fits { continue }
            guard choicesCount > floor, steps < Self.stepsMax else {
                choicesCount = floor
                return false
            }
            choicesCount -= 1
            let choice = choices[choicesCount]
            (program, position, count) = (choice.program, choice.position, choice.count)
        }
    }

    private mutating func open(_ choice: Choice) {
        if choicesCount < choices.count { choices[choicesCount] = choice } else { choices.append(choice) }
        choicesCount += 1
    }

    /// Whether a part may stand here as far as its first byte shows: most optional parts begin with a slash, and where
    /// none stands there is nothing to choose.
    @inline(__always)
    private func canBegin(_ program: Int, _ bytes: Span<UInt8>, _ position: Int, _ end: Int) -> Bool {
        let instruction = instructions[program]
        guard instruction.code == .literal, instruction.count > 0 else { return true }
        return position < end && bytes[position] == literals[Int(instruction.target)]
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

    // Into its only caller, for otherwise the instruction is packed and unpacked for every run.
    @inline(__always)
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
            if instruction.stop != 0 {
                let stop = (instruction.stop, instruction.stopSecond)
                length = Self.length(of: start..<start + length, before: stop, in: bytes.extracting(0..<end))
            }
        }
        position = start + length
        capture(instruction, start, position)
        return length >= Int(instruction.min)
    }

    /// How many bytes of a run stand before the two bytes, or the one where the second is 0, at which it ends.
    private static func length(of run: Range<Int>, before stop: (UInt8, UInt8), in value: Span<UInt8>) -> Int {
        let bytes = value.extracting(run)
        var index = 0
        while index < bytes.count {
            if bytes[index] == stop.0 {
                if stop.1 == 0 { break }
                let next = run.lowerBound + index + 1
                if next < value.count, value[next] == stop.1 { break }
            }
            index &+= 1
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
