import Canonical

/// What frames make: one target, several, or the result of a part.
extension FrameCheck {
    func assembly(_ owner: Name, _ label: String) -> TargetAssembly {
        TargetAssembly(
            session: session,
            ways: TargetWays(armCounts: armCounts),
            owner: owner,
            label: label,
            isTwoWay: direction != nil,
            noteNeeded: noteNeeded
        )
    }

    // MARK: - Mappings

    /// The frame of a mapping.
    func mappingFrame(_ body: [Statement], into target: ResolvedType, _ scope: Scope, _ owner: Name) -> CheckedFrame? {
        guard let node = TargetNode(target.type, path: "") else {
            session.report("\(target.label) has no members.", at: owner)
            return nil
        }
        var scope = scope
        run(body, into: node, in: &scope, isTwoWay: direction != nil)
        let frameSteps = steps
        steps = []
        let outcome = outcome(node, yields, target, owner)
        return CheckedFrame(variableCount: variableCount, steps: frameSteps, outcome: outcome)
    }

    private func outcome(
        _ node: TargetNode,
        _ yields: [(statement: Statement, scope: Scope)],
        _ target: ResolvedType,
        _ owner: Name
    ) -> CheckedOutcome {
        if yields.isEmpty { return .one(.object(object(node, target, owner))) }
        let outcomes = yields.map { self.yield($0.statement, $0.scope, node, target, owner) }
        return outcomes.count == 1 ? outcomes[0] : .all(outcomes)
    }

    /// `yield each`: what stands outside holds for each of the targets as well.
    private func yield(
        _ statement: Statement,
        _ scope: Scope,
        _ node: TargetNode,
        _ target: ResolvedType,
        _ owner: Name
    ) -> CheckedOutcome {
        guard case .yield(let name, let list, let condition, let body) = statement.kind else { return .all([]) }
        let base = infer(list, in: scope)
        guard let (variable, element) = elementVariable(name.text, of: base, at: list.position) else { return .all([]) }
        var inner = scope
        bind(name, to: element, in: &inner)
        var checked = condition.map { condition -> CheckedExpression in
            let (checked, facts) = self.condition(condition, in: inner)
            inner.assume(facts.whenTrue)
            return checked
        }
        if let outer = scope.guardVariable {
            let holds = CheckedExpression(.variable(outer), type: ValueType(.boolean), at: statement.position)
            let both = checked.map {
                CheckedExpression(.and(holds, $0), type: ValueType(.boolean), at: statement.position)
            }
            checked = both ?? holds
        }
        inner.guardVariable = nil
        let outer = yields
        yields = []
        let own = node.copy
        let (_, ownSteps) = withOwnSteps { run(body, into: own, in: &inner) }
        let nested = yields
        yields = outer
        let outcome = outcome(own, nested, target, owner)
        return .each(variable: variable, list: base.expression, condition: checked, steps: ownSteps, outcome)
    }

    private func object(_ node: TargetNode, _ target: ResolvedType, _ owner: Name) -> CheckedObject {
        var object = assembly(owner, target.label).object(node, at: [], isCertain: true)
        addTypeNames(to: &object, members: target.type.resolved.members, target.label, owner, path: "")
        return object
    }

    /// The type's own name is written without a line for it, be it a member or within one.
    private func addTypeNames(
        to object: inout CheckedObject,
        members: [DocumentMember],
        _ label: String,
        _ owner: Name,
        path: String
    ) {
        for member in members {
            let path = "\(path)/\(member.name)"
            let known = object.members.firstIndex { $0.name == member.name }
            var content: CheckedContent?
            if member.role == .typeName, known == nil {
                let text = member.shape.onlyCode ?? label
                let name = CheckedExpression(.constant(.text(text)), type: ValueType(.text), at: owner.position)
                content = .value(name, shape: member.shape)
            } else if case .object(let inner, _) = member.shape, inner.contains(where: { $0.role == .typeName }) {
                var nested = CheckedObject(steps: [], members: [])
                if let known, case .object(let given) = object.members[known].content { nested = given }
                addTypeNames(to: &nested, members: inner, label, owner, path: path)
                content = .object(nested)
            }
            guard let content else { continue }
            let made = CheckedMember(
                name: member.name,
                guardVariable: nil,
                content: content,
                path: path,
                position: owner.position
            )
            if let known { object.members[known] = made } else { object.members.insert(made, at: 0) }
        }
    }

    // MARK: - Parts

    /// The frame of a part, and when its result is absent although its arguments are there.
    func partFrame(
        _ body: [Statement],
        into result: ResolvedType,
        _ scope: Scope,
        _ name: Name
    ) -> (CheckedFrame, Absence) {
        var scope = scope
        let isObject = TargetNode(result.type, path: "") != nil && result.type.resolved != .any
        let shape = DocumentShape.object([DocumentMember("result", result.type.shape)], isOpen: false)
        let simple = ValueType(shape, parts: result.type.parts)
        guard let node = TargetNode(isObject ? result.type : simple, path: "") else {
            return (CheckedFrame(variableCount: variableCount, steps: steps, outcome: .all([])), .never)
        }
        run(body, into: node, in: &scope, isTwoWay: direction != nil)
        if let yield = yields.first {
            session.report("A part gives one result.", at: yield.statement.position, "Yield in the mapping.")
        }
        if node.items.isEmpty {
            session.report("\(name.text) gives nothing.", at: name, isObject ? "Add a line." : "Write result = …")
        }
        let absence = TargetWays(armCounts: armCounts).absence(of: node.items, at: [])
        let object = assembly(name, name.text).object(node, at: [], isCertain: false)
        let content = isObject ? CheckedContent.object(object) : Self.single(object)
        return (CheckedFrame(variableCount: variableCount, steps: steps, outcome: .one(content)), absence)
    }

    /// The one value of a part with a simple result, which may be assigned under several conditions.
    private static func single(_ object: CheckedObject) -> CheckedContent {
        var content: CheckedContent?
        for member in object.members.reversed() {
            guard let guardVariable = member.guardVariable else {
                content = member.content
                continue
            }
            let condition = CheckedExpression(.variable(guardVariable), type: ValueType(.boolean), at: member.position)
            content = .conditional(condition, then: member.content, otherwise: content)
        }
        return content ?? .list([])
    }
}

extension DocumentShape {
    /// The text, if there is only one that it can be.
    fileprivate var onlyCode: String? {
        guard case .text(let text) = self, text.codes?.count == 1 else { return nil }
        return text.codes?.first
    }
}
