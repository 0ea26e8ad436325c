extension LineageWalk {
    /// What an expression's value is made of.
    mutating func value(_ expression: CheckedExpression) -> LineageValue {
        switch expression.kind {
        case .constant(let literal): return LineageValue(sources: [.constant(literal.written)])
        case .variable(let number): return variables[number] ?? LineageValue()
        case .given(let number): return LineageValue(sources: [.given(mapping.givens[number].name)])
        case .member(let base, let name): return value(base).member(name)
        case .position(let list, _), .last(let list), .only(let list): return value(list).element
        case .filtered, .each, .fold, .list: return list(expression)
        case .alternative(let first, let second), .defaulted(let first, let second):
            let first = value(first)
            return first.or(value(second), decidedBy: first.presence)
        case .mandatory(let inner, _): return value(inner)
        case .conditional(let condition, let then, let otherwise):
            let decision = value(condition).used
            let then = value(then)
            return then.or(otherwise.map { value($0) } ?? LineageValue(), decidedBy: decision)
        case .comparison(_, let left, let right), .and(let left, let right), .or(let left, let right),
            .arithmetic(_, let left, let right):
            return .made(of: value(left), value(right))
        case .membership(let inner, _), .not(let inner): return .made(of: value(inner))
        case .presence(let presence, let inner):
            let inner = value(inner)
            return LineageValue(sources: presence == .null ? inner.used : inner.presence)
        case .function(let function, let arguments):
            var sources: Set<LineageSource> = [.function(function.name)]
            for case let argument? in arguments { sources.formUnion(value(argument).used) }
            return LineageValue(sources: sources)
        case .part(let number, let arguments): return LineageValue(sources: sources(ofPart: number, arguments))
        case .lookup(let code, let codes, let policy):
            let table = mapping.codes[codes]
            var result = LineageValue.made(of: value(code), from: .codes(name: table.name, version: table.version))
            if case .default(let standIn) = policy { result.sources.formUnion(value(standIn).used) }
            return result
        case .decision(let number, let arguments): return decision(number, arguments)
        case .fitted(let inner, _, let fit):
            let result = LineageValue.made(of: value(inner))
            if case .overflow(let variable) = fit.length { variables[variable] = result }
            return result
        }
    }

    private mutating func list(_ expression: CheckedExpression) -> LineageValue {
        switch expression.kind {
        case .filtered(let list, let variable, let condition):
            let list = value(list)
            variables[variable] = list.element
            return LineageValue(fields: list.fields, sources: list.presence.union(value(condition).used))
        case .each(let list, let variable, let condition, let result):
            let element = value(list).element
            variables[variable] = element
            var sources = element.sources
            if let condition { sources.formUnion(value(condition).used) }
            return LineageValue(sources: sources.union(value(result).used))
        case .fold(let list, let variable, let total, _, let start, let next):
            let element = value(list).element
            variables[variable] = element
            variables[total] = .made(of: value(start))
            // What a turn adds to the total is in it from the first turn on.
            let result = value(next).used.union(element.sources).union(variables[total]?.sources ?? [])
            variables[total] = LineageValue(sources: result)
            return LineageValue(sources: result)
        case .list(let expressions):
            return LineageValue(sources: expressions.reduce(into: []) { $0.formUnion(value($1).used) })
        default: return LineageValue()
        }
    }

    private mutating func decision(_ number: Int, _ arguments: [CheckedExpression]) -> LineageValue {
        let table = mapping.decisions[number]
        let outer = enterPart(-1, arguments)
        var sources: Set<LineageSource> = [.decision(table.name)]
        for column in variables.values { sources.formUnion(column.used) }
        for row in table.rows { sources.formUnion(value(row.result).used) }
        variables = outer
        return LineageValue(sources: sources)
    }
}

extension Literal {
    /// The constant as a mapping file writes it.
    var written: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .number(let digits): digits
        case .boolean(let value): value ? "true" : "false"
        }
    }
}
