import Canonical

extension MappingRun {
    /// Binds what is read below a value.
    mutating func bind(_ instruction: Instruction) throws(Fault) {
        if instruction.c >= 0 {
            for index in members.clearings[Int(instruction.c)] {
                registers[base &+ Int(members.cleared[index])] = Cell.absent
            }
        }
        let cell = value(instruction.a)
        let entry = members.entries[Int(instruction.b)]
        if entry.table >= 0 { try bindMembers(of: cell, entry.table) }
        if !entry.places.isEmpty { try bindPlaces(of: cell, entry.places) }
    }

    private mutating func bind(_ cell: Int, _ entry: MemberEntry) throws(Fault) {
        if entry.register >= 0 { set(entry.register, Int32(truncatingIfNeeded: cell)) }
        if entry.table >= 0 { try bindMembers(of: cell, entry.table) }
        if !entry.places.isEmpty { try bindPlaces(of: cell, entry.places) }
    }

    /// One pass over an object's members; paths are as deep as the mapping writes them.
    private mutating func bindMembers(of cell: Int, _ number: Int32) throws(Fault) {
        let table = members.tables[Int(number)]
        let object = call.store.cells[cell]
        guard object.kind == .object else {
            if table.isStrict, object.isValue { throw sourceFault(cell, "An object is expected here.") }
            return
        }
        var index = cell &+ 1
        let end = Int(object.extent)
        while index < end {
            let child = call.store.cells[index]
            let slot = Int(child.name) &- table.first
            if slot >= 0, slot < table.count {
                let entry = Int(members.slots[table.slots &+ slot])
                if entry > 0 {
                    let entry = members.entries[entry &- 1]
                    if entry.isSimple {
                        set(entry.register, Int32(truncatingIfNeeded: index))
                    } else {
                        try bind(index, entry)
                    }
                }
            }
            index = child.end(at: index)
        }
    }

    private mutating func bindPlaces(of cell: Int, _ places: Range<Int32>) throws(Fault) {
        var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: cell)))
        var position: Int32 = 0
        var last: FunctionCall.Value?
        while let element = call.next(&elements) {
            for place in places where members.places[Int(place)].position == position {
                try bind(Int(element.index), entry(members.places[Int(place)]))
            }
            last = element
            position &+= 1
        }
        guard let last else { return }
        for place in places where members.places[Int(place)].position == PlaceEntry.last {
            try bind(Int(last.index), entry(members.places[Int(place)]))
        }
    }

    private func entry(_ place: PlaceEntry) -> MemberEntry { members.entries[Int(place.entry)] }

    /// The one element of a list; a value that is no list is itself the one.
    mutating func only(_ instruction: Instruction) throws(Fault) {
        let cell = value(instruction.b)
        switch call.store.cells[cell].kind {
        case .list, .selection:
            var elements = call.elements(FunctionCall.Value(index: Int32(truncatingIfNeeded: cell)))
            let first = call.next(&elements)
            if call.next(&elements) != nil { throw fault(at: instruction.c) }
            set(instruction.a, first?.index ?? Cell.absent)
        default: set(instruction.a, Int32(truncatingIfNeeded: cell))
        }
    }

    // MARK: - Loops

    /// Begins a loop; false where there is nothing to go through.
    ///
    /// The iterator is two registers, the next element and the end; below 0 they are places among the selections.
    mutating func beginLoop(_ instruction: Instruction) throws(Fault) -> Bool {
        let index = value(instruction.a)
        let list = call.store.cells[index]
        switch list.kind {
        case .list:
            set(instruction.b, Int32(truncatingIfNeeded: index &+ 1))
            set(instruction.b &+ 1, Int32(bitPattern: list.extent))
        case .selection:
            set(instruction.b, ~Int32(bitPattern: list.start))
            set(instruction.b &+ 1, ~Int32(bitPattern: list.start &+ list.extent))
        case .absent, .null: return false
        case .no, .yes, .text, .number, .object: throw sourceFault(index, "A list is expected here.")
        }
        return true
    }

    /// Goes on to the next element; false at the end.
    mutating func nextTurn(_ instruction: Instruction) throws(Fault) -> Bool {
        let index = raw(instruction.b)
        guard index != raw(instruction.b &+ 1) else { return false }
        turnsLeft &-= 1
        guard turnsLeft >= 0 else { throw limitFault("The mapping takes more turns than it may.") }
        try checkLimits()
        if index < 0 {
            set(instruction.b, Int32(truncatingIfNeeded: index &- 1))
            set(instruction.a, call.store.selections[~index])
        } else {
            set(instruction.b, Int32(truncatingIfNeeded: call.store.cells[index].end(at: index)))
            set(instruction.a, Int32(truncatingIfNeeded: index))
        }
        return true
    }

    /// Whether what was worked out and written is still within the limits.
    func checkLimits() throws(Fault) {
        guard call.store.cells.count <= limits.valuesMax, call.store.bytes.count <= limits.bytesMax,
            target.count <= limits.targetValuesMax, target.bytes <= limits.bytesMax
        else { throw limitFault("The mapping makes more of a message than it may.") }
    }
}
