import Canonical

/// All values of one run: constants first, then what is given, the inputs, and what is worked out, in one arena.
///
/// It is emptied down to the constants before each message and keeps its room, so that a message costs no allocation.
struct CellStore {
    /// The values; a container's values follow it.
    var cells: [Cell]
    /// The bytes of all texts and numbers.
    var bytes: [UInt8]
    /// The values of selections, by cell.
    private(set) var selections: [Int32] = []
    /// The values of selections that are being made, the innermost last.
    private(set) var pending: [Int32] = []
    /// Names that the program does not know, by cell, in what functions and parts made.
    private(set) var ownNames: [Int32: Range<Int>] = [:]
    private let cellsFixed: Int
    private let bytesFixed: Int

    /// Begins with the values that are always there.
    init(cells: [Cell], bytes: [UInt8]) {
        self.cells = cells
        self.bytes = bytes
        cellsFixed = cells.count
        bytesFixed = bytes.count
    }

    /// Forgets everything but the constants.
    mutating func reset() {
        cells.removeLast(cells.count - cellsFixed)
        bytes.removeLast(bytes.count - bytesFixed)
        selections.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        if !ownNames.isEmpty { ownNames.removeAll() }
    }

    // MARK: - Values worked out

    /// A new value.
    @inline(__always)
    mutating func add(_ cell: Cell) -> Int32 {
        cells.append(cell)
        return Int32(truncatingIfNeeded: cells.count &- 1)
    }

    /// A text or number whose bytes lie here already.
    @inline(__always)
    mutating func add(_ kind: Cell.Kind, _ range: Range<Int>) -> Int32 {
        add(
            Cell(
                kind,
                start: UInt32(truncatingIfNeeded: range.lowerBound),
                extent: UInt32(truncatingIfNeeded: range.count)
            )
        )
    }

    /// A text or number of these bytes.
    mutating func add(_ kind: Cell.Kind, copying text: [UInt8]) -> Int32 {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return add(kind, start..<bytes.count)
    }

    /// Appends a part of the bytes to them.
    mutating func appendBytes(_ range: Range<Int>) {
        for index in range { bytes.append(bytes[index]) }
    }

    // MARK: - Selections

    /// How many values wait to become a selection; given back to ``collect(from:)``.
    var pendingCount: Int { pending.count }

    /// One more value of the selection that is being made.
    mutating func collect(_ cell: Int32) { pending.append(cell) }

    /// Makes a selection of the values that wait since then.
    mutating func collect(from start: Int) -> Int32 {
        let first = selections.count
        selections.append(contentsOf: pending[start...])
        let count = pending.count - start
        pending.removeLast(count)
        return add(
            Cell(.selection, start: UInt32(truncatingIfNeeded: first), extent: UInt32(truncatingIfNeeded: count))
        )
    }

    // MARK: - Documents

    /// Takes over the nodes of a target from a place on, whose bytes lie here already, and gives back the first.
    mutating func take(_ target: borrowing TargetTree, from firstNode: Int, numbers: [Int16]) -> Int32 {
        let first = cells.count
        let offset = UInt32(truncatingIfNeeded: first &- firstNode)
        for index in firstNode..<target.nodes.count {
            let node = target.nodes[index]
            var cell = Cell(node.cellKind, start: node.start, extent: node.extent)
            if node.isContainer { cell.extent &+= offset }
            let start = Int(node.nameStart)
            if node.hasOwnName {
                ownNames[Int32(truncatingIfNeeded: cells.count)] = start..<start + Int(node.nameLength)
            } else if node.nameLength != 0, start < numbers.count {
                cell.name = numbers[start]
            }
            cells.append(cell)
        }
        return Int32(truncatingIfNeeded: first)
    }

    /// Takes over the nodes of a document and gives back the first.
    ///
    /// - Parameters:
    ///   - nodes: the nodes.
    ///   - text: their bytes.
    ///   - numbers: the program's numbers of shared names, by where a name begins.
    ///   - names: the program's names, for names that are not shared.
    ///   - keepsOwnNames: whether names that the program does not know are kept in ``ownNames``.
    /// - Returns: the cell of the root.
    mutating func take(
        _ nodes: [DocumentNode],
        _ text: [UInt8],
        numbers: [Int16],
        names: ProgramNames,
        keepsOwnNames: Bool = false
    ) -> Int32 {
        let first = cells.count
        let nodeOffset = UInt32(truncatingIfNeeded: first)
        let bytesBefore = bytes.count
        let byteOffset = UInt32(truncatingIfNeeded: bytesBefore)
        bytes.append(contentsOf: text)
        cells.append(addingCapacity: nodes.count) { (output: inout OutputSpan<Cell>) in
            for node in nodes {
                var cell = Cell(node.cellKind, start: node.start, extent: node.extent)
                if node.isContainer { cell.extent &+= nodeOffset } else { cell.start &+= byteOffset }
                if node.nameLength != 0 {
                    if node.hasOwnName {
                        let start = Int(node.nameStart)
                        let range = start..<start + Int(node.nameLength)
                        cell.name = names.number(of: text.span.extracting(range))
                        if keepsOwnNames, cell.name < 0 {
                            let moved = start + bytesBefore
                            ownNames[Int32(first + output.count)] = moved..<moved + range.count
                        }
                    } else if Int(node.nameStart) < numbers.count {
                        cell.name = numbers[Int(node.nameStart)]
                    }
                }
                output.append(cell)
            }
        }
        return Int32(truncatingIfNeeded: first)
    }
}

extension DocumentNode {
    /// What a node is as a cell.
    @inline(__always) fileprivate var cellKind: Cell.Kind {
        switch kind {
        case .null: .null
        case .no: .no
        case .yes: .yes
        case .text: .text
        case .number: .number
        case .list: .list
        case .object: .object
        }
    }
}
