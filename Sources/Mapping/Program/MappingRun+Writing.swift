import Canonical

extension MappingRun {
    /// Writes a value that fits its rule; nothing where it is absent.
    @inline(__always)
    mutating func write(_ instruction: Instruction) throws(Fault) {
        let index = value(instruction.a)
        let cell = call.store.cells[index]
        if cell.kind == .text {
            // Nearly all values are texts with nothing but a length; they are not longer in characters than in bytes.
            let rule = shapes.rules[Int(instruction.b)]
            if rule.isLengthOnly, cell.extent <= rule.bytesMax, cell.extent >= rule.bytesMin {
                return target.leaf(.text, name(instruction), cell)
            }
            if rule.texts.count == 1, isFollowed(cell, rule.texts.lowerBound) {
                return target.leaf(.text, name(instruction), cell)
            }
        }
        if cell.kind != .absent { try writeChecked(index, instruction) }
    }

    private mutating func writeChecked(_ index: Int, _ instruction: Instruction) throws(Fault) {
        let cell = call.store.cells[index]
        if instruction.flag == 1, cell.kind == .list || cell.kind == .selection {
            var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: index)))
            while let element = call.next(&elements) {
                try writeChecked(Int(element.index), instruction.b, .none)
            }
            return
        }
        try writeChecked(index, instruction.b, name(instruction))
    }

    private mutating func writeChecked(_ index: Int, _ number: Int32, _ name: DocumentName) throws(Fault) {
        let cell = call.store.cells[index]
        let rule = shapes.rules[Int(number)]
        if rule.kinds.contains(.any) || rule.kinds.contains(.list) || rule.kinds.contains(.object) {
            if let misfit = misfit(index, number) { throw misfitFault(misfit, name) }
            return try append(index, name)
        }
        switch cell.kind {
        case .absent: return
        case .no where rule.kinds.contains(.boolean): target.word(.no, name)
        case .yes where rule.kinds.contains(.boolean): target.word(.yes, name)
        case .null where rule.kinds.contains(.null): target.word(.null, name)
        // A number and a decimal as a text have the same digits; which of them it becomes is the target's to say.
        case .text, .number:
            if rule.kinds.contains(.text), isFollowed(cell, rule) {
                target.leaf(.text, name, cell)
            } else if rule.kinds.contains(.number), isNumber(cell, rule) {
                target.leaf(.number, name, cell)
            } else {
                throw misfitFault(index, name)
            }
        case .no, .yes, .null, .list, .object, .selection: throw misfitFault(index, name)
        }
    }

    /// Whether a text follows one of a rule's texts.
    private func isFollowed(_ cell: Cell, _ rule: ShapeRule) -> Bool {
        for number in rule.texts where isFollowed(cell, number) { return true }
        return false
    }

    /// Whether a text follows the rules of a text.
    @inline(never)
    func isFollowed(_ cell: Cell, _ number: Int32) -> Bool {
        let text = call.store.bytes.span.extracting(cell.range)
        return texts[Int(number)]._withUnsafeGuaranteedRef { $0.isFollowed(by: text) }
    }

    private func isNumber(_ cell: Cell, _ rule: ShapeRule) -> Bool {
        guard let number = Number(utf8: call.store.bytes.span.extracting(cell.range)) else { return false }
        return !rule.kinds.contains(.integer) || number.exponent >= 0 || number.normalised.exponent >= 0
    }

    // MARK: - What is written as a whole

    /// Writes a value with all that it contains, after it was checked; of a list in a list, its elements.
    mutating func copy(_ instruction: Instruction) throws(Fault) {
        let index = value(instruction.a)
        guard call.store.cells[index].kind != .absent else { return }
        var omission = LayoutOmission(isAllowed: instruction.flag & CopyFlag.omitsLayout != 0)
        if let misfit = misfit(index, instruction.b, depth: 0, &omission) {
            throw misfitFault(misfit, name(instruction))
        }
        if !omission.cells.isEmpty { omitted = Set(omission.cells) }
        defer { if !omitted.isEmpty { omitted = [] } }
        let isList = call.store.cells[index].kind == .list || call.store.cells[index].kind == .selection
        guard instruction.flag & CopyFlag.elements != 0, isList else { return try append(index, name(instruction)) }
        var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: index)))
        while let element = call.next(&elements) { try append(Int(element.index), .none) }
    }

    private mutating func append(_ index: Int, _ name: DocumentName, depth: Int = 0) throws(Fault) {
        guard depth < Self.depthMax else { throw limitFault("The mapping makes lists in lists too deep.") }
        let cell = call.store.cells[index]
        try checkLimits()
        switch cell.kind {
        case .absent: break
        case .no: target.word(.no, name)
        case .yes: target.word(.yes, name)
        case .null: target.word(.null, name)
        case .text: target.leaf(.text, name, cell)
        case .number: target.leaf(.number, name, cell)
        case .selection:
            target.begin(.list, name)
            var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: index)))
            while let element = call.next(&elements) {
                try append(Int(element.index), .none, depth: depth + 1)
            }
            target.end()
        case .list, .object: appendTree(index, name)
        }
    }

    /// The nodes of a container in their order, without recursion.
    private mutating func appendTree(_ root: Int, _ name: DocumentName) {
        guard omitted.isEmpty else { return appendTreeWithoutOmitted(root, name) }
        let end = Int(call.store.cells[root].extent)
        let offset = target.count &- root
        target.beginTree()
        for index in root..<end {
            var node = node(index, under: index == root ? name : nil)
            if node.isContainer { node.extent = UInt32(truncatingIfNeeded: Int(node.extent) &+ offset) }
            target.append(node)
        }
    }

    /// The same without the values that are left out, after which the others stand at other places.
    private mutating func appendTreeWithoutOmitted(_ root: Int, _ name: DocumentName) {
        let end = Int(call.store.cells[root].extent)
        var ends: [Int] = []
        var index = root
        while index < end {
            while ends.last == index {
                target.end()
                ends.removeLast()
            }
            let cell = call.store.cells[index]
            if omitted.contains(index) {
                index = cell.end(at: index)
                continue
            }
            let node = node(index, under: index == root ? name : nil)
            if node.isContainer {
                target.begin(node)
                ends.append(Int(cell.extent))
            } else {
                target.beginTree()
                target.append(node)
            }
            index &+= 1
        }
        for _ in ends { target.end() }
    }

    /// The node that a cell becomes, with the place of its end among the cells.
    private mutating func node(_ index: Int, under name: DocumentName?) -> DocumentNode {
        let cell = call.store.cells[index]
        var node = DocumentNode(
            kind: cell.nodeKind,
            hasOwnName: false,
            nameLength: 0,
            nameStart: 0,
            start: cell.start,
            extent: cell.extent
        )
        if let name {
            (node.nameStart, node.nameLength) = (name.start, name.length)
        } else if cell.name >= 0 {
            let name = program.targetNames.names[Int(cell.name)]
            (node.nameStart, node.nameLength) = (name.start, name.length)
        } else {
            appendOwnName(of: index, to: &node)
        }
        return node
    }

    /// A name that the program does not know, from where the value came.
    private mutating func appendOwnName(of index: Int, to node: inout DocumentNode) {
        var range = call.store.ownNames[Int32(truncatingIfNeeded: index)] ?? 0..<0
        if range.isEmpty, let input = input(of: index) {
            let start = call.store.bytes.count
            call.store.bytes.append(contentsOf: input.document.nameBytes(at: index - input.cells.lowerBound))
            range = start..<call.store.bytes.count
        }
        guard !range.isEmpty else { return }
        node.hasOwnName = true
        node.nameStart = UInt32(truncatingIfNeeded: range.lowerBound)
        node.nameLength = UInt16(truncatingIfNeeded: range.count)
    }
}

extension Cell {
    /// What a cell is as a node of a document.
    fileprivate var nodeKind: DocumentNode.Kind {
        switch kind {
        case .absent, .null: .null
        case .no: .no
        case .yes: .yes
        case .text: .text
        case .number: .number
        case .list, .selection: .list
        case .object: .object
        }
    }
}
