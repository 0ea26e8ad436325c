import Canonical

/// Conditions, and what they say about the values that they look at.
extension FrameCheck {
    func condition(_ expression: Expression, in scope: Scope) -> (CheckedExpression, Facts) {
        let (value, facts) = boolean(expression, in: scope)
        if !value.isRefused, !value.forms.allSatisfy({ $0.shape == .boolean || $0.shape == .null }) {
            session.report(
                "A condition is needed, and this is \(value.shape.summary).",
                at: expression.position,
                value.path.map { "Write, for example, \($0) is present." }
            )
        }
        value.use()
        return (value.expression, facts)
    }

    private func boolean(_ expression: Expression, in scope: Scope) -> (TypedValue, Facts) {
        let position = expression.position
        switch expression.kind {
        case .comparison(let comparison, let left, let right):
            return self.comparison(comparison, left, right, at: position, in: scope)
        case .membership(let subject, let literals): return membership(subject, literals, at: position, in: scope)
        case .presence(let presence, let subject): return self.presence(presence, subject, at: position, in: scope)
        case .and(let left, let right):
            let (first, firstFacts) = condition(left, in: scope)
            var inner = scope
            inner.assume(firstFacts.whenTrue)
            let (second, secondFacts) = condition(right, in: inner)
            let facts = Facts(whenTrue: firstFacts.whenTrue + secondFacts.whenTrue)
            return (condition(.and(first, second), at: position), facts)
        case .or(let left, let right):
            let (first, firstFacts) = condition(left, in: scope)
            var inner = scope
            inner.assume(firstFacts.whenFalse)
            let (second, secondFacts) = condition(right, in: inner)
            let facts = Facts(
                whenTrue: Self.common(firstFacts.whenTrue, secondFacts.whenTrue),
                whenFalse: firstFacts.whenFalse + secondFacts.whenFalse
            )
            return (condition(.or(first, second), at: position), facts)
        case .not(let inner):
            let (value, facts) = condition(inner, in: scope)
            return (condition(.not(value), at: position), Facts(whenTrue: facts.whenFalse, whenFalse: facts.whenTrue))
        default: return (infer(expression, in: scope), Facts())
        }
    }

    func condition(_ kind: CheckedExpression.Kind, at position: SourcePosition) -> TypedValue {
        TypedValue(kind, ValueType(.boolean), at: position)
    }

    /// A condition as a value.
    func truth(_ expression: Expression, in scope: Scope) -> TypedValue { boolean(expression, in: scope).0 }

    /// What holds in both of two cases.
    private static func common(_ left: [Fact], _ right: [Fact]) -> [Fact] {
        var facts: [Fact] = []
        for fact in left {
            switch fact {
            case .present: if right.contains(fact) { facts.append(fact) }
            case .forms(let path, let forms):
                for case .forms(path, let others) in right { facts.append(.forms(path, forms.union(others))) }
            }
        }
        return facts
    }

    // MARK: - Comparisons

    private func comparison(
        _ comparison: Expression.Comparison,
        _ left: Expression,
        _ right: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> (TypedValue, Facts) {
        let first = infer(left, in: scope)
        let second = infer(right, in: scope)
        first.use()
        second.use()
        let value = condition(.comparison(comparison, first.expression, second.expression), at: position)
        guard !first.isRefused, !second.isRefused else { return (value, Facts()) }
        if let reason = Self.whyNotComparable(first, second, isOrder: comparison != .is && comparison != .isNot) {
            session.report(reason, at: position, "Compare values of one kind.")
            return (value, Facts())
        }
        guard let literal = second.constant ?? first.constant else { return (value, Facts()) }
        let (subject, subjectExpression) = second.constant != nil ? (first, left) : (second, right)
        guard comparison == .is || comparison == .isNot else { return (value, Facts()) }
        requirePossible([literal], of: subject, at: [(second.constant != nil ? right : left).position])
        let facts = self.facts(that: subject, subjectExpression, isOneOf: [literal], in: scope)
        if comparison == .is { return (value, facts) }
        return (value, Facts(whenTrue: facts.whenFalse, whenFalse: facts.whenTrue))
    }

    private func membership(
        _ subject: Expression,
        _ literals: [Literal],
        at position: SourcePosition,
        in scope: Scope
    ) -> (TypedValue, Facts) {
        let first = infer(subject, in: scope)
        first.use()
        let value = condition(.membership(first.expression, Set(literals)), at: position)
        if Set(literals).count < literals.count {
            session.report("A constant stands twice in this list.", at: position, "Leave one of them out.")
        }
        requirePossible(literals, of: first, at: literals.map { _ in position })
        return (value, facts(that: first, subject, isOneOf: literals, in: scope))
    }

    private func presence(
        _ presence: Expression.Presence,
        _ subject: Expression,
        at position: SourcePosition,
        in scope: Scope
    ) -> (TypedValue, Facts) {
        let first = infer(subject, in: scope)
        first.test()
        let value = condition(.presence(presence, first.expression), at: position)
        guard !first.isRefused else { return (value, Facts()) }
        if presence != .null {
            let problem = MappingProblem(
                at: position,
                "\(first.path ?? "This value") is always there.",
                suggestion: "Leave the condition out."
            )
            expect(problem, isMet: first.absence != .never)
        }
        let present = first.access.map { presenceFacts($0, subject, in: scope) } ?? Facts()
        return switch presence {
        case .present: (value, present)
        case .absent: (value, Facts(whenTrue: present.whenFalse, whenFalse: present.whenTrue))
        case .null: (value, Facts())
        }
    }

    /// Says which constants a value can never be.
    func requirePossible(_ literals: [Literal], of subject: TypedValue, at positions: [SourcePosition]) {
        guard let codes = subject.codes, subject.constant == nil else { return }
        for (literal, position) in zip(literals, positions) {
            let isPossible = codes.contains(literal.text)
            let problem = MappingProblem(
                at: position,
                length: literal.text.unicodeScalars.count + 2,
                "\(subject.path ?? "This value") is never \"\(literal.text)\".",
                suggestion: isPossible ? nil : Suggestion.among(literal.text, codes, what: "It can be")
            )
            // In another version of the type the code may exist.
            expect(problem, isMet: isPossible)
        }
    }

    private static func whyNotComparable(_ left: TypedValue, _ right: TypedValue, isOrder: Bool) -> String? {
        guard let first = left.forms.first?.shape, let second = right.forms.first?.shape else { return nil }
        let kinds = [Kind(first), Kind(second)]
        guard let one = kinds[0], let other = kinds[1] else { return "Lists and objects cannot be compared." }
        if one == .any || other == .any { return nil }
        let constants = [left.constant, right.constant]
        // A constant is written as a text, whatever it stands for.
        if constants.contains(where: { if case .text = $0 { true } else { false } }), one != .boolean, other != .boolean
        {
            let hasOrder = one != .text || other != .text
            return isOrder && !hasOrder ? "There is no order among texts." : nil
        }
        if one != other { return "\(first.summary) cannot be compared with \(second.summary).".capitalisedFirst }
        if isOrder, one == .text || one == .boolean {
            return "There is no order among texts, and none of true and false."
        }
        return nil
    }

    /// The kinds of value that are compared with their like.
    private enum Kind {
        case text, decimal, date, time, dateTime, boolean, any

        init?(_ shape: DocumentShape) {
            switch shape {
            case .text(let text):
                self =
                    switch text.meaning {
                    case .plain, .code: .text
                    case .decimal: .decimal
                    case .date: .date
                    case .time: .time
                    case .dateTime: .dateTime
                    }
            case .number: self = .decimal
            case .boolean: self = .boolean
            case .any, .null: self = .any
            default: return nil
            }
        }
    }

    /// Looks at something that was looked at already, without saying anything twice.
    func quietly<Result>(_ work: () -> Result) -> Result { session.quietly(work) }
}

extension String {
    /// With a capital in front, for the beginning of a sentence.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Literal {
    /// The constant as a text.
    var text: String {
        switch self {
        case .text(let text), .number(let text): text
        case .boolean(let value): value ? "true" : "false"
        }
    }
}
