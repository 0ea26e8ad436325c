import Canonical

/// Calls of functions.
extension FrameCheck {
    func call(
        _ name: Name,
        _ arguments: [Expression.Argument],
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        if let function = session.functions[name.text] {
            return call(function, name, arguments, at: position, in: scope)
        }
        if let part = part(name) { return call(part, name, arguments, into: nil, at: position, in: scope) }
        for argument in arguments { infer(argument.value, in: scope).use() }
        return .refused(at: position)
    }

    // MARK: - Functions

    private func call(
        _ function: MappingFunction,
        _ name: Name,
        _ arguments: [Expression.Argument],
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        var values = [TypedValue?](repeating: nil, count: function.parameters.count)
        var isRefused = false
        var absence = Absence.never
        var next = 0
        for argument in arguments {
            let value = infer(argument.value, in: scope)
            guard let number = parameter(of: function, argument, name, &next) else {
                value.use()
                isRefused = true
                continue
            }
            let parameter = function.parameters[number]
            if values[number] != nil {
                session.report("\(parameter.name) is given twice.", at: argument.word ?? name)
            }
            values[number] = value
            if value.isRefused || !takes(parameter, value, name) { isRefused = true }
            if !parameter.isOptional { absence = absence.and(value.absence) }
        }
        for (parameter, value) in zip(function.parameters, values) where value == nil && !parameter.isOptional {
            session.report(
                "\(name.text) needs \(parameter.name).",
                at: name,
                "It takes \(function.signature)."
            )
            isRefused = true
        }
        guard !isRefused else { return .refused(at: position) }
        // Asked for arguments that are there, so that the answer says whether the function itself may give nothing.
        let types = values.map { value in
            value.map { ValueType($0.shape, parts: $0.parts) }
        }
        let type = function.result(types, values.map { $0?.constant })
        return TypedValue(
            .function(function, values.map { $0?.expression }),
            type,
            absence: type.mayBeAbsent ? .unknown : absence,
            at: position
        )
    }

    private func parameter(
        of function: MappingFunction,
        _ argument: Expression.Argument,
        _ name: Name,
        _ next: inout Int
    ) -> Int? {
        if let word = argument.word {
            if let number = function.parameters.firstIndex(where: { $0.name == word.text }) { return number }
            session.report(
                "\(name.text) has no argument \(word.text).",
                at: word,
                Suggestion.among(word.text, function.parameters.map(\.name), what: "It has")
            )
            return nil
        }
        while next < function.parameters.count, function.parameters[next].isOptional { next += 1 }
        guard next < function.parameters.count else {
            session.report(
                "\(name.text) takes fewer arguments.",
                at: argument.value.position,
                "It takes \(function.signature)."
            )
            return nil
        }
        next += 1
        return next - 1
    }

    /// Whether a parameter takes a value; notes what is used of it.
    private func takes(_ parameter: MappingFunction.Parameter, _ value: TypedValue, _ name: Name) -> Bool {
        if parameter.isConstant, value.constant == nil {
            session.report("\(parameter.name) of \(name.text) has to be a constant.", at: value.position)
            value.use()
            return false
        }
        guard let shape = parameter.shape else {
            value.use()
            return true
        }
        let members = shape.members
        if members.isEmpty {
            value.use()
        } else {
            // What the function does not look at is not used by it.
            for form in value.forms {
                for member in members { form.use.member(member.name).use(at: value.position) }
            }
        }
        let misfits = ShapeFit.misfits(value.type, into: ValueType(shape.open), session.patterns)
        guard let misfit = misfits.first else { return true }
        let subject = value.path ?? "The value"
        session.report(
            "\(name.text) cannot take this as \(parameter.name): \(subject) \(misfit.text).",
            at: value.position,
            value.forms.contains { $0.shape.isList }
                ? value.path.map { "Write only \($0), \($0)[1], or each c in \($0) => …." } : nil
        )
        return false
    }
}

extension MappingFunction {
    /// Its arguments, for people.
    var signature: String {
        parameters.map { $0.isOptional ? "\($0.name): …" : $0.name }.joined(separator: ", ")
    }
}

extension DocumentShape {
    /// The shape with any further members: a function looks only at its own.
    fileprivate var open: DocumentShape {
        guard case .object(let members, _) = self else { return self }
        return .object(members, isOpen: true)
    }
}
