import Canonical

/// Frames, and what is made in them.
extension MappingRun {
    /// The name under which something is written.
    @inline(__always)
    func name(_ instruction: Instruction) -> DocumentName {
        guard instruction.length != Instruction.inherited else { return frameName }
        // An instruction without a name has both zero, which is ``DocumentName/none``.
        return DocumentName(start: UInt32(bitPattern: instruction.c), length: instruction.length)
    }

    /// Opens the frame of a part; gives back where it begins.
    mutating func enter(_ instruction: Instruction, from place: Int) -> Int {
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

    /// Closes the frame of a part; gives back where it was called.
    mutating func leave() -> Int {
        // Only what was called goes back.
        guard let frame = frames.popLast() else { return placeOfStop }
        base = frame.base
        frameRegisters = frame.registers
        frameName = frame.name
        return frame.returnsTo
    }

    /// Where the program stops: its last instruction.
    var placeOfStop: Int { program.code.count - 1 }

    /// What a part has written becomes a value.
    mutating func endCapture(_ instruction: Instruction) {
        guard let mark = marks.popLast() else { return }
        var result = Cell.absent
        if target.count > mark.count {
            result = call.store.take(target, from: mark.count, numbers: program.targetNumbers)
        }
        target.rewind(to: mark)
        set(instruction.a, result)
    }

    /// Leaves out the elements of a list that are more than fit, or refuses them.
    mutating func bound(_ instruction: Instruction) throws(Fault) {
        let before = instruction.c >= 0 ? raw(instruction.c) : 0
        guard Int(target.innerCount) - before > Int(instruction.a) else { return }
        guard instruction.flag == 1 else { throw fault(at: instruction.b) }
        target.keepElements(before + Int(instruction.a))
        try lose(at: instruction.b)
    }

    /// A target is complete.
    @inline(never)
    mutating func emit() throws(Fault) {
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
