import Canonical

/// Lists in the lines of two-way mappings and parts.
extension FrameCheck {
    /// One value where the other side has a list: a list of one, and back the only element; nil where both are alike.
    func listOfOne(
        _ value: TypedValue,
        through name: Name?,
        into target: Target,
        in scope: Scope
    ) -> Content? {
        let shapes = target.type.parts.alternatives(of: target.type.shape)
        let list = shapes.first { $0.isList }
        let isSplit = target.policies.contains { $0.word == "split" }
        switch (value.forms.contains(where: \.shape.isList), list) {
        case (true, nil) where !shapes.contains(.any):
            return content(only(value, at: value.position, in: scope), through: name, into: target, in: scope)
        case (false, .list(let element, _, _)?) where !isSplit && !value.forms.contains(where: { $0.shape == .any }):
            var inner = target.oneOfSeveral
            inner.type = ValueType(element, parts: target.type.parts)
            var content = content(value, through: name, into: inner, in: scope)
            content.checked = .list([content.checked])
            return content
        default: return nil
        }
    }

    /// A list goes through a part or table element by element.
    func each(
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
