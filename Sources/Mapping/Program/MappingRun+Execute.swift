import Canonical

extension MappingRun {
    /// Runs instructions until the program stops.
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
            case .jumpIfNull:
                if kind(instruction.a) == .null { place = Int(instruction.c) }
            case .jumpUnlessNull:
                if kind(instruction.a) != .null { place = Int(instruction.c) }
            case .jumpIf:
                if kind(instruction.a) == .yes { place = Int(instruction.c) }
            case .jumpUnless:
                if kind(instruction.a) != .yes { place = Int(instruction.c) }
            case .jumpUnlessCompares:
                if try !compares(instruction) { place = Int(instruction.c) }
            case .jumpUnlessMember:
                if !isMember(value(instruction.a), of: Int(instruction.b)) { place = Int(instruction.c) }
            case .move: registers[base &+ Int(instruction.a)] = Int32(truncatingIfNeeded: value(instruction.b))
            case .bind: try bind(instruction)
            case .only: try only(instruction)
            case .loop:
                if try !beginLoop(instruction) { place = Int(instruction.c) }
            case .next:
                if try !nextTurn(instruction) { place = Int(instruction.c) }
            case .collectBegin: set(instruction.a, Int32(truncatingIfNeeded: call.store.pendingCount))
            case .collect:
                let cell = value(instruction.a)
                if call.store.cells[cell].kind != .absent { call.store.collect(Int32(truncatingIfNeeded: cell)) }
            case .collectEnd: set(instruction.a, call.store.collect(from: raw(instruction.b)))
            case .count:
                set(instruction.a, Int32(truncatingIfNeeded: raw(instruction.a) &+ 1))
                if raw(instruction.a) > Int(instruction.b) { throw fault(at: instruction.c) }
            case .arithmetic: try arithmetic(instruction, at: place &- 1)
            case .function: try callFunction(instruction)
            case .lookUp: lookUp(instruction)
            case .fit: try fit(instruction)
            case .faultIfAbsent:
                if kind(instruction.a) == .absent { throw fault(at: instruction.b) }
            case .fault: throw fault(at: instruction.b)
            case .report: try lose(at: instruction.b)
            case .dropped:
                if kind(instruction.a) != .absent { try lose(at: instruction.b) }
            case .filter:
                filtered = program.sites[Int(instruction.b)].sentence
                targets.removeAll()
                target.removeAll()
                return
            case .skip: if targets.isEmpty { filtered = program.sites[Int(instruction.b)].sentence }
            case .begin: target.begin(instruction.flag == 1 ? .list : .object, name(instruction))
            case .end: target.endUnlessEmpty()
            case .write: try write(instruction)
            case .copy: try copy(instruction)
            case .mark: set(instruction.a, Int32(truncatingIfNeeded: target.count))
            case .jumpIfWritten:
                if target.count > raw(instruction.a) { place = Int(instruction.c) }
            case .jumpUnlessWritten:
                if target.count <= raw(instruction.a) { place = Int(instruction.c) }
            case .faultUnlessWritten:
                if target.count <= raw(instruction.a) { throw fault(at: instruction.b) }
            case .countElements: set(instruction.a, Int32(bitPattern: target.innerCount))
            case .bound: try bound(instruction)
            case .emit: try emit()
            case .call: place = enter(instruction, from: place)
            case .goBack: place = leave()
            case .captureBegin:
                set(instruction.a, Int32(truncatingIfNeeded: marks.count))
                marks.append(target.mark)
            case .captureEnd: endCapture(instruction)
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

    // MARK: - Frames

    /// The name under which something is written.
    @inline(__always)
    func name(_ instruction: Instruction) -> DocumentName {
        guard instruction.length != Instruction.inherited else { return frameName }
        // An instruction without a name has both zero, which is ``DocumentName/none``.
        return DocumentName(start: UInt32(bitPattern: instruction.c), length: instruction.length)
    }

    private mutating func enter(_ instruction: Instruction, from place: Int) -> Int {
        let part = program.parts[Int(instruction.a)]
        let name = name(instruction)
        frames.append(Frame(returnsTo: place, base: base, registers: frameRegisters, name: frameName))
        let outer = base
        base &+= frameRegisters
        frameRegisters = Int(part.registers)
        frameName = name
        let parameters = Int(part.parameters)
        for number in 0..<parameters { registers[base &+ number] = registers[outer &+ Int(instruction.b) &+ number] }
        registers.clear(base &+ parameters..<base &+ max(parameters, frameRegisters))
        return Int(part.start)
    }

    private mutating func leave() -> Int {
        // Only what was called goes back.
        guard let frame = frames.popLast() else { return code(at: .stop) }
        base = frame.base
        frameRegisters = frame.registers
        frameName = frame.name
        return frame.returnsTo
    }

    /// Where the program stops: its last instruction.
    private func code(at operation: Instruction.Operation) -> Int { program.code.count - 1 }

    private mutating func endCapture(_ instruction: Instruction) {
        guard let mark = marks.popLast() else { return }
        var result = Cell.absent
        if target.count > mark.count {
            result = call.store.take(target, from: mark.count, numbers: program.targetNumbers)
        }
        target.rewind(to: mark)
        set(instruction.a, result)
    }

    /// Leaves out the elements of a list that are more than fit, or refuses them.
    private mutating func bound(_ instruction: Instruction) throws(Fault) {
        let before = instruction.c >= 0 ? raw(instruction.c) : 0
        guard Int(target.innerCount) - before > Int(instruction.a) else { return }
        guard instruction.flag == 1 else { throw fault(at: instruction.b) }
        target.keepElements(before + Int(instruction.a))
        try lose(at: instruction.b)
    }

    private mutating func emit() throws(Fault) {
        guard target.count > 0 else {
            throw Fault(
                .message,
                FaultCode("mapping.target-empty"),
                stage: .map,
                reason: "Nothing of the message has a place in the target."
            )
        }
        guard target.count <= limits.targetValuesMax, targets.count < limits.targetsMax,
            target.bytes <= limits.bytesMax
        else { throw limitFault("The mapping makes more or larger targets than it may.") }
        targets.append(target.finish(call.store.bytes, program.targetNames))
        filtered = nil
        call.targetNumber = targets.count
    }
}
