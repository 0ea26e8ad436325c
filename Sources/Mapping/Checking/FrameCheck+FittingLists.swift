import Canonical

/// Lists, and lines of texts, that have to fit a field of the target.
extension FrameCheck {
    func list(_ value: TypedValue, _ misfits: [Misfit], into target: Target, in scope: Scope) -> CheckedContent {
        let (elements, max) = elements(of: target.type)
        // A list that is too long is cut or refused after it was written.
        var unbounded = target
        unbounded.type = ValueType(.list(elements.shape, min: 0, max: nil), parts: elements.parts)
        var content = copy(value, into: unbounded)
        let ofElements = misfits.filter { if case .tooMany = $0.kind { false } else { $0.path.isEmpty } }
        if !ofElements.isEmpty, let (variable, element) = elementVariable(nil, of: value, at: value.position) {
            var inner = target.oneOfSeveral
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
        target.elements ?? (target, nil)
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
    func split(_ value: TypedValue, into target: Target) -> Content? {
        guard let policy = target.policies.first(where: { if case .split = $0.kind { true } else { false } }) else {
            return nil
        }
        let (element, max) = elements(of: target.type)
        guard case .text(let line) = element.resolved, target.type.resolved.isList else {
            session.report(
                "Only a list of texts takes the lines of a split text, and \(target.path) is "
                    + "\(target.type.resolved.summary).",
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
