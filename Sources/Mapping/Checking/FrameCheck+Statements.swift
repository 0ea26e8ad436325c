import Canonical

/// The statements of a frame, in their order.
extension FrameCheck {
    /// Works through statements; of those of a two-way mapping or part, `isTwoWay` says that they hold for both sides.
    func run(_ statements: [Statement], into node: TargetNode, in scope: inout Scope, isTwoWay: Bool = false) {
        if isTwoWay { noteSharedFields(statements) }
        for statement in statements {
            if isTwoWay { runTwoWay(statement, into: node, in: &scope) } else { run(statement, into: node, in: &scope) }
        }
        if isTwoWay { dropUndelivered(in: scope) }
    }

    func run(_ statement: Statement, into node: TargetNode, in scope: inout Scope) {
        let position = statement.position
        switch statement.kind {
        case .assign(let path, let expression): assign(path, expression, into: node, in: scope)
        case .block(let path, let statements): block(path, statements, into: node, in: scope)
        case .define(let name, let expression): define(name, expression, in: &scope)
        case .when(let condition, let then, let otherwise):
            when(condition, then, otherwise, at: position, into: node, in: scope)
        case .match(let subject, let arms): match(subject, arms, at: position, into: node, in: scope)
        case .drop(let expressions, let reason):
            for expression in expressions { drop(expression, reason, in: scope) }
        case .carry(let fields): for field in fields { carry(field, into: node, in: scope) }
        case .check(let condition, let fault):
            let (checked, facts) = self.condition(condition, in: scope)
            addStep(.check(checked, fault), in: scope, at: position)
            scope.assume(facts.whenTrue)
        case .filter(let condition, let reason):
            let (checked, facts) = self.condition(condition, in: scope)
            addStep(.filter(checked, reason: reason), in: scope, at: position)
            scope.assume(facts.whenFalse)
        case .yield: yields.append((statement, scope))
        case .twoWay(let line):
            session.report(
                "A line with <-> can stand only at the beginning of a two-way mapping or part.",
                at: line.left.members.first?.position ?? position,
                "Write = in place of <->."
            )
        case .oneDirection:
            session.report(
                "There is only one direction here.",
                at: position,
                direction == nil ? "Leave the arrow out." : "Write the arrow in front of the outer statement."
            )
        }
    }

    // MARK: - Assignments

    private func assign(_ path: MemberPath, _ expression: Expression, into node: TargetNode, in scope: Scope) {
        guard isForThisVersion(path, reading: SourceReads(expression), from: node, in: scope) else { return }
        guard let slot = slot(path, from: node) else {
            // What it reads is used all the same.
            let anywhere = Target(type: ValueType(.any), path: "", node: node)
            quietly { _ = self.content(expression, into: anywhere, in: scope) }
            return
        }
        let target = Target(type: slot.type, path: slot.node.path(of: slot.name), node: node)
        let content = content(expression, into: target, in: scope)
        add(content, to: slot, at: path.members[0].position, in: scope)
    }

    /// A field of the target that a line leads to.
    struct Slot {
        let node: TargetNode
        let name: String
        let type: ValueType
    }

    /// The field at the end of a path; nil after saying what does not exist.
    func slot(_ path: MemberPath, from node: TargetNode) -> Slot? {
        var node = node
        for (number, name) in path.members.enumerated() {
            guard let type = node.memberType(name.text) else {
                reportUnknown(name, node)
                return nil
            }
            if number == path.members.count - 1 { return Slot(node: node, name: name.text, type: type) }
            guard let child = node.child(name.text, type) else {
                reportNoMembers(name, type, node)
                return nil
            }
            node = child
        }
        return nil
    }

    func add(
        _ content: Content,
        to slot: Slot,
        refusal: FitPolicy? = nil,
        at position: SourcePosition,
        in scope: Scope
    ) {
        let entry = TargetNode.Entry(
            ways: scope.ways,
            guardVariable: scope.guardVariable,
            content: content.checked,
            absence: content.absence,
            constant: content.constant,
            position: position,
            source: content.source,
            refusal: refusal,
            isRefused: content.isRefused
        )
        slot.node.add(entry, to: slot.name)
    }

    private func reportUnknown(_ name: Name, _ node: TargetNode) {
        let owner = node.path.isEmpty ? targetLabel : node.path
        var suggestion = NearestName.nearest(to: name.text, in: node.memberNames).map { "Did you mean \($0)?" }
        if suggestion == nil, let path = Suggestion.deeper(name.text, in: node.forms, node.parts) {
            suggestion = "Did you mean \(path)?"
        }
        if suggestion == nil, let version = whole.otherTarget(having: node.path, name.text, than: targetLabel) {
            suggestion =
                "It is a member in \(version)."
                + " Write ? behind it if only some versions have it."
        }
        session.report(
            "\(owner) has no member \(name.text).",
            at: name,
            suggestion ?? Suggestion.among(name.text, node.memberNames, what: "It has")
        )
    }

    private func reportNoMembers(_ name: Name, _ type: ValueType, _ node: TargetNode) {
        let path = node.path(of: name.text)
        let shape = type.resolved
        session.report(
            "\(path) is \(shape.summary), and has no members.",
            at: name,
            shape.isList ? "Write \(path) = [{ … }] or \(path) = each … => { … }." : "Assign \(path) itself."
        )
    }

    private func block(_ path: MemberPath, _ statements: [Statement], into node: TargetNode, in scope: Scope) {
        guard isForThisVersion(path, reading: SourceReads(statements), from: node, in: scope) else { return }
        guard let slot = slot(path, from: node), let last = path.members.last else { return }
        guard let child = slot.node.child(slot.name, slot.type) else {
            reportNoMembers(last, slot.type, slot.node)
            return
        }
        var inner = scope
        run(statements, into: child, in: &inner)
    }

    private func define(_ name: Name, _ expression: Expression, in scope: inout Scope) {
        let value = infer(expression, in: scope)
        let variable = newVariable()
        if value.isRefused { noteUse(ofVariable: variable) }
        addStep(.define(variable: variable, value.expression), in: scope, at: name.position)
        var named = value
        named.kind = .variable(variable)
        named.path = name.text
        if value.access == nil {
            // What is worked out is used where it is worked out, and is then there or not there as one thing.
            value.use()
            named.access = AccessPath(root: variable)
            if value.absence == .unknown { named.absence = .with([AccessPath(root: variable)]) }
        }
        bind(name, to: named, in: &scope)
    }

    // MARK: - Conditions

    private func when(
        _ condition: Expression,
        _ then: [Statement],
        _ otherwise: [Statement],
        at position: SourcePosition,
        into node: TargetNode,
        in scope: Scope
    ) {
        let (checked, facts) = self.condition(condition, in: scope)
        let branch = newBranch(arms: 2)
        let holds = guardVariable(checked, in: scope, at: position)
        var inner = arm(scope, branch, 0, holds, facts.whenTrue)
        run(then, into: node, in: &inner)
        guard !otherwise.isEmpty else { return }
        let not = CheckedExpression(.not(variable(holds, at: position)), type: ValueType(.boolean), at: position)
        inner = arm(scope, branch, 1, guardVariable(not, in: scope, at: position), facts.whenFalse)
        run(otherwise, into: node, in: &inner)
    }

    private func match(
        _ subject: Expression,
        _ arms: [StatementArm],
        at position: SourcePosition,
        into node: TargetNode,
        in scope: Scope
    ) {
        let cases = self.cases(subject, arms.map { ($0.constants, $0.position) }, in: scope)
        // Where no arm may be taken, doing nothing is one more.
        let branch = newBranch(arms: arms.count + (cases.isComplete ? 0 : 1))
        var taken: CheckedExpression?
        for (number, (arm, found)) in zip(arms, cases.arms).enumerated() {
            let condition: CheckedExpression
            if let own = found.condition {
                condition = own
            } else {
                let never = CheckedExpression(.constant(.boolean(false)), type: ValueType(.boolean), at: arm.position)
                condition = CheckedExpression(.not(taken ?? never), type: ValueType(.boolean), at: arm.position)
            }
            let holds = guardVariable(condition, in: scope, at: arm.position)
            let own = variable(holds, at: arm.position)
            taken = taken.map { CheckedExpression(.or($0, own), type: ValueType(.boolean), at: arm.position) } ?? own
            var inner = self.arm(scope, branch, number, holds, found.facts)
            run(arm.body, into: node, in: &inner)
        }
    }

    private func newBranch(arms: Int) -> Int {
        armCounts.append(arms)
        return armCounts.count - 1
    }

    private func arm(_ scope: Scope, _ branch: Int, _ number: Int, _ guardVariable: Int, _ facts: [Fact]) -> Scope {
        var inner = scope
        inner.ways.append(Way(branch: branch, arm: number))
        inner.guardVariable = guardVariable
        inner.assume(facts)
        return inner
    }

    private func variable(_ number: Int, at position: SourcePosition) -> CheckedExpression {
        CheckedExpression(.variable(number), type: ValueType(.boolean), at: position)
    }

    /// A variable that is true where a condition and all conditions around it hold.
    private func guardVariable(_ condition: CheckedExpression, in scope: Scope, at position: SourcePosition) -> Int {
        var condition = condition
        if let outer = scope.guardVariable {
            let both = CheckedExpression.Kind.and(variable(outer, at: position), condition)
            condition = CheckedExpression(both, type: ValueType(.boolean), at: position)
        }
        let number = newVariable()
        steps.append(CheckedStep(guardVariable: nil, kind: .define(variable: number, condition), position: position))
        return number
    }
}
