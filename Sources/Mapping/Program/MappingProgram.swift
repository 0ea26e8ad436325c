import Canonical

/// A compiled mapping: one flat array of instructions, and the tables that they refer to; immutable and shared.
final class MappingProgram: Sendable {
    /// A part: where its instructions begin, and how many registers its frame has.
    struct Part: Sendable {
        var start: Int32
        var registers: Int32
        var parameters: Int32
    }

    /// A place where a function is called.
    struct Call: Sendable {
        /// The function.
        var function: MappingFunction
        /// The register of the first argument.
        var first: Int32
        /// How many arguments there are.
        var count: Int32
        /// The arguments that it cannot do without, a bit each.
        var needed: UInt64
        /// Where the mapping calls it.
        var site: Int32
    }

    /// The mapping, for its names and types.
    let mapping: CheckedMapping
    /// The instructions; the mapping itself begins at ``start``.
    let code: [Instruction]
    /// Where the mapping itself begins.
    let start: Int
    /// The parts by number.
    let parts: [Part]
    /// How many registers the mapping's frame has.
    let registers: Int
    /// How many registers all frames that can be open at once have.
    let registersMax: Int
    /// The names.
    let names: ProgramNames
    /// The names of the target's documents: the same ones, by the same numbers.
    let targetNames: DocumentNames
    /// The numbers of those, by where a name begins.
    let targetNumbers: [Int16]
    /// The cells that are always there.
    let constants: ConstantPool
    /// What frames read.
    let members: MemberTables
    /// What values have to be like.
    let shapes: ShapeRules
    /// The sets of constants.
    let sets: [LiteralSet]
    /// The code tables.
    let maps: [CodeMap]
    /// The calls of functions.
    let calls: [Call]
    /// How texts are made to fit.
    let fits: [FitPlan]
    /// What is said where a calculation overflows, by the place of its instruction.
    let arithmeticSites: [Int32: Int32]
    /// What is said where.
    let sites: [ProgramSite]

    init(_ compiler: consuming MappingCompiler, start: Int, registers: Int, registersMax: Int) {
        mapping = compiler.mapping
        code = compiler.code
        self.start = start
        parts = compiler.parts
        self.registers = registers
        self.registersMax = registersMax
        names = ProgramNames(compiler.names.texts)
        targetNames = DocumentNames(compiler.names.texts)
        targetNumbers = names.numbers(of: targetNames)
        constants = compiler.constants
        members = compiler.members
        shapes = compiler.shapes.rules
        sets = compiler.sets
        maps = compiler.maps
        calls = compiler.calls
        fits = compiler.fits
        sites = compiler.sites
        arithmeticSites = compiler.arithmeticSites
    }
}
