import Canonical

/// Source fields that have no place in the target: dropped with a reason, or carried as they are.
extension FrameCheck {
    func drop(_ expression: Expression, _ reason: String, in scope: Scope) {
        if case .filtered = expression.kind { return dropElements(expression, reason, in: scope) }
        guard isPath(expression) else {
            infer(expression, in: scope).use()
            session.report(
                "Only fields of the source can be dropped.",
                at: expression.position,
                "Name the field by its path."
            )
            return
        }
        let spread = spread(expression, in: scope)
        // Another version of the type has a field that this one does not have: here there is nothing to drop.
        guard !spread.value.isRefused, let access = spread.value.access, let path = spread.value.path else { return }
        let uses = spread.value.forms.map(\.use)
        if uses.contains(where: { $0.dropped != nil }) {
            session.report("\(path) is dropped already.", at: expression.position, "Leave it out here.")
        }
        for use in uses { use.drop(at: expression.position) }
        // Members of a map have no names in the type: some can be used and the others dropped.
        let isMap = spread.value.forms.contains { if case .map = $0.shape { true } else { false } }
        if !isMap { dropped.append(Dropped(uses: uses, path: path, position: expression.position)) }
        let members = (spread.members + access.members).filter { !$0.hasPrefix("[") }
        addStep(
            .drop(spread.expression, path: "/" + members.joined(separator: "/"), reason: reason),
            in: scope,
            at: expression.position
        )
    }

    /// Elements for which a condition holds; others of the list may be used.
    private func dropElements(_ expression: Expression, _ reason: String, in scope: Scope) {
        let value = infer(expression, in: scope)
        value.use()
        guard !value.isRefused else { return }
        let path = value.path.map { "/" + $0.split(separator: ".").dropFirst().joined(separator: "/") } ?? "/"
        addStep(.drop(value.expression, path: path, reason: reason), in: scope, at: expression.position)
    }

    /// A field of all elements of the lists on the way to it.
    private struct Spread {
        /// The field of one element.
        var value: TypedValue
        /// The lists, from the outermost, with the variables that stand for their elements.
        var lists: [(CheckedExpression, variable: Int)] = []
        /// The members that lead to the innermost list.
        var members: [String] = []

        /// The fields of all elements.
        var expression: CheckedExpression {
            lists.reversed()
                .reduce(value.expression) { result, list in
                    CheckedExpression(
                        .each(list.0, variable: list.variable, condition: nil, result: result),
                        type: ValueType(.list(result.type.shape, min: 0, max: nil), parts: result.type.parts),
                        at: result.position
                    )
                }
        }
    }

    private func spread(_ expression: Expression, in scope: Scope) -> Spread {
        guard case .member(let base, let name) = expression.kind else {
            return Spread(value: infer(expression, in: scope))
        }
        var spread = spread(base, in: scope)
        let list = spread.value
        if list.forms.contains(where: \.shape.isList),
            let (variable, element) = elementVariable(list.path, of: list, at: expression.position)
        {
            spread.lists.append((list.expression, variable))
            spread.members += list.access?.members ?? []
            spread.value = element
        }
        spread.value = member(name, of: spread.value, in: scope)
        return spread
    }

    private func isPath(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .name, .element: true
        case .member(let base, _), .position(let base, _), .last(let base), .only(let base): isPath(base)
        default: false
        }
    }

    /// Says what is dropped and used as well.
    func reportDropped() {
        for dropped in dropped {
            guard let used = dropped.uses.lazy.compactMap(\.firstUsed).first else { continue }
            let path = ([dropped.path] + used).joined(separator: ".")
            session.report(
                used.isEmpty
                    ? "\(path) is dropped, and another line uses it."
                    : "\(dropped.path) is dropped, and another line uses \(path).",
                at: dropped.position,
                length: dropped.path.unicodeScalars.count,
                used.isEmpty ? "Leave it out here." : "Drop only the fields that no line uses."
            )
        }
    }

    // MARK: - Not used

    /// Says which fields of an input or parameter no line uses.
    func reportUnused(_ type: ValueType, _ use: SourceUse, _ name: String, at position: SourcePosition) {
        let coverage = SourceCoverage(targetFormat: targetFormat)
        let paths = coverage.unused(type.shape, type.parts, use)
        for path in paths.prefix(Self.unusedMax) {
            let text = (name.isEmpty ? path : [name] + path).joined(separator: ".")
            let bare = text.firstRange(of: " where ").map { String(text[..<$0.lowerBound]) } ?? text
            session.report(
                "\(text.isEmpty ? "The source" : text) is not used, carried or dropped.",
                at: position,
                length: max(1, name.unicodeScalars.count),
                "Use it, or write `drop \(bare) because \"…\"`."
            )
        }
        guard paths.count > Self.unusedMax else { return }
        session.report(
            "\(paths.count - Self.unusedMax) more fields are not used, carried or dropped.",
            at: position,
            length: max(1, name.unicodeScalars.count)
        )
    }

    /// How many fields of one input are named that no line uses.
    private static let unusedMax = 40
}
