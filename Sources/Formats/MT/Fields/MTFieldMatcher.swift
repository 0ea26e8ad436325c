import Canonical

/// A component's place in the input.
struct MTCapture {
    var component: Int
    var start: Int
    var end: Int
}

/// Runs a field's program over its value and notes the components.
///
/// Optional parts and forms are tried with a stack of choices; ``stepsMax`` bounds the work that a table can cause.
struct MTFieldMatcher: ~Copyable {
    private static let stepsMax = 10_000
    /// More lines than any message can have.
    private static let capturesMax = 20_000

    /// The components found, in the order of the value.
    private(set) var captures = WorkList<MTCapture>(usual: 64)
    /// The choices that are open.
    private var choices = WorkList<Choice>(usual: 16)
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
    ///
    /// Not private: in a list of it, the compiler loses a type that other files cannot see (6.3.1, without optimisation).
    struct Choice {
        var program: Int
        var position: Int
        var count: Int
    }

    /// Whether the bytes have the form whose program begins there.
    mutating func match(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        captures.truncate(to: 0)
        choices.truncate(to: 0)
        steps = 0
        return run(program, bytes, from: start, to: end)
    }

    /// Takes components that were found in another way.
    mutating func take(_ captures: [MTCapture]) {
        self.captures.truncate(to: 0)
        for capture in captures { self.captures.append(capture) }
    }

    private mutating func run(_ program: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        let floor = choices.count
        var program = program
        var position = start
        while true {
            steps &+= 1
            var fits = true
            switch instructions[program].code {
            case .run: fits = takeRun(program, bytes, &position, end)
            case .decimal: fits = takeDecimal(program, bytes, &position, end)
            case .literal: fits = takeLiteral(program, bytes, &position, end)
            case .lineEnd: fits = position == start || takeLineEnd(bytes, &position, end)
            case .split:
                let target = Int(instructions[program].target)
                if !canBegin(program + 1, bytes, position, end) {
                    program = target
                    continue
                }
                choices.append(Choice(program: target, position: position, count: captures.count))
            case .jump:
                program = Int(instructions[program].target)
                continue
            case .codes: fits = takeCode(program, bytes, &position, end)
            case .lines: fits = takeLines(program, bytes, &position, end, isFirst: position == start)
            case .group:
                fits = position < end && matchGroup(program, bytes, from: position, to: end)
                position = end
            case .end:
                if position == end {
                    choices.truncate(to: floor)
                    return true
                }
                fits = false
            }
            program += 1
            if fits { continue }
            guard choices.count > floor, steps < Self.stepsMax, let choice = choices.popLast() else {
                choices.truncate(to: floor)
                return false
            }
            (program, position) = (choice.program, choice.position)
            captures.truncate(to: choice.count)
        }
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
    private mutating func capture(_ program: Int, _ start: Int, _ end: Int) {
        captures.append(MTCapture(component: Int(instructions[program].component), start: start, end: end))
    }

    /// The rest as lines, but for as many as must stand behind them.
    @inline(never)
    private mutating func takeLines(
        _ program: Int,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int,
        isFirst: Bool
    ) -> Bool {
        let linesEnd = linesEnd(before: Int(instructions[program].count), bytes, position, end)
        // At the beginning, a slash is an account's and not a name's.
        let isAccount = isFirst && position < end && bytes[position] == instructions[program].stop
        let fits = position < linesEnd && !isAccount
        capture(program, position, linesEnd)
        position = linesEnd
        return fits
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

    // Into its only caller, as most instructions are of this kind; what is rare in it is not.
    @inline(__always)
    private mutating func takeRun(
        _ program: Int,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        let text = bytes.extracting(start..<min(end, start &+ Int(instructions[program].max)))
        let set = instructions[program].set
        var length = 0
        if set == 0 {
            while length < text.count, text[length] == 0x20 { length += 1 }
        } else {
            length = MTCharacterSet.end(of: set, in: text, from: 0, sets)
            if instructions[program].stop != 0 {
                let stop = (instructions[program].stop, instructions[program].stopSecond)
                length = Self.length(of: start..<start + length, before: stop, in: bytes.extracting(0..<end))
            }
        }
        position = start &+ length
        capture(program, start, position)
        return length >= Int(instructions[program].min)
    }

    /// How many bytes of a run stand before the two bytes, or the one where the second is 0, at which it ends.
    @inline(never)
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
    @inline(never)
    private mutating func takeDecimal(
        _ program: Int,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        let limit = min(end, start + Int(instructions[program].max))
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
        capture(program, start, index)
        return index > start && commas >= Int(instructions[program].min)
    }

    @inline(__always)
    private func takeLiteral(_ program: Int, _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int) -> Bool {
        take(Int(instructions[program].target), Int(instructions[program].count), bytes, &position, end)
    }

    @inline(__always)
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

    @inline(never)
    private mutating func takeCode(
        _ program: Int,
        _ bytes: Span<UInt8>,
        _ position: inout Int,
        _ end: Int
    ) -> Bool {
        let start = position
        let first = Int(instructions[program].target)
        for index in first..<(first + Int(instructions[program].count)) {
            let word = words[index]
            if take(Int(word.lowerBound), word.count, bytes, &position, end) {
                capture(program, start, position)
                return true
            }
        }
        return false
    }

    /// Each line by the group's program; the group itself is captured at the beginning of each.
    @inline(never)
    private mutating func matchGroup(
        _ program: Int,
        _ bytes: Span<UInt8>,
        from start: Int,
        to end: Int
    ) -> Bool {
        var lines = MTLines(start, end)
        while let line = lines.next(in: bytes) {
            guard captures.count < Self.capturesMax else { return false }
            capture(program, line.start, line.end)
            guard run(Int(instructions[program].target), bytes, from: line.start, to: line.end) else { return false }
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
