import Canonical

/// Calls of parts.
extension FrameCheck {
    /// The part of that name, if it can be called here; nil after saying why not.
    func part(_ name: Name) -> VisibleDeclarations.Part? {
        guard let part = home.part(name.text) else {
            let names = home.partNames + session.functions.keys.sorted()
            session.report("There is no function or part \(name.text).", at: name, Suggestion.among(name.text, names))
            return nil
        }
        if part.home === home, part.number >= partLimit {
            session.report(
                "\(name.text) cannot be called here: parts call only those that are declared before them.",
                at: name,
                "Declare \(name.text) further up."
            )
            return nil
        }
        return part
    }

    /// The result of a part for these arguments; the target decides which of several results it gives.
    func call(
        _ part: VisibleDeclarations.Part,
        _ name: Name,
        _ arguments: [Expression.Argument],
        into target: ValueType?,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let values = arguments.map { infer($0.value, in: scope) }
        for argument in arguments {
            guard let word = argument.word else { continue }
            session.report("Arguments of parts have no words in front.", at: word, "Leave \(word.text): out.")
        }
        return call(part, name, values, into: target, at: position)
    }

    func call(
        _ part: VisibleDeclarations.Part,
        _ name: Name,
        _ values: [TypedValue],
        into target: ValueType?,
        at position: SourcePosition
    ) -> TypedValue {
        for value in values { value.use() }
        guard !values.contains(where: \.isRefused),
            let instance = whole.instance(of: part, name, values, into: target)
        else { return .refused(at: position) }
        var absence = Absence.never
        for (value, type) in zip(values, instance.parameters) where !type.mayBeAbsent {
            absence = absence.and(value.absence)
        }
        return TypedValue(
            .part(instance.number, values.map(\.expression)),
            instance.result,
            absence: instance.result.mayBeAbsent ? .unknown : absence,
            at: position
        )
    }
}
