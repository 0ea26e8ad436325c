import Canonical

/// Compiles a checked mapping to a program.
struct MappingCompiler {
    /// Most instructions of a program.
    static let instructionsMax = 1_000_000
    /// Most registers of all frames that can be open at once.
    static let registersMax = 1_000_000

    let mapping: CheckedMapping
    /// The named shapes of the target.
    let targetParts: ShapeParts
    private(set) var code: [Instruction] = []
    private(set) var parts: [MappingProgram.Part] = []
    var names = NameInterner()
    var constants: ConstantPool
    var members = MemberTables()
    var shapes = ShapeRuleCompiler()
    var sets: [LiteralSet] = []
    private(set) var maps: [CodeMap] = []
    var calls: [MappingProgram.Call] = []
    var fits: [FitPlan] = []
    var arithmeticSites: [Int32: Int32] = [:]
    private(set) var sites: [ProgramSite] = []
    var scope = FrameScope(variables: 0, parameters: 0)
    private var labels: [Int32] = []
    /// How many registers each part needs with all parts that it calls.
    private var needs: [Int] = []

    private init(_ mapping: CheckedMapping) {
        self.mapping = mapping
        targetParts = ShapeParts(mapping.target.parts)
        constants = ConstantPool(givens: mapping.givens.count)
    }

    /// Compiles a mapping.
    ///
    /// - Throws: `configuration.invalid` where its types have patterns or sets of characters that there are not, or a
    ///   limit is passed.
    static func compile(_ mapping: CheckedMapping) throws(Fault) -> MappingProgram {
        var compiler = MappingCompiler(mapping)
        compiler.addCodeTables()
        for part in mapping.parts {
            let start = Int32(compiler.code.count)
            try compiler.compile(part.frame, parameters: part.parameters.count, of: part.result)
            compiler.emit(.goBack)
            compiler.parts.append(
                MappingProgram.Part(
                    start: start,
                    registers: compiler.scope.registers,
                    parameters: Int32(part.parameters.count)
                )
            )
            compiler.needs.append(compiler.need())
        }
        let start = compiler.code.count
        let target = ValueType(mapping.target.root, parts: compiler.targetParts)
        try compiler.compile(mapping.frame, parameters: mapping.inputs.count, of: target, isMain: true)
        compiler.emit(.stop)
        compiler.placeJumps()
        let registersMax = compiler.need()
        guard compiler.code.count <= instructionsMax, registersMax <= Self.registersMax else {
            throw CompileFault.because("The mapping is larger than a program can be.")
        }
        let registers = Int(compiler.scope.registers)
        return MappingProgram(compiler, start: start, registers: registers, registersMax: registersMax)
    }

    private mutating func compile(
        _ frame: CheckedFrame,
        parameters: Int,
        of result: ValueType,
        isMain: Bool = false
    ) throws(Fault) {
        scope = FrameScope(variables: frame.variableCount, parameters: parameters)
        for number in 0..<parameters { bind(scope.path(ofVariable: number)) }
        try addSteps(frame.steps)
        try addOutcome(frame.outcome, TargetType(result), isMain: isMain)
        try finishBinds()
    }

    /// The registers of the present frame and of the deepest call below it.
    private func need() -> Int {
        Int(scope.registers) + (scope.calls.map { needs[$0] }.max() ?? 0)
    }

    private mutating func addCodeTables() {
        for table in mapping.codes {
            let rows = table.codes.sorted { $0.key < $1.key }
            maps.append(CodeMap(rows.map { ($0.key, constants.cell(.text($0.value))) }))
        }
    }

    // MARK: - Instructions

    /// Appends an instruction and gives back where it is.
    @discardableResult
    mutating func emit(
        _ operation: Instruction.Operation,
        _ a: Int32 = 0,
        _ b: Int32 = 0,
        _ c: Int32 = 0,
        flag: UInt8 = 0,
        length: UInt16 = 0
    ) -> Int {
        code.append(Instruction(operation, a, b, c, flag: flag, length: length))
        return code.count - 1
    }

    /// Changes an instruction.
    mutating func change(_ index: Int, _ change: (inout Instruction) -> Void) { change(&code[index]) }

    /// A place that jumps can name before it is known.
    mutating func newLabel() -> Int32 {
        labels.append(-1)
        return Int32(labels.count - 1)
    }

    /// The label is here.
    mutating func place(_ label: Int32) { labels[Int(label)] = Int32(code.count) }

    private mutating func placeJumps() {
        for index in code.indices where code[index].jumps { code[index].c = labels[Int(code[index].c)] }
    }

    // MARK: - What is said where

    /// The number of a place where a fault occurs.
    mutating func site(_ code: String, _ sentence: String, at position: SourcePosition) -> Int32 {
        add(ProgramSite(code: code, sentence: sentence, member: scope.member, position: position))
    }

    /// The number of a place where a fault of the mapping's own occurs.
    mutating func site(_ fault: MappingFault, at position: SourcePosition) -> Int32 {
        site(fault.code.text, fault.sentence ?? "The mapping cannot go on without this value.", at: position)
    }

    /// The number of a place where something is lost.
    mutating func site(
        _ loss: LossCode,
        _ sentence: String,
        path: String? = nil,
        at position: SourcePosition
    ) -> Int32 {
        add(lossSite(loss, sentence, path: path, at: position))
    }

    /// A place where something is lost.
    func lossSite(
        _ loss: LossCode,
        _ sentence: String,
        path: String? = nil,
        at position: SourcePosition
    ) -> ProgramSite {
        ProgramSite(
            code: loss.findingCode,
            sentence: sentence,
            loss: loss,
            path: path,
            member: scope.member,
            position: position
        )
    }

    private mutating func add(_ site: ProgramSite) -> Int32 {
        guard site.code != sites.last?.code || site != sites.last else { return Int32(sites.count - 1) }
        sites.append(site)
        return Int32(sites.count - 1)
    }
}
