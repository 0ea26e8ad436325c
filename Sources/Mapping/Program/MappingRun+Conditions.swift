import Canonical

extension MappingRun {
    /// Whether a comparison holds; what is absent or null is unequal to everything, and neither less nor greater.
    func compares(_ instruction: Instruction) throws(Fault) -> Bool {
        let comparison = instruction.flag & 0x0F
        let (left, right) = (value(instruction.a), value(instruction.b))
        guard call.store.cells[left].isValue, call.store.cells[right].isValue else { return comparison == 1 }
        guard let order = try order(left, right, as: CompareMode(rawValue: instruction.flag >> 4) ?? .text) else {
            return comparison == 1
        }
        switch comparison {
        case 0: return order == 0
        case 1: return order != 0
        case 2: return order < 0
        case 3: return order <= 0
        case 4: return order > 0
        default: return order >= 0
        }
    }

    /// Below, at or above 0, as the left is below, at or above the right; nil where they are of different kinds.
    private func order(_ left: Int, _ right: Int, as mode: CompareMode) throws(Fault) -> Int? {
        let (leftCell, rightCell) = (call.store.cells[left], call.store.cells[right])
        guard leftCell.isLeaf, rightCell.isLeaf else {
            if leftCell.isLeaf || rightCell.isLeaf { return nil }
            // Of booleans, false is below true; containers are not compared.
            guard leftCell.kind == .no || leftCell.kind == .yes, rightCell.kind == .no || rightCell.kind == .yes else {
                return nil
            }
            return Int(leftCell.kind.rawValue) - Int(rightCell.kind.rawValue)
        }
        switch mode {
        case .number: return try number(left).order(against: number(right))
        case .instant:
            if let left = instant(leftCell), let right = instant(rightCell) {
                return left < right ? -1 : left == right ? 0 : 1
            }
        case .text, .boolean: break
        }
        let bytes = call.store.bytes.span
        return bytes.extracting(leftCell.range).order(against: bytes.extracting(rightCell.range))
    }

    /// The point in time that a text is; nil for one without a zone.
    private func instant(_ cell: Cell) -> Timestamp? {
        let text = call.store.bytes.span.extracting(cell.range)
        return Timestamp(rfc3339: text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    }

    /// The number that a text or number is; a fault where it is none.
    func number(_ cell: Int) throws(Fault) -> Number {
        let text = call.store.bytes.span.extracting(call.store.cells[cell].range)
        guard let number = Number(decimal: text) else {
            throw sourceFault(cell, "A decimal number of at most 38 digits is expected here.")
        }
        return number
    }

    /// Whether a value is one of a set.
    func isMember(_ index: Int, of set: Int) -> Bool {
        let cell = call.store.cells[index]
        switch cell.kind {
        case .no: return program.sets[set].hasNo
        case .yes: return program.sets[set].hasYes
        case .text, .number:
            let text = call.store.bytes.span.extracting(cell.range)
            if program.sets[set].texts.contains(text) { return true }
            guard !program.sets[set].numbers.isEmpty, let number = Number(decimal: text) else { return false }
            return program.sets[set].numbers.contains { $0.isEqual(to: number) }
        case .absent, .null, .list, .object, .selection: return false
        }
    }

    /// What a code table makes of a code; absent where it does not have it.
    mutating func lookUp(_ instruction: Instruction) {
        let cell = call.store.cells[value(instruction.b)]
        var result: Int32?
        if cell.isLeaf {
            result = program.maps[Int(instruction.c)].result(of: call.store.bytes.span.extracting(cell.range))
        }
        set(instruction.a, result ?? Cell.absent)
    }
}
