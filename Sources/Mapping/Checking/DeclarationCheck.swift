import Canonical

/// The check of what a file declares, apart from where it is used: tables, and the parts of libraries.
struct DeclarationCheck {
    /// For how many forms of its types a part of a library is tried on its own.
    private static let formsMax = 1_024

    private let session: CheckSession
    private let declarations: VisibleDeclarations

    init(_ session: CheckSession, _ declarations: VisibleDeclarations) {
        self.session = session
        self.declarations = declarations
    }

    func check() {
        let file = declarations.file
        for table in file.codes { CodeTable.check(table, session) }
        let whole = CombinationCheck(session, declarations)
        for table in file.tables {
            DecisionTable(table, session)?.check()
            _ = whole.decision(table, declarations)
        }
        guard file.kind == .library else { return }
        for part in file.parts { check(part) }
    }

    /// Checks a part as if it were called for some form of its types; mappings check it for those that they have.
    ///
    /// Types of one name can be very different ones, of which the part means some. So it is wrong only if it is wrong for
    /// each of them; what is wrong for the first is said then.
    private func check(_ declaration: PartDeclaration) {
        guard let part = declarations.part(declaration.name.text) else { return }
        let resolver = TypeResolver(session)
        switch declaration.signature {
        case .oneWay(let parameters, let result):
            let types = parameters.map { resolver.alternatives(of: $0.type) }
            guard types.allSatisfy({ !$0.isEmpty }) else { return }
            var forms: [(CombinationCheck) -> Void] = []
            for result in resolver.alternatives(of: result) {
                for number in 0..<(types.map(\.count).max() ?? 1) where forms.count < Self.formsMax {
                    forms.append { whole in call(part, types.map { $0[number % $0.count] }, result, whole) }
                }
            }
            tryForms(forms)
        case .twoWay(let left, let right):
            var forms: [(CombinationCheck) -> Void] = []
            let rights = resolver.alternatives(of: right)
            for left in resolver.alternatives(of: left) {
                for right in rights where forms.count < Self.formsMax {
                    forms.append { whole in
                        call(part, [left], right, whole)
                        call(part, [right], left, whole)
                    }
                }
            }
            tryForms(forms)
        }
    }

    /// Keeps what is noted for the first form without problems, or else for the first one.
    private func tryForms(_ forms: [(CombinationCheck) -> Void]) {
        let start = session.state()
        var first: CheckSession.State?
        for form in forms {
            form(CombinationCheck(session, declarations))
            guard session.problemCount > start.problemCount else { return }
            first = first ?? session.state()
            session.go(to: start)
        }
        if let first { session.go(to: first) }
    }

    private func call(
        _ part: VisibleDeclarations.Part,
        _ types: [ResolvedType],
        _ result: ResolvedType,
        _ whole: CombinationCheck
    ) {
        let name = part.declaration.name
        session.begin("\(types.map(\.label).joined(separator: ", ")) to \(result.label)")
        let values = types.enumerated()
            .map { number, type in
                TypedValue(.variable(number), type.type, absence: .never, at: name.position)
            }
        _ = whole.instance(of: part, name, values, into: result.type)
    }
}
