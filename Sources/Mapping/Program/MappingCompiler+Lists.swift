import Canonical

extension MappingCompiler {
    /// A list that is worked out.
    mutating func putList(_ expression: CheckedExpression, into d: Int32) throws(Fault) {
        switch expression.kind {
        case .filtered(let list, let variable, let condition):
            let mark = beginCollecting()
            try loop(over: list, variable: variable) { compiler, element, next throws(Fault) in
                try compiler.jump(unless: condition, to: next)
                compiler.emit(.collect, element)
            }
            emit(.collectEnd, d, mark)
        case .each(let list, let variable, let condition, let result):
            let mark = beginCollecting()
            try loop(over: list, variable: variable) { compiler, _, next throws(Fault) in
                if let condition { try compiler.jump(unless: condition, to: next) }
                let value = try compiler.value(result)
                compiler.emit(.collect, value)
            }
            emit(.collectEnd, d, mark)
        case .list(let expressions):
            let mark = beginCollecting()
            for expression in expressions {
                let value = try self.value(expression)
                emit(.collect, value, flag: expression.type.elements == nil ? 0 : 1)
            }
            emit(.collectEnd, d, mark)
        case .fold(let list, let variable, let total, let bound, let start, let next):
            let register = scope.register(of: scope.path(ofVariable: total))
            try put(start, into: register)
            let counter = scope.newRegister()
            emit(.move, counter, ~Cell.absent)
            let sentence = "The list has more than the \(bound) elements that the mapping goes through."
            let fault = site("mapping.fold", sentence, at: expression.position)
            let limit = Int32(clamping: bound)
            try loop(over: list, variable: variable) { compiler, _, _ throws(Fault) in
                compiler.emit(.count, counter, limit, fault)
                let value = try compiler.value(next)
                compiler.emit(.move, register, value)
            }
            emit(.move, d, register)
        default: break
        }
    }

    private mutating func beginCollecting() -> Int32 {
        let mark = scope.newRegister()
        emit(.collectBegin, mark)
        return mark
    }

    /// The body for each element of a list; `next` is where the next turn begins.
    mutating func loop(
        over list: CheckedExpression,
        variable: Int,
        body: (inout MappingCompiler, _ element: Int32, _ next: Int32) throws(Fault) -> Void
    ) throws(Fault) {
        let operand = try value(list)
        let iterator = scope.newRegisters(2)
        let element = ReadPath(register: scope.newRegister())
        while variable >= scope.variables.count { scope.variables.append(nil) }
        scope.variables[variable] = element
        let next = newLabel()
        let end = newLabel()
        emit(.loop, operand, iterator, end)
        scope.loopDepth += 1
        place(next)
        emit(.next, element.register, iterator, end)
        if Self.elementCanBeContainer(list.type) { bind(element) }
        try body(&self, element.register, next)
        emit(.jump, 0, 0, next)
        place(end)
        scope.loopDepth -= 1
    }

    private static func elementCanBeContainer(_ list: ValueType) -> Bool {
        guard case .list(let item, _, _) = list.resolved else { return true }
        return ValueType(item, parts: list.parts).canBeContainer
    }
}
