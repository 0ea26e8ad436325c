import Canonical

/// What conditions say about the forms of a value, and whether it is there.
extension FrameCheck {
    /// What the presence of a member says about the object that has it.
    func presenceFacts(_ access: AccessPath, _ subject: Expression, in scope: Scope) -> Facts {
        var facts = Facts(whenTrue: [.present(access)])
        guard case .member(let base, let name) = subject.kind else { return facts }
        let owner = quietly { infer(base, in: scope) }
        guard let path = owner.access else { return facts }
        let having = owner.forms.filter { $0.shape.member(name.text) != nil }
        let lacking = owner.forms.filter { !($0.shape.member(name.text)?.isRequired ?? false) }
        if having.count < owner.forms.count { facts.whenTrue.append(.forms(path, Set(having.map(\.identity)))) }
        if lacking.count < owner.forms.count, !lacking.isEmpty {
            facts.whenFalse.append(.forms(path, Set(lacking.map(\.identity))))
        }
        return facts
    }

    /// What it says about an object that one of its members is one of some constants.
    func facts(that subject: TypedValue, _ expression: Expression, isOneOf literals: [Literal], in scope: Scope)
        -> Facts
    {
        guard let access = subject.access else { return Facts() }
        var facts = Facts(whenTrue: [.present(access)])
        guard case .member(let base, let name) = expression.kind else { return facts }
        let owner = quietly { infer(base, in: scope) }
        guard let path = owner.access else { return facts }
        let matching = owner.forms.filter { form in
            form.shape.member(name.text).map { Self.admits($0.shape, form.parts, literals) } ?? false
        }
        let others = owner.forms.filter { form in
            guard let member = form.shape.member(name.text), member.isRequired else { return true }
            return !Self.isOnly(member.shape, form.parts, literals)
        }
        if matching.count < owner.forms.count { facts.whenTrue.append(.forms(path, Set(matching.map(\.identity)))) }
        if others.count < owner.forms.count { facts.whenFalse.append(.forms(path, Set(others.map(\.identity)))) }
        return facts
    }

    /// Whether a value of a shape can be one of some constants.
    private static func admits(_ shape: DocumentShape, _ parts: ShapeParts, _ literals: [Literal]) -> Bool {
        parts.alternatives(of: shape)
            .contains { shape in
                guard case .text(let text) = shape, let codes = text.codes else { return true }
                return literals.contains { codes.contains($0.text) }
            }
    }

    /// Whether a value of a shape is always one of some constants.
    private static func isOnly(_ shape: DocumentShape, _ parts: ShapeParts, _ literals: [Literal]) -> Bool {
        parts.alternatives(of: shape)
            .allSatisfy { shape in
                guard case .text(let text) = shape, let codes = text.codes else { return false }
                return codes.allSatisfy { code in literals.contains { $0.text == code } }
            }
    }
}
