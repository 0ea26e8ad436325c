import Canonical

/// What runs a program: all that changes while it does.
///
/// One for each thread, reused for every message.
package struct MappingRun: ~Copyable {
    /// An open frame below the present one.
    struct Frame {
        var returnsTo: Int
        var base: Int
        var registers: Int
        var name: DocumentName
    }

    /// An input, and which cells are its nodes.
    struct Input {
        var cells: Range<Int>
        var document: Document
    }

    let program: MappingProgram
    /// What it may use.
    package var limits = MappingLimits()
    /// The losses that are faults.
    package var policy = LossPolicy()
    /// What was lost in the last run.
    package internal(set) var losses = MappingLosses()
    var call: FunctionCall
    let registers: RegisterFile
    let members: MemberTables
    let shapes: ShapeRules
    /// The rules of texts; the program holds them as long as it lives, and the run holds the program.
    let texts: [Unmanaged<TextCheck>]
    var target = TargetTree()
    var base = 0
    var frameRegisters = 0
    var frameName = DocumentName.none
    var frames: [Frame] = []
    var marks: [TargetTree.Mark] = []
    var inputs: [Input] = []
    var targets: [Document] = []
    var filtered: String?
    var turnsLeft = 0
    /// The layout that is left out of the value that is being copied.
    var omitted: Set<Int> = []
    private var sharedNumbers = SharedNameNumbers()

    init(_ program: MappingProgram) {
        self.program = program
        let constants = program.constants
        call = FunctionCall(store: CellStore(cells: constants.cells, bytes: constants.bytes), names: program.names)
        registers = RegisterFile(count: program.registersMax)
        members = program.members
        shapes = program.shapes
        texts = program.shapes.texts.map { Unmanaged.passUnretained($0) }
    }

    /// Runs the program.
    ///
    /// - Throws: a message fault with the place; nothing is made then.
    mutating func run(
        _ documents: [Document?],
        givens: [DocumentValue?],
        identity: MessageIdentity?
    ) throws(Fault) {
        begin()
        call.identity = identity
        for (number, value) in givens.enumerated() where number < program.mapping.givens.count { give(value, number) }
        for (number, document) in documents.enumerated() where number < program.mapping.inputs.count {
            guard let document else { continue }
            try take(document, number)
        }
        try execute()
    }

    private mutating func begin() {
        call.store.reset()
        target.removeAll()
        losses.removeAll()
        frames.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        inputs.removeAll(keepingCapacity: true)
        targets.removeAll()
        filtered = nil
        turnsLeft = limits.turnsMax
        base = 0
        frameRegisters = program.registers
        frameName = .none
        call.targetNumber = 0
        registers.clear(0..<program.registers)
    }

    /// Puts a given value into the cell that waits for it.
    private mutating func give(_ value: DocumentValue?, _ number: Int) {
        let cell: Cell
        switch value {
        case nil, .object, .list: cell = Cell(.absent)
        case .null: cell = Cell(.null)
        case .boolean(let value): cell = Cell(value ? .yes : .no)
        case .text(let text): cell = leaf(.text, text)
        case .number(let number): cell = leaf(.number, number.description)
        }
        call.store.cells[ConstantPool.given(number)] = cell
    }

    private mutating func leaf(_ kind: Cell.Kind, _ text: String) -> Cell {
        let start = call.store.bytes.count
        call.store.bytes.append(contentsOf: text.utf8)
        return Cell(kind, start: UInt32(start), extent: UInt32(call.store.bytes.count - start))
    }

    private mutating func take(_ document: Document, _ number: Int) throws(Fault) {
        let first = call.store.cells.count
        guard document.nodes.count <= limits.valuesMax - first,
            document.bytes.count <= limits.bytesMax - call.store.bytes.count
        else { throw limitFault("The inputs are larger than a mapping may take.") }
        let root = call.store.take(
            document.nodes,
            document.bytes,
            numbers: sharedNumbers.numbers(of: document.names, program.names),
            names: program.names
        )
        inputs.append(Input(cells: first..<call.store.cells.count, document: document))
        registers[number] = root
    }
}
