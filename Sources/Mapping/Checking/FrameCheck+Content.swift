import Canonical

/// Values on their way into the target.
extension FrameCheck {
    /// What a field of the target gets.
    struct Content {
        var checked: CheckedContent
        var absence: Absence = .never
        var constant: Literal?
        var source: String?
        /// Whether something was refused, about which nothing more is said.
        var isRefused = false

        /// Stands in for what was refused.
        static func refused(at position: SourcePosition) -> Content {
            let value = TypedValue.refused(at: position)
            return Content(checked: .value(value.expression, shape: .text), isRefused: true)
        }
    }

    /// Where a value goes.
    struct Target {
        var type: ValueType
        var path: String
        var policies: [FitPolicy] = []
        /// Whether the value is one of several, or of an element: then no other field of the object depends on it.
        var isOneOfSeveral = false
        /// The object whose lines these are, for what goes over to other fields.
        var node: TargetNode
    }

    func content(_ expression: Expression, into target: Target, in scope: Scope) -> Content {
        let position = expression.position
        switch expression.kind {
        case .fitted(let inner, let policy):
            var target = target
            target.policies.append(policy)
            return content(inner, into: target, in: scope)
        case .alternative(let left, let right):
            let target = target.oneOfSeveral
            let first = content(left, into: target, in: scope)
            let second = content(right, into: target, in: scope)
            noteAlternative(first.absence, first.source, isRefused: first.isRefused, right)
            return Content(
                checked: .alternative(first.checked, second.checked),
                absence: first.absence.or(second.absence),
                source: first.source,
                isRefused: first.isRefused || second.isRefused
            )
        case .defaulted(let left, let right):
            let target = target.oneOfSeveral
            let first = content(left, into: target, in: scope)
            let second = content(right, into: target, in: scope)
            noteStale("default", first.absence, first.source, isRefused: first.isRefused, at: right.position)
            return Content(
                checked: .defaulted(first.checked, second.checked),
                absence: first.absence.or(second.absence),
                source: first.source,
                isRefused: first.isRefused || second.isRefused
            )
        case .mandatory(let inner, let fault):
            let first = content(inner, into: target, in: scope)
            noteStale("else fault", first.absence, first.source, isRefused: first.isRefused, at: fault.code.position)
            return Content(checked: .mandatory(first.checked, fault), source: first.source, isRefused: first.isRefused)
        case .conditional(let condition, let then, let otherwise):
            return conditional(condition, then, otherwise, into: target, in: scope)
        case .match(let subject, let arms): return match(subject, arms, into: target, in: scope)
        case .object(let statements): return object(statements, into: target, at: position, in: scope)
        case .each(let name, let list, let condition, let result):
            return each(name, list, condition, result, into: target, at: position, in: scope)
        case .list(let items): return list(items, into: target, at: position, in: scope)
        case .call(let name, let arguments):
            guard session.functions[name.text] == nil, let part = part(name) else { break }
            let value = call(part, name, arguments, into: target.type, at: position, in: scope)
            return place(value, into: target, in: scope)
        default: break
        }
        return place(infer(expression, in: scope), into: target, in: scope)
    }

    // MARK: - One of several

    private func conditional(
        _ condition: Expression,
        _ then: Expression,
        _ otherwise: Expression?,
        into target: Target,
        in scope: Scope
    ) -> Content {
        let target = target.oneOfSeveral
        let (checked, facts) = self.condition(condition, in: scope)
        var inner = scope
        inner.assume(facts.whenTrue)
        let first = content(then, into: target, in: inner)
        inner = scope
        inner.assume(facts.whenFalse)
        let second = otherwise.map { content($0, into: target, in: inner) }
        let isCertain = first.absence == .never && second?.absence == .never
        return Content(
            checked: .conditional(checked, then: first.checked, otherwise: second?.checked),
            absence: isCertain ? .never : .unknown,
            source: first.source,
            isRefused: first.isRefused || second?.isRefused ?? false
        )
    }

    private func match(
        _ subject: Expression,
        _ arms: [ExpressionArm],
        into target: Target,
        in scope: Scope
    ) -> Content {
        let target = target.oneOfSeveral
        let cases = self.cases(subject, arms.map { ($0.constants, $0.position) }, in: scope)
        var contents: [(condition: CheckedExpression?, content: Content)] = []
        for (arm, found) in zip(arms, cases.arms) {
            var inner = scope
            inner.assume(found.facts)
            contents.append((found.condition, content(arm.result, into: target, in: inner)))
        }
        var result: CheckedContent?
        for (condition, content) in contents.reversed() {
            result = condition.map { .conditional($0, then: content.checked, otherwise: result) } ?? content.checked
        }
        guard let result else { return .refused(at: subject.position) }
        let isCertain = cases.isComplete && contents.allSatisfy { $0.content.absence == .never }
        let isRefused = contents.contains(where: \.content.isRefused)
        return Content(checked: result, absence: isCertain ? .never : .unknown, isRefused: isRefused)
    }

    // MARK: - Objects and lists

    private func object(
        _ statements: [Statement],
        into target: Target,
        at position: SourcePosition,
        in scope: Scope
    ) -> Content {
        guard let node = TargetNode(target.type, path: target.path) else {
            let shape = target.type.resolved
            session.report(
                "\(target.path) is \(shape.summary), not an object.",
                at: position,
                shape.isList ? "Write [{ … }] for a list of one element." : "Assign it a value."
            )
            return .refused(at: position)
        }
        var inner = scope
        inner.guardVariable = nil
        let (_, own) = withOwnSteps { run(statements, into: node, in: &inner) }
        var object = assembly(Name(target.path, at: position), target.path)
            .object(node, at: scope.ways, isCertain: false)
        object.steps = own
        if node.items.isEmpty {
            session.report("This object has no fields.", at: position, "Assign at least one.")
        }
        let absence = TargetWays(armCounts: armCounts).absence(of: node.items, at: scope.ways)
        return Content(checked: .object(object), absence: absence, isRefused: node.items.contains(where: \.isRefused))
    }

    /// The element type of the target; nil after saying that the target is no list.
    private func elementTarget(_ target: Target, at position: SourcePosition) -> (Target, max: Int?)? {
        if let (element, max) = target.type.elements {
            var inner = target.oneOfSeveral
            inner.type = element
            return (inner, max)
        }
        if target.type.parts.alternatives(of: target.type.shape).contains(.any) { return (target, nil) }
        session.report(
            "\(target.path) holds a single value, and this is a list.",
            at: position,
            "Write `only …`, take one element such as …[1], or join the elements."
        )
        return nil
    }

    private func each(
        _ name: Name,
        _ list: Expression,
        _ condition: Expression?,
        _ result: Expression,
        into target: Target,
        at position: SourcePosition,
        in scope: Scope
    ) -> Content {
        let base = infer(list, in: scope)
        guard let (variable, element) = elementVariable(name.text, of: base, at: list.position),
            let (inner, max) = elementTarget(target, at: position)
        else { return .refused(at: position) }
        var scope = scope
        bind(name, to: element, in: &scope)
        let checked = condition.map { condition -> CheckedExpression in
            let (checked, facts) = self.condition(condition, in: scope)
            scope.assume(facts.whenTrue)
            return checked
        }
        let (content, own) = withOwnSteps { self.content(result, into: inner, in: scope) }
        var whole = CheckedContent.each(
            variable: variable,
            list: base.expression,
            condition: checked,
            steps: own,
            content.checked
        )
        whole = bound(whole, max, Self.bounds(of: base).max, base.path ?? "The list", target, at: position)
        let isCertain = condition == nil && content.absence == .never && Self.bounds(of: base).min > 0
        return Content(
            checked: whole,
            absence: isCertain ? base.absence : .unknown,
            source: base.path,
            isRefused: content.isRefused
        )
    }

    private func list(
        _ items: [Expression],
        into target: Target,
        at position: SourcePosition,
        in scope: Scope
    ) -> Content {
        guard let (inner, max) = elementTarget(target, at: position) else {
            for item in items { infer(item, in: scope).use() }
            return .refused(at: position)
        }
        var contents: [CheckedContent] = []
        var count: Int? = 0
        var isCertain = false
        var isRefused = false
        for item in items {
            let isList = quietly { isListExpression(item, in: scope) }
            let content = content(item, into: isList ? target : inner, in: scope)
            contents.append(content.checked)
            if isList { count = nil } else if let sum = count { count = sum + 1 }
            if content.absence == .never { isCertain = true }
            if content.isRefused { isRefused = true }
        }
        let bounded = bound(.list(contents), max, count, "The list", target, at: position)
        return Content(checked: bounded, absence: isCertain ? .never : .unknown, isRefused: isRefused)
    }

    private func isListExpression(_ expression: Expression, in scope: Scope) -> Bool {
        switch expression.kind {
        case .each, .list, .filtered: return true
        case .object, .fitted: return false
        case .call(let name, _):
            if let signature = home.part(name.text)?.declaration.signature {
                if case .oneWay(_, .list) = signature { return true }
                return false
            }
        default: break
        }
        return infer(expression, in: scope).forms.contains { $0.shape.isList }
    }
}
