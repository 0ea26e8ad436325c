import Canonical

/// Expressions that are worked out, whatever becomes of their value.
extension FrameCheck {
    /// The value of an expression with its type; a value of the source counts as used only when it is put to use.
    func infer(_ expression: Expression, in scope: Scope) -> TypedValue {
        let position = expression.position
        switch expression.kind {
        case .literal(let literal): return constant(literal, at: position)
        case .name(let text): return name(text, at: position, in: scope)
        case .element: return element(at: position, in: scope)
        case .member(let base, let name): return member(name, of: infer(base, in: scope), in: scope)
        case .position(let list, let number):
            return self.position(infer(list, in: scope), number, at: position, in: scope)
        case .last(let list): return last(infer(list, in: scope), at: position, in: scope)
        case .only(let list): return only(infer(list, in: scope), at: position, in: scope)
        case .filtered(let list, let condition): return filtered(list, condition, at: position, in: scope)
        case .each(let name, let list, let condition, let result):
            return each(name, list, condition, result, at: position, in: scope)
        case .fold(let name, let list, let bound, let total, let start, let next):
            return fold(name, list, bound, total, start, next, at: position, in: scope)
        case .object:
            session.report(
                "An object can stand only where the target has one.",
                at: position,
                "Assign it to a field of the target, or give it by a part."
            )
            return .refused(at: position)
        case .list(let items): return list(items, at: position, in: scope)
        case .alternative, .mandatory, .defaulted, .conditional, .match:
            return choice(expression, in: scope)
        case .comparison, .membership, .presence, .and, .or, .not: return truth(expression, in: scope)
        case .arithmetic(let operation, let left, let right):
            return arithmetic(operation, left, right, at: position, in: scope)
        case .call(let name, let arguments): return call(name, arguments, at: position, in: scope)
        case .lookup(let subject, let codes, let policy):
            return lookup(infer(subject, in: scope), codes, policy, at: position, in: scope)
        case .table(let name, let arguments): return decision(name, arguments, at: position, in: scope)
        case .fitted(let inner, let policy):
            session.report(
                "What is done with a value that does not fit can be said only where its target is known.",
                at: policy.position,
                "Write it at the end of the line that assigns the value to its target."
            )
            return infer(inner, in: scope)
        }
    }

    func constant(_ literal: Literal, at position: SourcePosition) -> TypedValue {
        let shape: DocumentShape =
            switch literal {
            case .text(let text): .text(TextShape(codes: [text]))
            case .number(let digits): .text(TextShape(.decimal, codes: [digits]))
            case .boolean: .boolean
            }
        var value = TypedValue(.constant(literal), ValueType(shape), at: position)
        value.constant = literal
        return value
    }

    private func element(at position: SourcePosition, in scope: Scope) -> TypedValue {
        guard var element = scope.element else {
            session.report("There is no element here.", at: position, "A point begins a field only behind `where`.")
            return .refused(at: position)
        }
        element.position = position
        return scope.narrowed(element)
    }

    // MARK: - Lists

    private func filtered(
        _ list: Expression,
        _ condition: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let base = infer(list, in: scope)
        guard let (variable, element) = elementVariable(nil, of: base, at: position) else {
            return .refused(at: position)
        }
        var inner = scope
        inner.element = element
        let (checked, facts) = self.condition(condition, in: inner)
        inner.assume(facts.whenTrue)
        let left = inner.narrowed(element)
        var value = base
        value.kind = .filtered(base.expression, variable: variable, checked)
        value.position = position
        value.shape = .list(left.shape, min: 0, max: Self.bounds(of: base).max)
        value.absence = .unknown
        value.access = nil
        return value
    }

    private func each(
        _ name: Name,
        _ list: Expression,
        _ condition: Expression?,
        _ result: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let base = infer(list, in: scope)
        guard let (variable, element) = elementVariable(name.text, of: base, at: list.position) else {
            return .refused(at: position)
        }
        var inner = scope
        bind(name, to: element, in: &inner)
        let checked = condition.map { condition -> CheckedExpression in
            let (checked, facts) = self.condition(condition, in: inner)
            inner.assume(facts.whenTrue)
            return checked
        }
        let item = infer(result, in: inner)
        item.use()
        guard !item.isRefused else { return .refused(at: position) }
        let kind = CheckedExpression.Kind.each(
            base.expression,
            variable: variable,
            condition: checked,
            result: item.expression
        )
        let shape = DocumentShape.list(item.shape, min: 0, max: Self.bounds(of: base).max)
        return TypedValue(kind, ValueType(shape, parts: item.parts, mayBeAbsent: true), at: position)
    }

    private func fold(
        _ name: Name,
        _ list: Expression,
        _ bound: Int,
        _ total: Name,
        _ start: Expression,
        _ next: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let base = infer(list, in: scope)
        let first = infer(start, in: scope)
        first.use()
        guard let (variable, element) = elementVariable(name.text, of: base, at: list.position), !first.isRefused else {
            return .refused(at: position)
        }
        if bound < 1 { session.report("A fold has a bound of one element at least.", at: position) }
        if first.absence != .never {
            session.report("The start of a fold may be absent.", at: start.position, "Begin with a constant.")
        }
        let type = ValueType(Self.widened(first.shape, first.parts), parts: first.parts)
        var inner = scope
        bind(name, to: element, in: &inner)
        let sum = newVariable()
        var carried = TypedValue(.variable(sum), type, at: total.position)
        carried.path = total.text
        bind(total, to: carried, in: &inner)
        let step = infer(next, in: inner)
        step.use()
        if !step.isRefused, let misfit = ShapeFit.misfits(step.type, into: type, session.patterns).first {
            session.report("What is carried on \(misfit.text).", at: next.position, "Give a value like the start.")
        }
        let kind = CheckedExpression.Kind.fold(
            base.expression,
            variable: variable,
            total: sum,
            bound: bound,
            start: first.expression,
            next: step.expression
        )
        return TypedValue(kind, type, at: position)
    }

    /// The type of which a constant is one value.
    private static func widened(_ shape: DocumentShape, _ parts: ShapeParts) -> DocumentShape {
        guard case .text(let text) = parts.resolve(shape) else { return shape }
        return .text(TextShape(text.meaning))
    }

    private func list(_ items: [Expression], at position: SourcePosition, in scope: Scope) -> TypedValue {
        let values = items.map { infer($0, in: scope) }
        for value in values { value.use() }
        guard !values.contains(where: \.isRefused) else { return .refused(at: position) }
        let elements = values.map { value -> TypedValue in
            value.forms.contains { $0.shape.isList } ? element(of: value, "each", at: value.position) ?? value : value
        }
        let (shape, parts) = Self.union(elements)
        let isBounded = !values.contains { $0.forms.contains { $0.shape.isList } }
        let min = values.allSatisfy { $0.absence == .never } ? values.count : 0
        let type = ValueType(.list(shape, min: min, max: isBounded ? values.count : nil), parts: parts)
        let absence: Absence = values.contains { $0.absence == .never } ? .never : .unknown
        return TypedValue(.list(values.map(\.expression)), type, absence: absence, at: position)
    }

    // MARK: - Arithmetic

    private func arithmetic(
        _ operation: Expression.Arithmetic,
        _ left: Expression,
        _ right: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let operands = [infer(left, in: scope), infer(right, in: scope)]
        for operand in operands { operand.use() }
        guard !operands.contains(where: \.isRefused) else { return .refused(at: position) }
        let needed = operation == .joined ? DocumentShape.text : .text(TextShape(.decimal))
        for operand in operands {
            let misfits = ShapeFit.misfits(operand.type, into: ValueType(needed), session.patterns)
            guard let misfit = misfits.first else { continue }
            session.report(
                "\(operand.path ?? "This value") \(misfit.text).",
                at: operand.position,
                operation == .joined ? "Only texts are joined." : "Only decimals are added and multiplied."
            )
            return .refused(at: position)
        }
        let shape = operation == .joined ? Self.joined(operands) : needed
        return TypedValue(
            .arithmetic(operation, operands[0].expression, operands[1].expression),
            ValueType(shape),
            absence: operands[0].absence.and(operands[1].absence),
            at: position
        )
    }

    /// The shape of two texts behind one another.
    private static func joined(_ operands: [TypedValue]) -> DocumentShape {
        var texts: [TextShape] = []
        for operand in operands {
            guard case .text(let text) = operand.parts.resolve(operand.shape) else { return .text }
            texts.append(text)
        }
        var joined = TextShape()
        let lengths = texts.map { text in text.codes?.map(\.unicodeScalars.count).max() ?? text.lengthMax }
        if let first = lengths[0], let second = lengths[1] { joined.lengthMax = first + second }
        joined.lengthMin = texts.map(\.lengthMin).reduce(0, +)
        if let set = texts.lazy.compactMap(\.characters).first, let range = CharacterRange.named(set) {
            let isWithin = texts.allSatisfy { text in
                if let codes = text.codes {
                    return codes.allSatisfy { $0.unicodeScalars.allSatisfy { range.contains($0.value) } }
                }
                return text.characters.flatMap { CharacterRange.named($0) }?.isSubset(of: range) ?? false
            }
            if isWithin { joined.characters = set }
        }
        return .text(joined)
    }
}
