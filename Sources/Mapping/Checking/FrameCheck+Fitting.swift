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
        var content = Content(checked: .copy(value.expression), absence: value.absence, source: value.path)
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

    // MARK: - Policies

    /// What is not answered by a policy of the line; what is, is noted as needed.
    private func unanswered(_ misfits: [Misfit], _ target: Target) -> [Misfit] {
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

    private func note(_ policy: FitPolicy, isNeeded: Bool) {
        let problem = MappingProblem(
            at: policy.position,
            length: policy.word.unicodeScalars.count,
            "The value always fits, so `\(policy.word)` is never needed.",
            suggestion: "Leave `\(policy.word)` out."
        )
        session.expect(problem, isMet: isNeeded)
    }

    private func report(_ misfits: [Misfit], of value: TypedValue, _ target: Target) {
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
    private var mark: String { isInTwoWayLine ? ", " : "| " }

    // MARK: - Texts

    /// A single value with what is done where it does not fit.
    private func fitted(
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

    // MARK: - Lists

    private func list(_ value: TypedValue, _ misfits: [Misfit], into target: Target, in scope: Scope) -> CheckedContent
    {
        let (elements, max) = elements(of: target.type)
        var content = CheckedContent.copy(value.expression)
        let ofElements = misfits.filter { if case .tooMany = $0.kind { false } else { $0.path.isEmpty } }
        if !ofElements.isEmpty, let (variable, element) = elementVariable(nil, of: value, at: value.position) {
            var inner = target
            inner.type = elements
            let (fitted, own) = withOwnSteps {
                self.fitted(element.expression, element.type, ofElements, into: inner, in: scope)
            }
            content = .each(variable: variable, list: value.expression, condition: nil, steps: own, fitted)
        }
        guard let max, misfits.contains(where: { if case .tooMany = $0.kind { true } else { false } }) else {
            return content
        }
        return .bounded(
            content,
            max: max,
            isCut: target.policies.contains { if case .cut = $0.kind { true } else { false } }
        )
    }

    /// The type of the elements of a list in the target, and how many there can be.
    private func elements(of target: ValueType) -> (ValueType, max: Int?) {
        for shape in target.parts.alternatives(of: target.shape) {
            if case .list(let element, _, let max) = shape { return (ValueType(element, parts: target.parts), max) }
        }
        return (target, nil)
    }

    /// A list that may have more elements than fit, with what then happens.
    func bound(
        _ content: CheckedContent,
        _ max: Int?,
        _ count: Int?,
        _ source: String,
        _ target: Target,
        at position: SourcePosition
    ) -> CheckedContent {
        for policy in target.policies { note(policy, isNeeded: false) }
        guard let max, count.map({ $0 > max }) ?? true else { return content }
        let misfit = Misfit(kind: .tooMany(max))
        guard let policy = target.policy(for: misfit) else {
            let advice = misfit.policies.map { "`\(mark)\($0)`" }.joined(separator: " or ")
            session.report(
                "\(source) does not fit \(target.path): it \(misfit.text).",
                at: position,
                "End the line with \(advice)."
            )
            return content
        }
        note(policy, isNeeded: true)
        if case .cut = policy.kind { return .bounded(content, max: max, isCut: true) }
        return .bounded(content, max: max, isCut: false)
    }

    /// One text as several lines, where the line says so; nil where it does not.
    private func split(_ value: TypedValue, into target: Target) -> Content? {
        guard let policy = target.policies.first(where: { if case .split = $0.kind { true } else { false } }) else {
            return nil
        }
        let (element, max) = elements(of: target.type)
        guard case .text(let line) = element.resolved, target.type.resolved.isList else {
            session.report(
                "Only a list of texts takes the lines of a split text, and \(target.path) is \(target.type.resolved.summary).",
                at: policy.position,
                "Write `\(mark)cut` or `\(mark)refuse`."
            )
            return .refused(at: value.position)
        }
        note(policy, isNeeded: true)
        let misfits = ShapeFit.misfits(value.type, into: element, session.patterns)
            .filter { misfit in
                if case .longer = misfit.kind { false } else { true }
            }
        let rest = unanswered(misfits, target)
        report(rest, of: value, target)
        var fit = CheckedFit(length: .split, characters: .fits, refusesOthers: false)
        for misfit in misfits {
            switch (misfit.kind, target.policy(for: misfit)?.kind) {
            case (.characters, .transliterate?): fit.characters = .transliterate
            case (.characters, .replace(let character)?): fit.characters = .replace(character)
            case (.characters, _): fit.characters = .refuse
            default: fit.refusesOthers = true
            }
        }
        let type = ValueType(
            .list(element.shape, min: 0, max: nil),
            parts: element.parts,
            mayBeAbsent: value.type.mayBeAbsent
        )
        let expression = CheckedExpression(.fitted(value.expression, line, fit), type: type, at: value.position)
        var lines: Int?
        if case .text(let text) = value.type.resolved, let all = text.lengthMax, let one = line.lengthMax, all <= one {
            lines = 1
        }
        let content = bound(.copy(expression), max, lines, value.path ?? "The text", target, at: value.position)
        return Content(checked: content, absence: value.absence, source: value.path)
    }
}

extension FrameCheck.Target {
    /// What the line says about a misfit; `refuse` is for what no other policy answers.
    fileprivate func policy(for misfit: Misfit) -> FitPolicy? {
        let answers = policies.filter { $0.answers(misfit) }
        return answers.first { $0.word != "refuse" } ?? answers.first
    }
}

extension FitPolicy {
    /// The word, as a file writes it.
    var word: String {
        switch kind {
        case .cut: "cut"
        case .refuse: "refuse"
        case .split: "split"
        case .overflow: "overflow"
        case .transliterate: "transliterate"
        case .replace: "replace"
        }
    }

    /// Whether it is about the length of a text.
    var isAboutLength: Bool {
        switch kind {
        case .cut, .overflow, .split: true
        default: false
        }
    }

    /// Whether it says what happens to a value that does not fit in this way.
    func answers(_ misfit: Misfit) -> Bool {
        guard misfit.path.isEmpty else { return false }
        return switch (kind, misfit.kind) {
        case (.cut, .longer), (.cut, .tooMany), (.overflow, .longer): true
        case (.transliterate, .characters), (.replace, .characters): true
        case (.refuse, .longer), (.refuse, .shorter), (.refuse, .codes), (.refuse, .pattern), (.refuse, .characters),
            (.refuse, .tooMany), (.refuse, .unknown):
            true
        default: false
        }
    }
}
