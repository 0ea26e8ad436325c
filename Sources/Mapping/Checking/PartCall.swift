import Canonical

/// A call of a part: which of the part's types its arguments and its result have, and the check of the part for them.
struct PartCall {
    let direction: Statement.Direction?
    private(set) var parameters: [ResolvedType]
    let result: ResolvedType
    private let whole: CombinationCheck
    private let part: VisibleDeclarations.Part
    private let parameterTypes: [TypeName]

    private var session: CheckSession { whole.session }

    /// Finds the types; nil after saying which argument is not among them.
    init?(
        _ whole: CombinationCheck,
        _ part: VisibleDeclarations.Part,
        _ name: Name,
        _ values: [TypedValue],
        into target: ValueType?
    ) {
        self.whole = whole
        self.part = part
        let session = whole.session
        let types: [TypeName]
        let resultType: TypeName
        switch part.declaration.signature {
        case .oneWay(let declared, let result):
            direction = nil
            types = declared.map(\.type)
            resultType = result
        case .twoWay(let left, let right):
            // The argument says which way it goes.
            let isBackward = values.first.map { value in
                !Self.accepts(left, value, session) && Self.accepts(right, value, session)
            }
            direction = isBackward ?? false ? .backward : .forward
            types = [isBackward ?? false ? right : left]
            resultType = isBackward ?? false ? left : right
        }
        parameterTypes = types
        guard values.count == types.count else {
            session.report(
                "\(name.text) takes \(types.count) argument\(types.count == 1 ? "" : "s").",
                at: name,
                "Give it \(types.map(\.text).joined(separator: ", "))."
            )
            return nil
        }
        parameters = []
        for (value, type) in zip(values, types) {
            guard let resolved = Self.resolve(type, value, session) else {
                session.report(
                    "\(name.text) takes \(type.text), and \(value.path ?? "the argument") is not of this type.",
                    at: value.position,
                    Self.whyNot(type, value, session) ?? "Call a part that is declared for it."
                )
                return nil
            }
            parameters.append(resolved)
        }
        guard let result = Self.result(resultType, target, name, session) else { return nil }
        self.result = result
    }

    // MARK: - Types

    private static func accepts(_ type: TypeName, _ value: TypedValue, _ session: CheckSession) -> Bool {
        session.quietly { resolve(type, value, session) != nil }
    }

    /// Whether a two-way part makes values of one type from values of the other.
    static func isFor(
        _ source: ValueType,
        _ target: ValueType,
        _ part: VisibleDeclarations.Part,
        _ session: CheckSession
    ) -> Bool {
        guard case .twoWay(let left, let right) = part.declaration.signature else { return true }
        let value = TypedValue(.constant(.boolean(false)), source, at: part.declaration.name.position)
        return accepts(left, value, session) && gives(right, target, session)
            || accepts(right, value, session) && gives(left, target, session)
    }

    private static func gives(_ type: TypeName, _ target: ValueType, _ session: CheckSession) -> Bool {
        switch type {
        case .component, .document, .versions: matching(type, target, session) != nil
        case .oneOf(let types): types.contains { gives($0, target, session) }
        case .optional(let type): gives(type, target, session)
        case .list, .text, .simple, .constants: !target.isStructured
        }
    }

    /// The type that a parameter has for an argument; nil if it does not take it.
    private static func resolve(_ type: TypeName, _ value: TypedValue, _ session: CheckSession) -> ResolvedType? {
        switch type {
        case .oneOf(let types):
            for type in types {
                if let resolved = session.quietly({ resolve(type, value, session) }) { return resolved }
            }
            return nil
        case .optional(let type):
            guard let resolved = resolve(type, value, session) else { return nil }
            var optional = resolved.type
            optional.mayBeAbsent = true
            return ResolvedType(label: resolved.label, type: optional, format: resolved.format)
        case .component(let system, let name):
            guard
                session.types.isComponent(value.shape, value.parts, system: system.text, name: name.text)
            else { return nil }
            let format = session.types.format(of: "\(system.text):\(name.text)")
            return ResolvedType(
                label: "\(system.text):\(name.text)",
                type: ValueType(value.shape, parts: value.parts),
                format: format
            )
        case .document, .versions, .list, .text, .simple, .constants:
            for candidate in TypeResolver(session).alternatives(of: type) {
                let misfits = ShapeFit.misfits(value.type, into: candidate.type, session.patterns)
                if misfits.isEmpty { return candidate }
            }
            return nil
        }
    }

    private static func whyNot(_ type: TypeName, _ value: TypedValue, _ session: CheckSession) -> String? {
        if value.forms.contains(where: \.shape.isList) {
            return value.path.map { "\($0) is a list: write each c in \($0) => …, or only \($0)." }
        }
        guard let simple = TypeResolver(session).simple(type) else { return nil }
        return ShapeFit.misfits(value.type, into: ValueType(simple), session.patterns).first
            .map { misfit in
                "It \(misfit.text)."
            }
    }

    /// The type of the result: of several versions the one that the target has.
    private static func result(
        _ type: TypeName,
        _ target: ValueType?,
        _ name: Name,
        _ session: CheckSession
    ) -> ResolvedType? {
        if let target, let component = matching(type, target, session) { return component }
        let alternatives = TypeResolver(session).alternatives(of: type)
        if alternatives.count == 1 { return alternatives[0] }
        if alternatives.count > 1 {
            session.report(
                "Which version of \(type.text) \(name.text) has to give is not clear here.",
                at: name,
                "Call it where its result goes straight into the target."
            )
        }
        return nil
    }

    private static func matching(_ type: TypeName, _ target: ValueType, _ session: CheckSession) -> ResolvedType? {
        switch type {
        case .component(let system, let name):
            guard session.types.isComponent(target.shape, target.parts, system: system.text, name: name.text) else {
                return nil
            }
            return ResolvedType(
                label: "\(system.text):\(name.text)",
                type: ValueType(target.shape, parts: target.parts),
                format: session.types.format(of: "\(system.text):\(name.text)")
            )
        case .oneOf(let types): return types.lazy.compactMap { matching($0, target, session) }.first
        case .optional(let type): return matching(type, target, session)
        default: return nil
        }
    }

    // MARK: - The part itself

    /// Checks the part for these types; nil where something is wrong with it, which is said.
    func check() -> CheckedPart? {
        let frame = FrameCheck(
            whole,
            home: part.home,
            partLimit: part.number,
            direction: direction,
            sourceFormat: parameters.lazy.compactMap(\.format).first,
            targetFormat: result.format
        )
        let problems = session.problemCount
        var scope = Scope()
        var uses: [(ResolvedType, SourceUse, String, SourcePosition)] = []
        for (number, parameter) in parameters.enumerated() {
            let use = SourceUse()
            let name = parameterName(number)
            let position = name?.position ?? part.declaration.name.position
            let value = frame.root(name?.text ?? "", parameter, use, at: position)
            let others = parameterTypes[number]
            frame.roots[number] = FrameCheck.Root(label: parameter.label) { [session] in
                session.quietly { TypeResolver(session).alternatives(of: others) }.map(\.type)
            }
            if let name { frame.bind(name, to: value, in: &scope) } else { scope.element = value }
            uses.append((parameter, use, name?.text ?? "", position))
        }
        frame.targetLabel = result.label
        let (checked, absence) = frame.partFrame(part.declaration.body, into: result, scope, part.declaration.name)
        for (parameter, use, name, position) in uses where parameter.type.isStructured {
            frame.reportUnused(parameter.type, use, name, at: position)
        }
        frame.reportDropped()
        frame.reportUnusedNames()
        guard session.problemCount == problems else { return nil }
        var type = result.type
        type.mayBeAbsent = absence != .never
        return CheckedPart(
            name: part.declaration.name.text,
            parameters: parameters.map(\.type),
            result: type,
            frame: checked
        )
    }

    private func parameterName(_ number: Int) -> Name? {
        guard case .oneWay(let declared, _) = part.declaration.signature else { return nil }
        return declared[number].name
    }
}

extension ValueType {
    /// Whether it has members: then a part has to use all of them.
    var isStructured: Bool {
        parts.alternatives(of: shape)
            .contains { shape in
                if case .list(let element, _, _) = shape { return ValueType(element, parts: parts).isStructured }
                return shape.isObject
            }
    }
}

extension TypeName {
    /// The type as a file writes it.
    package var text: String {
        switch self {
        case .document(let name): name.text
        case .versions(let first, let last): "\(first.text)..\(last)"
        case .component(let system, let name): "\(system.text):\(name.text)"
        case .text(let min, let max, let set, _):
            "text" + (max.map { min > 0 ? " \(min)..\($0)" : " \($0)" } ?? "") + (set.map { " in \($0)" } ?? "")
        case .simple(let simple, _): simple.rawValue
        case .constants(let codes, _): codes.map { "\"\($0)\"" }.joined(separator: " | ")
        case .list(let type, _): "list of \(type.text)"
        case .optional(let type): "\(type.text)?"
        case .oneOf(let types): types.map(\.text).joined(separator: " | ")
        }
    }
}
