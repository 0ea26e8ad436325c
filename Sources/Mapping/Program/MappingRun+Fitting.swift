import Canonical

extension MappingRun {
    /// Makes a text fit; what is no text is left to the check of what is written.
    mutating func fit(_ instruction: Instruction) throws(Fault) {
        let plan = program.fits[Int(instruction.c)]
        if plan.overflow >= 0 { set(plan.overflow, Cell.absent) }
        var cell = value(instruction.b)
        guard call.store.cells[cell].kind == .text else {
            return set(instruction.a, Int32(truncatingIfNeeded: cell))
        }
        cell = try fitCharacters(cell, plan)
        cell = try fitLength(cell, plan)
        if plan.fit.refusesOthers, call.store.cells[cell].kind == .text {
            guard plan.text.hasForm(call.store.bytes.span.extracting(call.store.range(cell))) else {
                throw refusal(plan, "mapping.form", "The value is not of a form that the target can hold.")
            }
        }
        set(instruction.a, Int32(truncatingIfNeeded: cell))
    }

    private mutating func fitCharacters(_ cell: Int, _ plan: FitPlan) throws(Fault) -> Int {
        guard let characters = plan.text.characters,
            !characters.admits(call.store.bytes.span.extracting(call.store.range(cell)))
        else { return cell }
        switch plan.fit.characters {
        case .fits: return cell
        case .refuse:
            throw refusal(plan, "mapping.characters", "The value has characters that the target cannot hold.")
        case .replace(let text): replace(cell, characters, by: Array(text.utf8))
        case .transliterate: try transliterate(cell, plan, characters)
        }
        try lose(.transliterated, "Characters that the target cannot hold were written by others.", plan.site)
        return call.store.cells.count - 1
    }

    /// A new text by letters of the set, with a full stop where there is none.
    private mutating func transliterate(
        _ cell: Int,
        _ plan: FitPlan,
        _ characters: TextCharacters
    ) throws(Fault) {
        guard let transliteration = plan.transliteration else {
            return replace(cell, characters, by: [UInt8(ascii: ".")])
        }
        call.begin()
        let text = Array(call.store.bytes[call.store.range(cell)])
        do throws(ValueRefusal) {
            _ = try transliteration.apply(text.span, into: &call.output)
        } catch {
            throw refusal(plan, "mapping.characters", "The value has characters that the target cannot hold.")
        }
        call.giveOutput()
    }

    /// A new text with others in the place of characters outside the set.
    private mutating func replace(_ cell: Int, _ characters: TextCharacters, by standIn: [UInt8]) {
        let range = call.store.cells[cell].range
        let start = call.store.bytes.count
        for index in range {
            let byte = call.store.bytes[index]
            if characters.admits(byte) {
                call.store.bytes.append(byte)
            } else if byte & 0xC0 != 0x80 {
                // One for each character, however many bytes it has.
                call.store.bytes.append(contentsOf: standIn)
            }
        }
        _ = call.store.add(.text, start..<call.store.bytes.count)
    }

    private mutating func fitLength(_ cell: Int, _ plan: FitPlan) throws(Fault) -> Int {
        let range = call.store.cells[cell].range
        if case .split = plan.fit.length { return try split(range, plan) }
        let end = call.store.end(ofCharacters: plan.text.lengthMax, in: range)
        guard end < range.upperBound else { return cell }
        switch plan.fit.length {
        case .fits, .split: return cell
        case .refuse: throw refusal(plan, "mapping.too-long", "The value is longer than the target can hold.")
        case .cut: try lose(.cut, "The value was longer than the target and lost its end.", plan.site)
        case .overflow:
            set(plan.overflow, call.store.add(.text, end..<range.upperBound))
            try lose(.split, "The value is longer than the target; the rest goes to another field.", plan.site)
        }
        return Int(call.store.add(.text, range.lowerBound..<end))
    }

    /// Lines that fit, broken at blanks where there are any.
    private mutating func split(_ range: Range<Int>, _ plan: FitPlan) throws(Fault) -> Int {
        let mark = call.store.pendingCount
        var start = range.lowerBound
        var lines = 0
        while start < range.upperBound {
            let full = call.store.end(ofCharacters: max(1, plan.text.lengthMax), in: start..<range.upperBound)
            var end = full
            if full < range.upperBound, let blank = call.store.lastBlank(in: start + 1..<full + 1) { end = blank }
            call.store.collect(call.store.add(.text, start..<end))
            lines += 1
            start = end
            if full < range.upperBound, start < range.upperBound, call.store.bytes[start] == 0x20 { start += 1 }
        }
        if lines > 1 { try lose(.split, "The value stands in several lines of the target.", plan.site) }
        return Int(call.store.collect(from: mark))
    }

    private mutating func lose(_ code: LossCode, _ sentence: String, _ site: ProgramSite) throws(Fault) {
        try lose(code, sentence, member: site.member)
    }

    private func refusal(_ plan: FitPlan, _ code: String, _ sentence: String) -> Fault {
        Fault(
            .message,
            FaultCode(code),
            stage: .map,
            place: Place(path: targetPath(member: plan.site.member)),
            reason: sentence,
            advice: plan.site.advice
        )
    }
}

extension CellStore {
    /// The bytes of a text.
    @inline(__always)
    func range(_ cell: Int) -> Range<Int> { cells[cell].range }

    /// Where so many characters end, or the text does.
    func end(ofCharacters count: Int, in range: Range<Int>) -> Int {
        guard range.count > count else { return range.upperBound }
        var left = count
        for index in range where bytes[index] & 0xC0 != 0x80 {
            if left == 0 { return index }
            left -= 1
        }
        return range.upperBound
    }

    /// The last blank within a part of the bytes.
    func lastBlank(in range: Range<Int>) -> Int? {
        var index = min(range.upperBound, bytes.count)
        while index > range.lowerBound {
            index -= 1
            if bytes[index] == 0x20 { return index }
        }
        return nil
    }
}
