import Canonical

/// Looking up in code tables and decision tables.
extension FrameCheck {
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
                "Write `or fault`, `or default \"…\"`, `or keep` or `or absent` behind \(name.text)."
            )
        case .unstated, .fault: break
        case .keep:
            checked = .keep
            results += missing
        case .absent: checked = .absent
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
            expect(problem, isMet: !isCovered)
        }
        var absence = subject.absence
        if case .absent = checked { absence = .unknown }
        var unique: [String] = []
        for result in results where !unique.contains(result) { unique.append(result) }
        var shape = TextShape(.code, codes: unique)
        if case .keep = checked, subject.codes == nil { shape = TextShape() }
        return TypedValue(
            .lookup(subject.expression, codes: whole.number(of: table, isBackward: isBackward), checked),
            ValueType(.text(shape)),
            absence: absence,
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
