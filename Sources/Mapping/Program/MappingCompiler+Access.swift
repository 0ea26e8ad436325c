import Canonical

extension MappingCompiler {
    /// The path by which an expression is read, if all it does is to go down from a variable or a value worked out.
    ///
    /// A value worked out is computed here and bound at once.
    mutating func path(_ expression: CheckedExpression) throws(Fault) -> ReadPath {
        switch expression.kind {
        case .variable(let number): return scope.path(ofVariable: number)
        case .member(let base, let name):
            let path = try path(base)
            if base.type.isSurelyObject { path.isStrict = true }
            return path.member(name)
        case .position(let list, let position): return try path(list).place(Int32(clamping: max(0, position)))
        case .last(let list): return try path(list).place(PlaceEntry.last)
        default:
            let path = ReadPath(register: scope.newRegister())
            try put(expression, into: path.register)
            bind(path)
            return path
        }
    }

    /// Binds what is read below a value that its register holds from here on.
    mutating func bind(_ path: ReadPath) {
        let instruction = emit(.bind, path.register, 0, -1)
        scope.binds.append((instruction, path, scope.loopDepth > 0))
    }

    /// Makes the tables of all binds of the frame, now that all that is read is known.
    mutating func finishBinds() throws(Fault) {
        for bind in scope.binds {
            guard !bind.path.isLeaf else {
                change(bind.instruction) { $0.operation = .nothing }
                continue
            }
            let entry = try addEntry(bind.path)
            var clearing: Int32 = -1
            if bind.isInLoop {
                let start = members.cleared.count
                bind.path.registersBelow(into: &members.cleared)
                clearing = Int32(members.clearings.count)
                members.clearings.append(start..<members.cleared.count)
            }
            change(bind.instruction) {
                $0.b = entry
                $0.c = clearing
            }
        }
    }

    private mutating func addEntry(_ path: ReadPath) throws(Fault) -> Int32 {
        let table = path.members.isEmpty ? -1 : try addTable(path)
        var places: [PlaceEntry] = []
        for place in path.places {
            places.append(PlaceEntry(position: place.position, entry: try addEntry(place.path)))
        }
        let firstPlace = Int32(members.places.count)
        members.places += places
        members.entries.append(
            MemberEntry(
                register: path.register,
                table: table,
                places: firstPlace..<Int32(members.places.count),
                isSimple: path.isLeaf
            )
        )
        return Int32(members.entries.count - 1)
    }

    private mutating func addTable(_ path: ReadPath) throws(Fault) -> Int32 {
        var numbers: [Int] = []
        for member in path.members { numbers.append(Int(try names.number(of: member.name))) }
        let first = numbers.min() ?? 0
        let count = (numbers.max() ?? 0) - first + 1
        let slots = members.slots.count
        members.slots += [Int16](repeating: 0, count: count)
        let number = Int32(members.tables.count)
        members.tables.append(MemberTable(first: first, count: count, slots: slots, isStrict: path.isStrict))
        for (member, name) in zip(path.members, numbers) {
            let entry = try addEntry(member.path)
            guard entry < Int32(Int16.max) else {
                throw CompileFault.because("The mapping reads more fields than a program can hold.")
            }
            members.slots[slots + name - first] = Int16(entry + 1)
        }
        return number
    }
}

extension ValueType {
    /// Whether a value that is there is certainly an object.
    var isSurelyObject: Bool {
        switch resolved {
        case .object, .map: true
        default: false
        }
    }

    /// Whether a value can have members or elements.
    var canBeContainer: Bool {
        switch resolved {
        case .text, .number, .boolean, .null: false
        default: true
        }
    }
}
