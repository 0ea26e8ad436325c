import Canonical

extension MappingCompiler {
    /// A code table: what it has, and by its policy what it has not.
    mutating func putLookUp(
        _ code: CheckedExpression,
        _ table: Int,
        _ policy: CheckedLookupPolicy,
        at position: SourcePosition,
        into d: Int32
    ) throws(Fault) {
        let end = newLabel()
        let operand = try value(code)
        emit(.lookUp, d, operand, Int32(table))
        emit(.jumpIfPresent, d, 0, end)
        emit(.jumpIfAbsent, operand, 0, end)
        switch policy {
        case .fault:
            let name = table < mapping.codes.count ? mapping.codes[table].name : ""
            let sentence = "The code is not in the table \(name)."
            emit(.fault, 0, site("mapping.code-unknown", sentence, at: position))
        case .default(let standIn):
            try put(standIn, into: d)
            emit(.report, 0, site(.defaulted, "The code is not in the table; a default stands.", at: position))
        case .keep: emit(.move, d, operand)
        case .absent: break
        }
        place(end)
    }

    /// A decision table: its rows in order, with the columns as the variables of their results.
    mutating func putDecision(
        _ number: Int,
        _ arguments: [CheckedExpression],
        at position: SourcePosition,
        into d: Int32
    ) throws(Fault) {
        let table = mapping.decisions[number]
        let first = try self.arguments(arguments)
        let outer = scope.variables
        scope.variables = arguments.indices.map { ReadPath(register: first + Int32($0)) }
        let end = newLabel()
        for row in table.rows {
            let next = newLabel()
            for (column, admitted) in row.cells.enumerated() {
                guard let admitted, column < arguments.count else { continue }
                emit(.jumpUnlessMember, first + Int32(column), add(LiteralSet(admitted)), next)
            }
            try put(row.result, into: d)
            emit(.jump, 0, 0, end)
            place(next)
        }
        let sentence = "No row of the table \(table.name) holds for these values."
        emit(.fault, 0, site("mapping.no-row", sentence, at: position))
        place(end)
        scope.variables = outer
    }

    /// The number of a set.
    mutating func add(_ set: LiteralSet) -> Int32 {
        sets.append(set)
        return Int32(sets.count - 1)
    }
}
