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
        case .carry(let fields):
            for field in fields { carryEitherWay(field, into: node, in: scope) }
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

    private func carryEitherWay(_ field: CarriedField, into node: TargetNode, in scope: Scope) {
        // The side that has the field carries it to the side that has `carried`.
        if node.memberType("carried") != nil {
            carry(field, into: node, in: scope)
        } else {
            carryBack(field, into: node, in: scope)
        }
    }

    // MARK: - Lines

    private func twoWay(_ line: TwoWayLine, into node: TargetNode, in scope: Scope) {
        let (from, to) = direction == .forward ? (line.leftSide, line.rightSide) : (line.rightSide, line.leftSide)
        let source = from.path.without(sideNames?.source)
        let target = to.path.without(sideNames?.target)
        guard let root = sourceRoot(in: scope), let first = source.members.first, let last = target.members.first
        else { return }
        var value = quietly { walk(source, from: root, in: scope) }
        let type = type(of: target, from: node)
        var isThere = (source: !value.isMissing, target: type != nil)
        if isThere.source, let type, isOfOtherKind(line, value, type) {
            // The field is another one here, which another line takes.
            if from.isOptional { isThere.source = false } else { isThere.target = false }
        }
        if from.isOptional { note(from.path, at: from.path.members.last, isThere: isThere.source) }
        if to.isOptional { note(to.path, at: to.path.members.last, isThere: isThere.target) }
        if from.isOptional, !isThere.source { return }
        if value.isRefused { value = walk(source, from: root, in: scope) }
        guard !value.isRefused else { return }
        if to.isOptional, !isThere.target {
            undelivered.append(Undelivered(members: source.members, reason: "\(targetLabel) has no \(target.text)."))
            return
        }
        guard let slot = slot(target, from: node) else {
            value.use()
            return
        }
        value.position = first.position
        let place = Target(
            type: slot.type,
            path: slot.node.path(of: slot.name),
            policies: line.policies,
            node: node
        )
        let content = content(value, through: line.through, into: place, in: scope)
        add(content, to: slot, refusal: line.policies.first { $0.word == "refuse" }, at: last.position, in: scope)
    }

    private func walk(_ path: MemberPath, from root: TypedValue, in scope: Scope) -> TypedValue {
        var value = root
        if let first = path.members.first { value.position = first.position }
        for name in path.members { value = member(name, of: value, in: scope) }
        return value
    }

    /// Notes whether a `?` is needed: there has to be a version without the field.
    func note(_ path: MemberPath, at name: Name?, isThere: Bool) {
        guard let name else { return }
        let problem = MappingProblem(
            at: name.position,
            length: name.text.unicodeScalars.count,
            "\(path.text) is in every version.",
            suggestion: "Leave ? out."
        )
        expect(problem, isMet: !isThere)
    }

    // MARK: - Through parts and tables

    func content(
        _ value: TypedValue,
        through name: Name?,
        into target: Target,
        in scope: Scope
    ) -> Content {
        if let content = listOfOne(value, through: name, into: target, in: scope) { return content }
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
}

extension TypedValue {
    /// Whether it stands for a field that this version of the source does not have.
    var isMissing: Bool {
        // A field that only other versions have is absent, and has no path.
        isRefused || access == nil
    }
}

extension TwoWayLine {
    /// One side of the line.
    struct Side {
        let path: MemberPath
        let isOptional: Bool
    }

    var leftSide: Side { Side(path: left, isOptional: leftIsOptionalByVersion) }
    var rightSide: Side { Side(path: right, isOptional: rightIsOptionalByVersion) }
}

extension MemberPath {
    /// The path as people write it.
    var text: String { members.map(\.text).joined(separator: ".") }

    /// The path without the name of its side in front.
    fileprivate func without(_ side: String?) -> MemberPath {
        guard let side, members.count > 1, members[0].text == side else { return self }
        return MemberPath(Array(members.dropFirst()))
    }
}
