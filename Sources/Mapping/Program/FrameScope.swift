/// What the compiler knows of the frame that it is in.
final class FrameScope {
    /// How many registers the frame has so far.
    private(set) var registers: Int32
    /// What is read of each variable; nil until it is defined.
    var variables: [ReadPath?]
    /// In how many loops we are: what a turn leaves behind has to be emptied for the next.
    var loopDepth = 0
    /// The bind instructions, whose tables are made when all that is read is known.
    var binds: [(instruction: Int, path: ReadPath, isInLoop: Bool)] = []
    /// The parts that it calls.
    var calls: Set<Int> = []
    /// Where to go on when an element makes no target; nil outside such loops.
    var skip: Int32?
    /// The member of the target that is being made.
    var member: String?

    init(variables count: Int, parameters: Int) {
        registers = Int32(parameters)
        variables = (0..<max(count, parameters)).map { $0 < parameters ? ReadPath(register: Int32($0)) : nil }
    }

    /// A register that nothing else uses.
    func newRegister() -> Int32 {
        registers += 1
        return registers - 1
    }

    /// Registers that follow one another.
    func newRegisters(_ count: Int) -> Int32 {
        registers += Int32(count)
        return registers - Int32(count)
    }

    /// The register that holds what is read by a path.
    func register(of path: ReadPath) -> Int32 {
        if path.register < 0 { path.register = newRegister() }
        return path.register
    }

    /// What is read of a variable; one that was never defined is absent.
    func path(ofVariable number: Int) -> ReadPath {
        while number >= variables.count { variables.append(nil) }
        if let path = variables[number] { return path }
        let path = ReadPath(register: newRegister())
        variables[number] = path
        return path
    }
}
