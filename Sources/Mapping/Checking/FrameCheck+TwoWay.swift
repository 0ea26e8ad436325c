import Canonical

/// The lines of two-way mappings and parts, read in the direction at hand.
extension FrameCheck {
    func runTwoWay(_ statement: Statement, into node: TargetNode, in scope: inout Scope) {
        switch statement.kind {
        case .twoWay(let line):
            isInTwoWayLine = true
            twoWay(line, into: node, in: scope)
            isInTwoWayLine = false
        case .oneDirection(let direction, let inner):
            if direction == self.direction { run(inner, into: node, in: &scope) }
        case .carry(let expressions):
            for expression in expressions { carryEitherWay(expression, into: node, in: scope) }
        case .drop(let expressions, let reason):
            for expression in expressions where !isForOtherSide(expression, scope) {
                drop(expression, reason, in: scope)
            }
        case .define(_, let expression), .check(let expression, _), .filter(let expression, _):
            if !isForOtherSide(expression, scope) { run(statement, into: node, in: &scope) }
        case .assign, .block, .when, .match, .yield:
            session.report(
                "In which direction this holds is not said.",
                at: statement.position,
                "Write -> or <- in front, or a line with <->."
            )
        }
    }

    /// Whether an expression means the other side, so that it holds in the other direction.
    private func isForOtherSide(_ expression: Expression, _ scope: Scope) -> Bool {
        guard let otherSide else { return false }
        return quietly { infer(expression, in: scope).isRefused && !infer(expression, in: otherSide).isRefused }
    }

    private func carryEitherWay(_ expression: Expression, into node: TargetNode, in scope: Scope) {
        // The side that has the field carries it to the side that has `carried`.
        if node.memberType("carried") != nil {
            carry(expression, into: node, in: scope)
        } else {
            carryBack(expression, into: node, in: scope)
        }
    }

    // MARK: - Lines

    private func twoWay(_ line: TwoWayLine, into node: TargetNode, in scope: Scope) {
        let isForward = direction == .forward
        let from = Side(
            path: isForward ? line.left : line.right,
            isOptional: isForward ? line.leftIsOptionalByVersion : line.rightIsOptionalByVersion
        )
        let to = Side(
            path: isForward ? line.right : line.left,
            isOptional: isForward ? line.rightIsOptionalByVersion : line.leftIsOptionalByVersion
        )
        let source = from.path.without(sideNames?.source)
        let target = to.path.without(sideNames?.target)
        guard let root = sourceRoot(in: scope), let first = source.members.first else { return }
        let isThere = quietly { !Self.isMissing(walk(source, from: root, in: scope)) }
        note(from, isThere: isThere)
        let existing = quietly { slot(target, from: node.copy) }
        note(to, isThere: existing != nil)
        if !isThere, from.isOptional { return }
        let value = walk(source, from: root, in: scope)
        guard !value.isRefused else { return }
        if existing == nil, to.isOptional {
            value.use()
            let reason = "\(targetLabel) has no \(target.members.map(\.text).joined(separator: "."))."
            let path = "/" + source.members.map(\.text).joined(separator: "/")
            addStep(.drop(value.expression, path: path, reason: reason), in: scope, at: first.position)
            return
        }
        guard let slot = slot(target, from: node), let last = target.members.first else {
            value.use()
            return
        }
        let place = Target(
            type: slot.type,
            path: slot.node.path(of: slot.name),
            policies: line.policies,
            node: node
        )
        let content = content(value, through: line.through, into: place, in: scope)
        add(content, to: slot, refusal: line.policies.first { $0.word == "refuse" }, at: last.position, in: scope)
    }

    private struct Side {
        let path: MemberPath
        let isOptional: Bool
    }

    private static func isMissing(_ value: TypedValue) -> Bool {
        if value.isRefused { return true }
        // A field that only other versions have is absent, and has no path.
        return value.access == nil
    }

    private func walk(_ path: MemberPath, from root: TypedValue, in scope: Scope) -> TypedValue {
        var value = root
        if let first = path.members.first { value.position = first.position }
        for name in path.members { value = member(name, of: value, in: scope) }
        return value
    }

    /// Notes whether a `?` is needed: there has to be a version without the field.
    private func note(_ side: Side, isThere: Bool) {
        guard side.isOptional, let name = side.path.members.last else { return }
        let problem = MappingProblem(
            at: name.position,
            length: name.text.unicodeScalars.count,
            "\(side.path.members.map(\.text).joined(separator: ".")) is in every version.",
            suggestion: "Leave ? out."
        )
        expect(problem, isMet: !isThere)
    }

    // MARK: - Through parts and tables

    private func content(
        _ value: TypedValue,
        through name: Name?,
        into target: Target,
        in scope: Scope
    ) -> Content {
        guard let name else { return place(value, into: target, in: scope) }
        if let table = home.codes(name.text) {
            guard direction == .forward || CodeTable.isTwoWay(table) else {
                session.report(
                    "\(name.text) holds in one direction only.",
                    at: name,
                    "Write <-> in its rows, or one line with -> and one with <-."
                )
                value.use()
                return .refused(at: value.position)
            }
            return each(value, into: target, in: scope) { [self] element, target in
                let policy = lookupPolicy(of: table, element, target)
                let found = lookup(
                    element,
                    name,
                    policy,
                    isBackward: direction == .backward,
                    at: name.position,
                    in: scope
                )
                return place(found, into: target, in: scope)
            }
        }
        if session.functions[name.text] != nil {
            session.report(
                "\(name.text) is a function, which has no way back.",
                at: name,
                "Write one line with -> and one with <-."
            )
            value.use()
            return .refused(at: value.position)
        }
        guard let part = part(name) else {
            value.use()
            return .refused(at: value.position)
        }
        guard case .twoWay = part.declaration.signature else {
            session.report(
                "\(name.text) is a part for one direction only.",
                at: name,
                "Declare it with <->, or write one line with -> and one with <-."
            )
            value.use()
            return .refused(at: value.position)
        }
        return each(value, into: target, in: scope) { [self] element, target in
            let result = call(part, name, [element], into: target.type, at: name.position)
            return place(result, into: target, in: scope)
        }
    }

    /// In a two-way line `refuse` says that a code outside the table is a fault.
    private func lookupPolicy(of table: CodesDeclaration, _ value: TypedValue, _ target: Target) -> LookupPolicy {
        let codes = CodeTable.map(table, isBackward: direction == .backward)
        let isCovered = value.codes.map { $0.allSatisfy { codes[$0] != nil } } ?? false
        guard !isCovered, let policy = target.policies.first(where: { $0.word == "refuse" }) else { return .unstated }
        noteNeeded(policy)
        return .fault
    }

    /// A list goes through a part or table element by element.
    private func each(
        _ value: TypedValue,
        into target: Target,
        in scope: Scope,
        _ work: (TypedValue, Target) -> Content
    ) -> Content {
        guard value.forms.contains(where: \.shape.isList) else { return work(value, target) }
        guard let (variable, element) = elementVariable(nil, of: value, at: value.position) else {
            return .refused(at: value.position)
        }
        var inner = target.oneOfSeveral
        var max: Int?
        guard let list = target.type.parts.alternatives(of: target.type.shape).first(where: \.isList),
            case .list(let item, _, let bound) = list
        else {
            session.report(
                "\(value.path ?? "The source") is a list, and \(target.path) is not.",
                at: value.position,
                "Write one line with -> and one with <-."
            )
            return .refused(at: value.position)
        }
        inner.type = ValueType(item, parts: target.type.parts)
        max = bound
        let (content, own) = withOwnSteps { work(element, inner) }
        let whole = CheckedContent.each(
            variable: variable,
            list: value.expression,
            condition: nil,
            steps: own,
            content.checked
        )
        let count = Self.bounds(of: value)
        let bounded = self.bound(whole, max, count.max, value.path ?? "The list", target, at: value.position)
        let isCertain = content.absence == .never && count.min > 0
        return Content(
            checked: bounded,
            absence: isCertain ? value.absence : .unknown,
            source: value.path,
            isRefused: content.isRefused
        )
    }
}

extension MemberPath {
    /// The path without the name of its side in front.
    fileprivate func without(_ side: String?) -> MemberPath {
        guard let side, members.count > 1, members[0].text == side else { return self }
        return MemberPath(Array(members.dropFirst()))
    }
}
