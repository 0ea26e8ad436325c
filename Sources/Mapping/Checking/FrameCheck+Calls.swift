import Canonical

/// Calls of functions and parts, code tables and decision tables.
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
        let type = function.result(values.map { $0?.type }, values.map { $0?.constant })
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

    // MARK: - Parts

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

    // MARK: - Tables

    func lookup(
        _ subject: TypedValue,
        _ name: Name,
        _ policy: LookupPolicy,
        isBackward: Bool = false,
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        subject.use()
        guard let table = home.codes(name.text) else {
            session.report(
                "There is no code table \(name.text).",
                at: name,
                Suggestion.among(name.text, home.codesNames, what: "There are")
            )
            return .refused(at: position)
        }
        guard !subject.isRefused else { return subject }
        if let misfit = ShapeFit.misfits(subject.type, into: ValueType(.text), session.patterns).first {
            session.report(
                "\(subject.path ?? "This value") \(misfit.text).",
                at: subject.position,
                "Look up a single text."
            )
            return .refused(at: position)
        }
        let codes = CodeTable.map(table, isBackward: isBackward)
        let missing = (subject.codes ?? []).filter { codes[$0] == nil }
        let isCovered = subject.codes != nil && missing.isEmpty
        var results = subject.codes.map { $0.compactMap { codes[$0] } } ?? codes.values.sorted()
        var checked = CheckedLookupPolicy.fault
        switch policy {
        case .unstated where !isCovered:
            let what = missing.isEmpty ? "may be another code than those of the table" : "may be \(missing.quoted)"
            session.report(
                "\(subject.path ?? "The value") \(what), and the line does not say what then happens.",
                at: name,
                "Write `or fault`, `or default \"…\"` or `or keep` behind \(name.text)."
            )
        case .unstated, .fault: break
        case .keep:
            checked = .keep
            results += missing
        case .default(let expression):
            let value = infer(expression, in: scope)
            value.use()
            guard let codes = value.codes else {
                session.report("A default of a look-up is a constant.", at: expression.position)
                return .refused(at: position)
            }
            results += codes
            checked = .default(value.expression)
        }
        if case .unstated = policy {
        } else {
            let problem = MappingProblem(
                at: name.position,
                length: name.text.unicodeScalars.count,
                "Every code that \(subject.path ?? "the value") may be is in \(name.text), so nothing else can happen.",
                suggestion: "Leave out what stands behind `or`."
            )
            session.expect(problem, isMet: !isCovered)
        }
        var unique: [String] = []
        for result in results where !unique.contains(result) { unique.append(result) }
        var shape = TextShape(.code, codes: unique)
        if case .keep = checked, subject.codes == nil { shape = TextShape() }
        return TypedValue(
            .lookup(subject.expression, codes: whole.number(of: table, isBackward: isBackward), checked),
            ValueType(.text(shape)),
            absence: subject.absence,
            at: position
        )
    }

    func decision(
        _ name: Name,
        _ arguments: [Expression],
        at position: SourcePosition,
        in scope: Scope
    ) -> TypedValue {
        let values = arguments.map { infer($0, in: scope) }
        for value in values { value.use() }
        guard let (table, home) = home.table(name.text) else {
            session.report(
                "There is no decision table \(name.text).",
                at: name,
                Suggestion.among(name.text, self.home.tableNames, what: "There are")
            )
            return .refused(at: position)
        }
        guard values.count == table.columns.count else {
            let names = table.columns.map(\.name.text).joined(separator: ", ")
            session.report("\(name.text) has \(table.columns.count) columns.", at: name, "Give \(names).")
            return .refused(at: position)
        }
        guard !values.contains(where: \.isRefused) else { return .refused(at: position) }
        for (value, column) in zip(values, table.columns) { require(value, in: column, of: name) }
        guard let (number, type) = whole.decision(table, home) else { return .refused(at: position) }
        return TypedValue(.decision(number, values.map(\.expression)), type, at: position)
    }

    private func require(_ value: TypedValue, in column: PartDeclaration.Parameter, of name: Name) {
        guard let shape = TypeResolver(session).simple(column.type) else { return }
        let subject = value.path ?? "This value"
        let misfits = ShapeFit.misfits(value.type, into: ValueType(shape), session.patterns)
        if let misfit = misfits.first {
            session.report(
                "\(subject) \(misfit.text): the column \(column.name.text) of \(name.text) does not have it.",
                at: value.position,
                "Bring it to one of the column's constants first, with `match` or a code table."
            )
        } else if value.absence != .never {
            session.report(
                "\(subject) may be absent, and \(name.text) needs a value for \(column.name.text).",
                at: value.position,
                "Write `if … is present then … else …`, or `else fault`."
            )
        }
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
