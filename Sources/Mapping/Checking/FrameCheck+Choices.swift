import Canonical

/// Expressions that take one of several values.
extension FrameCheck {
    func choice(_ expression: Expression, in scope: Scope) -> TypedValue {
        let position = expression.position
        switch expression.kind {
        case .alternative(let left, let right):
            let first = infer(left, in: scope)
            let second = infer(right, in: scope)
            noteAlternative(first.absence, first.path, isRefused: first.isRefused, right)
            let kind = CheckedExpression.Kind.alternative(first.expression, second.expression)
            return Self.united([first, second], kind, first.absence.or(second.absence), at: position)
        case .defaulted(let left, let right):
            let first = infer(left, in: scope)
            let second = infer(right, in: scope)
            noteStale("default", first.absence, first.path, isRefused: first.isRefused, at: right.position)
            let kind = CheckedExpression.Kind.defaulted(first.expression, second.expression)
            return Self.united([first, second], kind, first.absence.or(second.absence), at: position)
        case .mandatory(let inner, let fault):
            var value = infer(inner, in: scope)
            noteStale("else fault", value.absence, value.path, isRefused: value.isRefused, at: fault.code.position)
            value.kind = .mandatory(value.expression, fault)
            value.absence = .never
            return value
        case .conditional(let condition, let then, let otherwise):
            let (checked, facts) = self.condition(condition, in: scope)
            var inner = scope
            inner.assume(facts.whenTrue)
            let first = infer(then, in: inner)
            inner = scope
            inner.assume(facts.whenFalse)
            let second = otherwise.map { infer($0, in: inner) }
            let kind = CheckedExpression.Kind.conditional(
                checked,
                then: first.expression,
                otherwise: second?.expression
            )
            let isCertain = first.absence == .never && second?.absence == .never
            return Self.united([first] + (second.map { [$0] } ?? []), kind, isCertain ? .never : .unknown, at: position)
        case .match(let subject, let arms): return match(subject, arms, at: position, in: scope)
        default: return infer(expression, in: scope)
        }
    }

    private func match(
        _ subject: Expression,
        _ arms: [ExpressionArm],
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let cases = self.cases(subject, arms.map { ($0.constants, $0.position) }, in: scope)
        var values: [(condition: CheckedExpression?, value: TypedValue)] = []
        for (arm, found) in zip(arms, cases.arms) {
            var inner = scope
            inner.assume(found.facts)
            values.append((found.condition, infer(arm.result, in: inner)))
        }
        let isCertain = cases.isComplete && values.allSatisfy { $0.value.absence == .never }
        var result: CheckedExpression?
        for (condition, value) in values.reversed() {
            guard let condition else {
                result = value.expression
                continue
            }
            let kind = CheckedExpression.Kind.conditional(condition, then: value.expression, otherwise: result)
            result = CheckedExpression(kind, type: value.type, at: value.position)
        }
        guard let kind = result?.kind else { return .refused(at: position) }
        return Self.united(values.map(\.value), kind, isCertain ? .never : .unknown, at: position)
    }

    // MARK: - Arms

    /// What leads to each arm of a `match`, and what holds there.
    struct Cases {
        struct Arm {
            /// Nil for `else`.
            var condition: CheckedExpression?
            var facts: [Fact]
        }

        var arms: [Arm] = []
        /// Whether one of the arms is always taken.
        var isComplete = false
    }

    func cases(
        _ subject: Expression,
        _ arms: [(constants: [Literal], position: SourcePosition)],
        in scope: Scope
    ) -> Cases {
        let value = infer(subject, in: scope)
        value.use()
        if !value.isRefused, !value.forms.contains(where: \.shape.isConstantKind) {
            session.report(
                "\(value.path ?? "This value") is \(value.shape.summary), which no constant is.",
                at: subject.position,
                "Match a text, or a field with codes."
            )
        }
        var seen: Set<Literal> = []
        var cases = Cases()
        for arm in arms {
            for constant in arm.constants where !seen.insert(constant).inserted {
                session.report(
                    "\"\(constant.text)\" has an arm already.",
                    at: arm.position,
                    "Leave one of the arms out."
                )
            }
            requirePossible(arm.constants, of: value, at: arm.constants.map { _ in arm.position })
            if arm.constants.isEmpty {
                let facts = self.facts(that: value, subject, isOneOf: Array(seen), in: scope)
                cases.arms.append(Cases.Arm(condition: nil, facts: facts.whenFalse))
                cases.isComplete = true
            } else {
                let facts = self.facts(that: value, subject, isOneOf: arm.constants, in: scope)
                let kind = CheckedExpression.Kind.membership(value.expression, Set(arm.constants))
                let condition = CheckedExpression(kind, type: ValueType(.boolean), at: arm.position)
                cases.arms.append(Cases.Arm(condition: condition, facts: facts.whenTrue))
            }
        }
        let texts = Set(seen.map(\.text))
        if value.absence == .never {
            let isBoolean = value.forms.allSatisfy { $0.shape == .boolean }
            let possible = isBoolean ? ["true", "false"] : value.codes
            if let possible, possible.allSatisfy({ texts.contains($0) }) { cases.isComplete = true }
        }
        return cases
    }

    // MARK: - Together

    /// The value that is one of several.
    private static func united(
        _ values: [TypedValue],
        _ kind: CheckedExpression.Kind,
        _ absence: Absence,
        at position: SourcePosition
    ) -> TypedValue {
        guard !values.contains(where: \.isRefused) else { return .refused(at: position) }
        let (shape, parts) = union(values)
        return TypedValue(
            kind: kind,
            position: position,
            shape: shape,
            parts: parts,
            forms: values.flatMap(\.forms),
            absence: absence
        )
    }

    /// A shape that has all values of several.
    static func union(_ values: [TypedValue]) -> (DocumentShape, ShapeParts) {
        var shapes: [DocumentShape] = []
        for value in values {
            for form in value.forms where !shapes.contains(form.shape) { shapes.append(form.shape) }
        }
        let parts = values.map(\.parts).first { $0 !== ShapeParts.none } ?? .none
        var texts: [TextShape] = []
        for case .text(let text) in shapes { texts.append(text) }
        if texts.count == shapes.count,
            let codes = texts.reduce(
                [] as [String]?,
                { all, text in
                    all.flatMap { all in text.codes.map { codes in all + codes.filter { !all.contains($0) } } }
                }
            )
        {
            let meanings = Set(texts.map(\.meaning))
            return (.text(TextShape(meanings.count == 1 ? texts[0].meaning : .plain, codes: codes)), parts)
        }
        return (shapes.count == 1 ? shapes[0] : .choice(shapes), parts)
    }

    // MARK: - What never happens

    /// Refuses `else` and `default` behind what is always there.
    func noteStale(
        _ word: String,
        _ absence: Absence,
        _ path: String?,
        isRefused: Bool,
        at position: SourcePosition
    ) {
        let problem = MappingProblem(
            at: position,
            "\(path ?? "The value in front") is always there, so `\(word)` is never needed.",
            suggestion: "Leave `\(word)` and what follows it out."
        )
        expect(problem, isMet: absence != .never || isRefused)
    }

    func noteAlternative(_ absence: Absence, _ path: String?, isRefused: Bool, _ other: Expression) {
        noteStale("else", absence, path, isRefused: isRefused, at: other.position)
        if case .literal = other.kind {
            session.report(
                "A constant that stands in for what is absent has to be reported.",
                at: other.position,
                "Write `default` in place of `else`."
            )
        }
    }
}

extension DocumentShape {
    /// Whether constants can be of this kind.
    fileprivate var isConstantKind: Bool {
        switch self {
        case .text, .boolean, .number, .any: true
        default: false
        }
    }
}
