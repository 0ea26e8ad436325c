import Canonical

/// Values that have to fit a field of the target.
extension FrameCheck {
    /// Puts a value into the target; says what may not fit and what would say what then happens.
    func place(_ value: TypedValue, into target: Target, in scope: Scope) -> Content {
        value.use()
        for policy in target.policies { note(policy, isNeeded: value.isRefused) }
        guard !value.isRefused else { return .refused(at: value.position) }
        if let split = split(value, into: target) { return split }
        let misfits = ShapeFit.misfits(value.type, into: target.type, session.patterns)
        let rest = unanswered(misfits, target)
        report(rest, of: value, target)
        guard rest.isEmpty else { return .refused(at: value.position) }
        var content = Content(checked: copy(value, into: target), absence: value.absence, source: value.path)
        content.constant = value.constant
        if value.forms.contains(where: { $0.shape.isObject || $0.shape == .any && target.type.isStructured }) {
            return content
        }
        if value.forms.contains(where: \.shape.isList) {
            content.checked = list(value, misfits, into: target, in: scope)
            return content
        }
        content.checked = fitted(value.expression, value.type, misfits, into: target, in: scope)
        return content
    }

    /// The value as it is, without layout for which the target has no place.
    func copy(_ value: TypedValue, into target: Target) -> CheckedContent {
        let omits = ShapeFit.omits(value.type, into: target.type, session.patterns)
        return .copy(value.expression, into: omits ? target.type : nil)
    }

    // MARK: - Policies

    /// What is not answered by a policy of the line; what is, is noted as needed.
    func unanswered(_ misfits: [Misfit], _ target: Target) -> [Misfit] {
        misfits.filter { misfit in
            guard let policy = target.policy(for: misfit) else { return true }
            note(policy, isNeeded: true)
            // Characters that are written by others can make a text longer.
            if case .characters = misfit.kind { noteLengthening(target) }
            return false
        }
    }

    private func noteLengthening(_ target: Target) {
        guard target.policies.contains(where: { if case .transliterate = $0.kind { true } else { false } }) else {
            return
        }
        for policy in target.policies where policy.isAboutLength { note(policy, isNeeded: true) }
    }

    func noteNeeded(_ policy: FitPolicy) { note(policy, isNeeded: true) }

    func note(_ policy: FitPolicy, isNeeded: Bool) {
        let problem = MappingProblem(
            at: policy.position,
            length: policy.word.unicodeScalars.count,
            "The value always fits, so `\(policy.word)` is never needed.",
            suggestion: "Leave `\(policy.word)` out."
        )
        expect(problem, isMet: isNeeded)
    }

    func report(_ misfits: [Misfit], of value: TypedValue, _ target: Target) {
        for misfit in misfits.prefix(3) {
            let subject = value.path ?? (value.constant != nil ? "This constant" : "The value")
            session.report(
                "\(subject) does not fit \(target.path): it \(misfit.text).",
                at: value.position,
                length: value.constant.map { $0.text.unicodeScalars.count + 2 } ?? value.path?.unicodeScalars.count
                    ?? 1,
                advice(misfit, value, target)
            )
        }
    }

    private func advice(_ misfit: Misfit, _ value: TypedValue, _ target: Target) -> String? {
        if value.constant != nil {
            guard case .codes(let codes) = misfit.kind, let code = codes.first,
                case .text(let text) = target.type.resolved
            else { return "Write a constant that fits." }
            return Suggestion.among(code, text.codes ?? [], what: "It can be")
        }
        let path = value.path ?? "…"
        switch misfit.kind {
        case .list: return "Write `only \(path)`, take one element such as \(path)[1], or join the elements."
        case .single: return "Write [\(path)] for a list of one element, or `| split` for lines."
        case .notWrittenAsDate: return "Call a function that gives a date."
        case .kind(_, let target): return "Call a function that gives \(target)."
        case .member(let name): return "Assign the fields one by one, and say what becomes of \(name)."
        case .missing: return "Assign the fields one by one."
        case .codes where misfit.path.isEmpty: return "Look it up with `through`, or end the line with `\(mark)refuse`."
        default: break
        }
        guard !misfit.policies.isEmpty else { return "Assign the fields one by one." }
        return "End the line with " + misfit.policies.map { "`\(mark)\($0)`" }.joined(separator: " or ") + "."
    }

    /// What stands before a policy.
    var mark: String { isInTwoWayLine ? ", " : "| " }

    // MARK: - Texts

    /// A single value with what is done where it does not fit.
    func fitted(
        _ expression: CheckedExpression,
        _ type: ValueType,
        _ misfits: [Misfit],
        into target: Target,
        in scope: Scope
    ) -> CheckedContent {
        let shape = scalar(type, target.type)
        guard !misfits.isEmpty, case .text(let text) = shape else { return .value(expression, shape: shape) }
        var fit = CheckedFit(length: .fits, characters: .fits, refusesOthers: false)
        var overflow: (variable: Int, path: MemberPath, position: SourcePosition)?
        for misfit in misfits {
            guard let policy = target.policy(for: misfit) else { continue }
            switch (misfit.kind, policy.kind) {
            case (.longer, .cut): fit.length = .cut
            case (.longer, .overflow(let path)):
                let variable = newVariable()
                fit.length = .overflow(variable: variable)
                overflow = (variable, path, policy.position)
            case (.longer, _): fit.length = .refuse
            case (.characters, .transliterate): fit.characters = .transliterate
            case (.characters, .replace(let character)): fit.characters = .replace(character)
            case (.characters, _): fit.characters = .refuse
            default: fit.refusesOthers = true
            }
        }
        // Letters in place of others can make a text longer.
        if case .transliterate = fit.characters, case .fits = fit.length {
            if target.policies.contains(where: { if case .cut = $0.kind { true } else { false } }) { fit.length = .cut }
        }
        let fittedType = ValueType(shape, mayBeAbsent: type.mayBeAbsent)
        let value = CheckedExpression(.fitted(expression, text, fit), type: fittedType, at: expression.position)
        guard let overflow else { return .value(value, shape: shape) }
        // Worked out first, so that the rest is known wherever its field stands in the target.
        let variable = newVariable()
        addStep(.define(variable: variable, value), in: scope, at: expression.position)
        assignRest(overflow.variable, of: type, text, to: overflow.path, target, at: overflow.position, in: scope)
        return .value(CheckedExpression(.variable(variable), type: fittedType, at: expression.position), shape: shape)
    }

    private func assignRest(
        _ variable: Int,
        of type: ValueType,
        _ text: TextShape,
        to path: MemberPath,
        _ target: Target,
        at position: SourcePosition,
        in scope: Scope
    ) {
        if target.isOneOfSeveral {
            session.report(
                "What goes over to \(path.members.map(\.text).joined(separator: ".")) depends on more than this value.",
                at: position,
                "Write the line under statements such as if … { … }, or cut the value."
            )
        }
        guard let slot = slot(path, from: target.node) else { return }
        var rest = text
        rest.lengthMin = 0
        rest.pattern = nil
        rest.codes = nil
        if case .text(let source) = type.resolved, let max = source.lengthMax, let own = text.lengthMax {
            rest.lengthMax = max - own
        } else {
            rest.lengthMax = nil
        }
        var value = TypedValue(.variable(variable), ValueType(.text(rest), mayBeAbsent: true), at: position)
        value.path = "what goes over"
        let target = Target(type: slot.type, path: slot.node.path(of: slot.name), node: target.node)
        add(place(value, into: target, in: scope), to: slot, at: position, in: scope)
    }

    /// The one of the target's shapes that a single value has.
    private func scalar(_ type: ValueType, _ target: ValueType) -> DocumentShape {
        let shapes = target.parts.alternatives(of: target.shape)
        return shapes.first { shape in
            ShapeFit.misfits(type, into: ValueType(shape), session.patterns).isEmpty
        } ?? shapes.first { if case .text = $0 { true } else { false } } ?? shapes.first ?? .any
    }
}
