import Canonical

/// The check of what a file declares, apart from where it is used: tables, and the parts of libraries.
struct DeclarationCheck {
    /// How many forms of a parameter's type a part of a library is checked for on its own.
    private static let formsMax = 4

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
        for part in file.parts { check(part, whole) }
    }

    /// Checks a part as if it were called for some forms of its types; mappings check it for those that they have.
    private func check(_ declaration: PartDeclaration, _ whole: CombinationCheck) {
        guard let part = declarations.part(declaration.name.text) else { return }
        let resolver = TypeResolver(session)
        switch declaration.signature {
        case .oneWay(let parameters, let result):
            let types = parameters.map { Array(resolver.alternatives(of: $0.type).prefix(Self.formsMax)) }
            let results = resolver.alternatives(of: result).prefix(Self.formsMax)
            guard types.allSatisfy({ !$0.isEmpty }) else { return }
            for result in results {
                for number in 0..<(types.map(\.count).max() ?? 1) {
                    call(part, types.map { $0[number % $0.count] }, result, whole)
                }
            }
        case .twoWay(let left, let right):
            for left in resolver.alternatives(of: left).prefix(Self.formsMax) {
                for right in resolver.alternatives(of: right).prefix(Self.formsMax) {
                    call(part, [left], right, whole)
                    call(part, [right], left, whole)
                }
            }
        }
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
