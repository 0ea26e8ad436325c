import Canonical

/// Fields that are carried as they are, and back.
extension FrameCheck {
    /// Notes whether a `?` is needed.
    private func note(_ field: CarriedField, isThere: Bool) {
        guard let path = Self.members(of: field.path, without: nil), let name = path.members.last else { return }
        note(path, at: name, isThere: isThere)
    }

    /// `carry PATH`: into `carried.FORMAT` of the target object, under the field's own name.
    func carry(_ field: CarriedField, into node: TargetNode, in scope: Scope) {
        let expression = field.path
        if field.isOptionalByVersion {
            let isThere = quietly { !infer(expression, in: scope).isMissing }
            note(field, isThere: isThere)
            if !isThere { return }
        }
        guard case .member(_, let name) = expression.kind else {
            if case .name(let text) = expression.kind, direction != nil {
                return carry(expression, as: Name(text, at: expression.position), into: node, in: scope)
            }
            session.report(
                "Only a field of the source can be carried.",
                at: expression.position,
                "Name it by its path."
            )
            return
        }
        carry(expression, as: name, into: node, in: scope)
    }

    private func carry(_ expression: Expression, as name: Name, into node: TargetNode, in scope: Scope) {
        let value = infer(expression, in: scope)
        guard !value.isRefused else { return }
        let format = sourceFormat ?? "format"
        let owner = node.path.isEmpty ? targetLabel : node.path
        guard sourceFormat != nil, node.memberType("carried") != nil else {
            value.use()
            session.report(
                "\(owner) has no member carried, so \(name.text) cannot be carried in it.",
                at: name,
                "Write `drop \(value.path ?? name.text) because \"…\"`, or add carried.\(format) to the type."
            )
            return
        }
        let members = ["carried", format, name.text].map { Name($0, at: name.position) }
        guard let slot = slot(MemberPath(members), from: node) else {
            value.use()
            return
        }
        let target = Target(type: slot.type, path: slot.node.path(of: slot.name), node: node)
        add(place(value, into: target, in: scope), to: slot, at: expression.position, in: scope)
    }

    /// The way back: a field of the target gets what `carried.FORMAT` of the source holds under its name.
    func carryBack(_ field: CarriedField, into node: TargetNode, in scope: Scope) {
        let expression = field.path
        guard let path = Self.members(of: expression, without: sideNames?.target), let last = path.members.last else {
            session.report("Only a field can be carried.", at: expression.position, "Name it by its path.")
            return
        }
        if field.isOptionalByVersion {
            let isThere = type(of: path, from: node) != nil
            note(field, isThere: isThere)
            if !isThere {
                let members = ["carried", targetFormat ?? "", last.text].map { Name($0, at: last.position) }
                undelivered.append(Undelivered(members: members, reason: "\(targetLabel) has no \(path.text)."))
                return
            }
        }
        guard let slot = slot(path, from: node), let source = sourceRoot(in: scope), let format = targetFormat else {
            return
        }
        var value = source
        for name in ["carried", format, last.text] {
            value = member(Name(name, at: last.position), of: value, in: scope)
        }
        let target = Target(type: slot.type, path: slot.node.path(of: slot.name), node: node)
        var content = Content(checked: .copy(value.expression), absence: value.absence, source: value.path)
        value.use()
        guard !value.isRefused else { return }
        // It came from there as it is; what is carried as any value is held against the type when it is written.
        if !value.forms.allSatisfy({ $0.shape == .any }) { content = place(value, into: target, in: scope) }
        add(content, to: slot, at: expression.position, in: scope)
    }

    /// The members of a path; nil if it is none.
    static func members(of expression: Expression, without root: String?) -> MemberPath? {
        switch expression.kind {
        case .name(let text): return text == root ? MemberPath([]) : MemberPath([Name(text, at: expression.position)])
        case .element: return MemberPath([])
        case .member(let base, let name):
            guard let path = members(of: base, without: root) else { return nil }
            return MemberPath(path.members + [name])
        default: return nil
        }
    }

    /// The source of a two-way mapping or part.
    func sourceRoot(in scope: Scope) -> TypedValue? {
        if let sideNames { return scope.names[sideNames.source] }
        return scope.element
    }
}
