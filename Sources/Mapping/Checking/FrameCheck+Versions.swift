import Canonical

/// Fields that only some versions of a type have, or that are of another kind in some.
extension FrameCheck {
    /// A field of the source whose line leads to one that this version of the target does not have.
    struct Undelivered {
        /// The path below the source.
        let members: [Name]
        /// What the finding says.
        let reason: String
    }

    /// The type of a field of the target; nil if this version does not have it.
    func type(of path: MemberPath, from node: TargetNode) -> ValueType? {
        guard let first = path.members.first, let type = node.memberType(first.text) else { return nil }
        var types = [type]
        for name in path.members.dropFirst() { types = types.flatMap { Self.follow([name.text], from: $0) } }
        guard types.count > 1 else { return types.first }
        return ValueType(.choice(types.map(\.shape)), parts: types[0].parts)
    }

    // MARK: - Kinds

    /// Notes the fields that several two-way lines have on one side.
    func noteSharedFields(_ statements: [Statement]) {
        var seen: Set<String> = []
        for statement in statements {
            guard case .twoWay(let line) = statement.kind else { continue }
            for key in line.optionalSides where !seen.insert(key).inserted { sharedFields.insert(key) }
        }
    }

    /// Whether a field with `?`, which other lines have as well, is of a kind that this line does not take.
    func isOfOtherKind(_ line: TwoWayLine, _ value: TypedValue, _ target: ValueType) -> Bool {
        guard line.optionalSides.contains(where: sharedFields.contains) else { return false }
        let from = value.type.elementOrSelf
        let to = target.elementOrSelf
        if let name = line.through, home.codes(name.text) == nil, let part = quietly({ self.part(name) }) {
            return !PartCall.isFor(from, to, part, session)
        }
        return from.isStructured != to.isStructured
    }

    // MARK: - What no line took

    /// Drops what lines would have written to fields that this version does not have, as far as no other line uses it.
    func dropUndelivered(in scope: Scope) {
        guard let root = sourceRoot(in: scope) else { return }
        let coverage = SourceCoverage(targetFormat: targetFormat)
        for field in undelivered {
            guard let last = field.members.last else { continue }
            var owner = root
            var isUsed = false
            quietly {
                for name in field.members.dropLast() {
                    owner = member(name, of: owner, in: scope)
                    isUsed = isUsed || owner.forms.contains { $0.use.used != nil }
                }
            }
            if isUsed { continue }
            for form in owner.forms {
                guard let shape = form.shape.member(last.text)?.shape else { continue }
                for path in coverage.unused(shape, form.parts, form.use.member(last.text)) {
                    drop(expression(field.members, path), field.reason, in: scope)
                }
            }
        }
        undelivered = []
    }

    /// A path below the source as an expression.
    private func expression(_ members: [Name], _ rest: [String]) -> Expression {
        let position = members[0].position
        let names = members + rest.map { Name($0.firstWord, at: position) }
        var expression = Expression(.element, at: position)
        if let sideNames {
            expression = Expression(.name(sideNames.source), at: position)
        }
        for name in names { expression = Expression(.member(expression, name), at: position) }
        return expression
    }
}

extension String {
    /// The text up to the first blank: a field without what tells its forms apart.
    fileprivate var firstWord: String { prefix { $0 != " " }.description }
}

extension ValueType {
    /// Of a list, the type of its elements.
    fileprivate var elementOrSelf: ValueType {
        for case .list(let element, _, _) in parts.alternatives(of: shape) { return ValueType(element, parts: parts) }
        return self
    }
}

extension TwoWayLine {
    /// The sides with `?`, with what tells left from right.
    fileprivate var optionalSides: [String] {
        (leftIsOptionalByVersion ? ["<" + left.text] : []) + (rightIsOptionalByVersion ? [">" + right.text] : [])
    }
}
