import Canonical

extension MappingCompiler {
    /// The operand that holds an expression's value; instructions are only needed for what is worked out.
    mutating func value(_ expression: CheckedExpression) throws(Fault) -> Int32 {
        switch expression.kind {
        case .constant(let literal): return ~constants.cell(literal)
        case .given(let number): return ~Int32(ConstantPool.given(number))
        case .variable, .member, .position, .last: return scope.register(of: try path(expression))
        default:
            let register = scope.newRegister()
            try put(expression, into: register)
            return register
        }
    }

    /// The operands of arguments in registers that follow one another.
    mutating func arguments(_ expressions: [CheckedExpression?]) throws(Fault) -> Int32 {
        let first = scope.newRegisters(expressions.count)
        for (number, expression) in expressions.enumerated() {
            let register = first + Int32(number)
            if let expression {
                try put(expression, into: register)
            } else {
                emit(.move, register, ~Cell.absent)
            }
        }
        return first
    }

    /// Puts an expression's value into a register.
    mutating func put(_ expression: CheckedExpression, into d: Int32) throws(Fault) {
        switch expression.kind {
        case .constant, .given, .variable, .member, .position, .last: emit(.move, d, try value(expression))
        case .only(let list):
            let list = try value(list)
            let sentence = "There is more than one value where the mapping expects one."
            emit(.only, d, list, site("mapping.only", sentence, at: expression.position))
        case .filtered, .each, .fold, .list: try putList(expression, into: d)
        case .alternative, .mandatory, .defaulted, .conditional: try putChoice(expression, into: d)
        case .comparison, .membership, .presence, .and, .or, .not:
            let end = newLabel()
            emit(.move, d, ~Cell.no)
            try jump(unless: expression, to: end)
            emit(.move, d, ~Cell.yes)
            place(end)
        case .arithmetic(let operation, let left, let right):
            let left = try value(left)
            let right = try value(right)
            var flag = operation.flag
            if case .number = expression.type.resolved { flag |= ArithmeticFlag.number }
            let place = emit(.arithmetic, d, left, right, flag: flag)
            let sentence = "The exact result of a calculation has more than 38 digits."
            arithmeticSites[Int32(place)] = site("mapping.overflow", sentence, at: expression.position)
        case .function(let function, let arguments):
            try putCall(of: function, arguments, at: expression.position, into: d)
        case .part(let part, let arguments):
            let mark = scope.newRegister()
            let end = newLabel()
            emit(.move, d, ~Cell.absent)
            let first = try self.arguments(arguments)
            skip(part, arguments: first, to: end)
            emit(.captureBegin, mark)
            scope.calls.insert(part)
            emit(.call, Int32(part), first)
            emit(.captureEnd, d, mark)
            place(end)
        case .lookup(let code, let codes, let policy):
            try putLookUp(code, codes, policy, at: expression.position, into: d)
        case .decision(let number, let arguments): try putDecision(number, arguments, at: expression.position, into: d)
        case .fitted(let value, let text, let fit): try putFitted(value, text, fit, at: expression.position, into: d)
        }
    }

    /// A part is not run without an argument that it cannot do without.
    mutating func skip(_ part: Int, arguments first: Int32, to end: Int32) {
        for (number, parameter) in mapping.parts[part].parameters.enumerated() where !parameter.mayBeAbsent {
            emit(.jumpIfAbsent, first + Int32(number), 0, end)
        }
    }

    private mutating func putChoice(_ expression: CheckedExpression, into d: Int32) throws(Fault) {
        let end = newLabel()
        switch expression.kind {
        case .alternative(let first, let second):
            try put(first, into: d)
            emit(.jumpIfPresent, d, 0, end)
            try put(second, into: d)
        case .mandatory(let value, let fault):
            try put(value, into: d)
            emit(.faultIfAbsent, d, site(fault, at: expression.position))
        case .defaulted(let value, let standIn):
            try put(value, into: d)
            emit(.jumpIfPresent, d, 0, end)
            try put(standIn, into: d)
            emit(.jumpIfAbsent, d, 0, end)
            emit(.report, 0, site(.defaulted, "The source has no value; a default stands.", at: expression.position))
        case .conditional(let condition, let then, let otherwise):
            let other = newLabel()
            try jump(unless: condition, to: other)
            try put(then, into: d)
            emit(.jump, 0, 0, end)
            place(other)
            if let otherwise { try put(otherwise, into: d) } else { emit(.move, d, ~Cell.absent) }
        default: break
        }
        place(end)
    }

    private mutating func putCall(
        of function: MappingFunction,
        _ arguments: [CheckedExpression?],
        at position: SourcePosition,
        into d: Int32
    ) throws(Fault) {
        let count = max(arguments.count, function.parameters.count)
        guard count <= 64 else { throw CompileFault.because("A function has more than 64 arguments.") }
        let padded = arguments + [CheckedExpression?](repeating: nil, count: count - arguments.count)
        let first = try self.arguments(padded)
        for shape in function.parameters.compactMap(\.shape) {
            // Its names are numbered, so that the function finds members by them.
            _ = try shapes.rule(shape, .none, names: &names)
        }
        let needed = function.parameters.enumerated()
            .reduce(0 as UInt64) {
                $1.element.isOptional ? $0 : $0 | 1 << UInt64($1.offset)
            }
        let call = MappingProgram.Call(
            function: function,
            first: first,
            count: Int32(count),
            needed: needed,
            site: site("mapping.function", "", at: position)
        )
        calls.append(call)
        emit(.function, d, Int32(calls.count - 1))
    }

    private mutating func putFitted(
        _ value: CheckedExpression,
        _ text: TextShape,
        _ fit: CheckedFit,
        at position: SourcePosition,
        into d: Int32
    ) throws(Fault) {
        let operand = try self.value(value)
        var overflow: Int32 = -1
        if case .overflow(let variable) = fit.length {
            let path = scope.path(ofVariable: variable)
            overflow = scope.register(of: path)
        }
        let site = lossSite(.cut, "", at: position)
        var transliteration: Transliteration?
        if case .transliterate = fit.characters, let name = text.characters {
            transliteration = TextCharacters.transliterated(named: name).map { Transliteration(into: $0) }
        }
        fits.append(
            FitPlan(
                text: try TextCheck(text),
                fit: fit,
                overflow: overflow,
                transliteration: transliteration,
                site: site
            )
        )
        emit(.fit, d, operand, Int32(fits.count - 1))
    }
}

/// How an ``Instruction/Operation/arithmetic`` says what it does.
enum ArithmeticFlag {
    /// The result is a number and not a text.
    static let number: UInt8 = 0x10
    /// The part that is the operation.
    static let operation: UInt8 = 0x0F
}

extension Expression.Arithmetic {
    /// The operation in an instruction.
    var flag: UInt8 {
        switch self {
        case .plus: 0
        case .minus: 1
        case .times: 2
        case .joined: 3
        }
    }
}
