import Canonical

extension MappingRun {
    /// Runs instructions until the program stops.
    ///
    /// What nearly every message does stands here; the rest is done elsewhere, which keeps this loop in registers.
    mutating func execute() throws(Fault) {
        let code = program.code
        var place = program.start
        while true {
            let instruction = code[place]
            place &+= 1
            switch instruction.operation {
            case .nothing: break
            case .stop: return
            case .jump: place = Int(instruction.c)
            case .jumpIfAbsent:
                if kind(instruction.a) == .absent { place = Int(instruction.c) }
            case .jumpIfPresent:
                if kind(instruction.a) != .absent { place = Int(instruction.c) }
            case .jumpUnless:
                if kind(instruction.a) != .yes { place = Int(instruction.c) }
            case .move: set(instruction.a, Int32(truncatingIfNeeded: value(instruction.b)))
            case .bind: try bind(instruction)
            case .faultIfAbsent:
                if kind(instruction.a) == .absent { throw fault(at: instruction.b) }
            case .begin: target.begin(instruction.flag == 1 ? .list : .object, name(instruction))
            case .end: target.endUnlessEmpty()
            case .write: try write(instruction)
            case .mark: set(instruction.a, Int32(truncatingIfNeeded: target.count))
            case .jumpIfWritten:
                if target.count > raw(instruction.a) { place = Int(instruction.c) }
            case .call: place = enter(instruction, from: place)
            case .goBack: place = leave()
            default: place = try perform(instruction, next: place)
            }
        }
    }

    /// Does what fewer messages need; gives back where to go on.
    @inline(never)
    private mutating func perform(_ instruction: Instruction, next: Int) throws(Fault) -> Int {
        switch instruction.operation {
        case .jumpUnlessNull: return kind(instruction.a) == .null ? next : Int(instruction.c)
        case .jumpUnlessCompares: return try compares(instruction) ? next : Int(instruction.c)
        case .jumpUnlessMember:
            return isMember(value(instruction.a), of: Int(instruction.b)) ? next : Int(instruction.c)
        case .jumpUnlessWritten: return target.count > raw(instruction.a) ? next : Int(instruction.c)
        case .loop: return try beginLoop(instruction) ? next : Int(instruction.c)
        case .next: return try nextTurn(instruction) ? next : Int(instruction.c)
        case .filter: return filter(instruction)
        case .only: try only(instruction)
        case .collectBegin, .collect, .collectEnd: collect(instruction)
        case .count:
            set(instruction.a, Int32(truncatingIfNeeded: raw(instruction.a) &+ 1))
            if raw(instruction.a) > Int(instruction.b) { throw fault(at: instruction.c) }
        case .arithmetic: try arithmetic(instruction, at: next &- 1)
        case .function: try callFunction(instruction)
        case .lookUp: lookUp(instruction)
        case .fit: try fit(instruction)
        case .fault: throw fault(at: instruction.b)
        case .report: try lose(at: instruction.b)
        case .dropped: if isAnything(value(instruction.a)) { try lose(at: instruction.b) }
        case .skip: if targets.isEmpty { filtered = program.sites[Int(instruction.b)].sentence }
        case .copy: try copy(instruction)
        case .faultUnlessWritten: if target.count <= raw(instruction.a) { throw fault(at: instruction.b) }
        case .noteMissing: set(instruction.a, target.count > raw(instruction.a) ? 0 : 1)
        case .faultIfMissing:
            if raw(instruction.a) == 1, target.innerCount > 0 { throw fault(at: instruction.b) }
        case .endKept:
            let kept = instruction.a >= 0 ? raw(instruction.a) : 0
            if target.end(kept: kept, isKept: instruction.flag == 1), instruction.b >= 0 {
                set(instruction.b, Int32(truncatingIfNeeded: raw(instruction.b) &+ 1))
            }
        case .countElements: set(instruction.a, Int32(bitPattern: target.innerCount))
        case .bound: try bound(instruction)
        case .emit: try emit()
        case .captureBegin:
            set(instruction.a, Int32(truncatingIfNeeded: marks.count))
            marks.append(target.mark)
        case .captureEnd: endCapture(instruction)
        case .nothing, .stop, .jump, .jumpIfAbsent, .jumpIfPresent, .jumpUnless, .move, .bind, .faultIfAbsent, .begin,
            .end, .write, .mark, .jumpIfWritten, .call, .goBack:
            break
        }
        return next
    }

    /// Ends the program without a target.
    private mutating func filter(_ instruction: Instruction) -> Int {
        filtered = program.sites[Int(instruction.b)].sentence
        targets.removeAll()
        target.removeAll()
        return placeOfStop
    }

    /// Whether there is a value, or of what was gathered through lists at least one; the paths of a mapping bound the
    /// depth.
    private func isAnything(_ index: Int) -> Bool {
        let cell = call.store.cells[index]
        guard cell.kind == .selection else { return cell.kind != .absent }
        var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: index)))
        while let element = call.next(&elements) {
            if isAnything(Int(element.index)) { return true }
        }
        return false
    }

    /// Collects the values of a selection.
    private mutating func collect(_ instruction: Instruction) {
        switch instruction.operation {
        case .collectBegin: set(instruction.a, Int32(truncatingIfNeeded: call.store.pendingCount))
        case .collectEnd: set(instruction.a, call.store.collect(from: raw(instruction.b)))
        default:
            let cell = value(instruction.a)
            let kind = call.store.cells[cell].kind
            if instruction.flag == 1, kind == .list || kind == .selection {
                var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: cell)))
                while let element = call.next(&elements) { call.store.collect(element.index) }
            } else if kind != .absent {
                call.store.collect(Int32(truncatingIfNeeded: cell))
            }
        }
    }

    // MARK: - Registers

    /// The cell that an operand stands for.
    @inline(__always)
    func value(_ operand: Int32) -> Int {
        operand >= 0 ? Int(registers[base &+ Int(operand)]) : Int(~operand)
    }

    /// What an operand is.
    @inline(__always)
    func kind(_ operand: Int32) -> Cell.Kind { call.store.cells[value(operand)].kind }

    /// The number that a register holds which is no cell.
    @inline(__always)
    func raw(_ register: Int32) -> Int { Int(registers[base &+ Int(register)]) }

    @inline(__always)
    mutating func set(_ register: Int32, _ value: Int32) { registers[base &+ Int(register)] = value }
}
