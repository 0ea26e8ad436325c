import Canonical

extension MappingRun {
    /// Exact decimals, or texts joined; absent where one is absent or null.
    mutating func arithmetic(_ instruction: Instruction, at place: Int) throws(Fault) {
        let (left, right) = (value(instruction.b), value(instruction.c))
        guard call.store.cells[left].isValue, call.store.cells[right].isValue else {
            return set(instruction.a, Cell.absent)
        }
        let operation = instruction.flag & ArithmeticFlag.operation
        if operation == 3 { return set(instruction.a, try joined(left, right)) }
        let (leftNumber, rightNumber) = (try number(left), try number(right))
        let result =
            switch operation {
            case 0: leftNumber.adding(rightNumber)
            case 1: leftNumber.adding(rightNumber.negated)
            default: leftNumber.multiplied(by: rightNumber)
            }
        let start = call.store.bytes.count
        guard let result, result.append(to: &call.store.bytes) else {
            throw fault(at: program.arithmeticSites[Int32(place)] ?? 0)
        }
        let kind: Cell.Kind = instruction.flag & ArithmeticFlag.number != 0 ? .number : .text
        set(instruction.a, call.store.add(kind, start..<call.store.bytes.count))
    }

    private mutating func joined(_ left: Int, _ right: Int) throws(Fault) -> Int32 {
        let cells = (call.store.cells[left], call.store.cells[right])
        guard cells.0.isLeaf else { throw sourceFault(left, "A text is expected here.") }
        guard cells.1.isLeaf else { throw sourceFault(right, "A text is expected here.") }
        let start = call.store.bytes.count
        call.store.appendBytes(cells.0.range)
        call.store.appendBytes(cells.1.range)
        try checkLimits()
        return call.store.add(.text, start..<call.store.bytes.count)
    }

    /// Calls a function; the result is absent where an argument that it needs is absent or null.
    mutating func callFunction(_ instruction: Instruction) throws(Fault) {
        let plan = program.calls[Int(instruction.b)]
        call.arguments.removeAll(keepingCapacity: true)
        for number in 0..<plan.count {
            let cell = registers[base &+ Int(plan.first &+ number)]
            if plan.needed >> UInt64(number) & 1 != 0, !call.store.cells[Int(cell)].isValue {
                return set(instruction.a, Cell.absent)
            }
            call.arguments.append(cell)
        }
        call.begin()
        do throws(Fault) {
            try plan.function.run(&call)
        } catch {
            throw placed(error, program.sites[Int(plan.site)])
        }
        set(instruction.a, call.result)
        if !call.losses.isEmpty {
            let site = program.sites[Int(plan.site)]
            for loss in call.losses { try lose(loss.code, loss.sentence, member: site.member) }
        }
        try checkLimits()
    }

    /// A function's fault, with the place in the target and in the mapping where it says none.
    private func placed(_ fault: Fault, _ site: ProgramSite) -> Fault {
        var fault = fault
        if fault.place == nil { fault.place = Place(path: targetPath(member: site.member)) }
        if fault.advice == nil { fault.advice = site.advice }
        return fault
    }
}
