import Canonical

/// The check of a mapping for one combination of types: what its frames share.
final class CombinationCheck {
    /// A part as it is called with arguments of certain types.
    struct Instance {
        let number: Int
        let parameters: [ValueType]
        let result: ValueType
    }

    /// What instances are told apart by.
    private struct InstanceKey: Hashable {
        let home: ObjectIdentifier
        let number: Int
        let isBackward: Bool
        let shapes: [DocumentShape]
        let parts: [ObjectIdentifier]
        let result: DocumentShape?
        let resultParts: ObjectIdentifier?
    }

    let session: CheckSession
    let declarations: VisibleDeclarations
    /// The alternatives of the target, of which one is at hand.
    var targets: [ResolvedType] = []
    private(set) var givens: [CheckedGiven] = []
    private(set) var parts: [CheckedPart] = []
    private(set) var codes: [CheckedCodes] = []
    private(set) var decisions: [CheckedDecision] = []
    private(set) var usedGivens: Set<Int> = []
    private var instances: [InstanceKey: Instance?] = [:]
    private var codeNumbers: [String: Int] = [:]
    private var decisionNumbers: [String: (Int, ValueType)] = [:]

    init(_ session: CheckSession, _ declarations: VisibleDeclarations) {
        self.session = session
        self.declarations = declarations
        let resolver = TypeResolver(session)
        for given in declarations.file.givens {
            if givens.contains(where: { $0.name == given.name.text }) {
                session.report("\(given.name.text) is given twice.", at: given.name, "Leave one of them out.")
            }
            let types = resolver.alternatives(of: given.type)
            if types.count != 1 || types[0].description != nil {
                session.report(
                    "A given value has a simple type.",
                    at: given.name,
                    "Write, for example, given \(given.name.text): text 35."
                )
            }
            givens.append(CheckedGiven(name: given.name.text, type: types.first?.type ?? ValueType(.text)))
        }
    }

    func givenNumber(_ name: String) -> Int? { givens.firstIndex { $0.name == name } }

    func noteUse(ofGiven number: Int) { usedGivens.insert(number) }

    /// Another alternative of the target that has a member; nil if none has it.
    func otherTarget(having path: String, _ name: String, than label: String) -> String? {
        let members = path.split(separator: ".").map { String($0) } + [name]
        return targets.first { $0.label != label && !FrameCheck.follow(members, from: $0.type).isEmpty }?.label
    }

    // MARK: - Tables

    func number(of table: CodesDeclaration, isBackward: Bool) -> Int {
        let key = "\(table.name.position):\(isBackward)"
        if let number = codeNumbers[key] { return number }
        let map = CodeTable.map(table, isBackward: isBackward)
        codes.append(CheckedCodes(name: table.name.text, version: table.version, codes: map))
        codeNumbers[key] = codes.count - 1
        return codes.count - 1
    }

    /// The number of a decision table and the type of its result; nil after saying what is wrong with its results.
    func decision(_ table: TableDeclaration, _ home: VisibleDeclarations) -> (Int, ValueType)? {
        let key = "\(table.name.position)"
        if let known = decisionNumbers[key] { return known }
        guard let made = checkedDecision(table, home) else { return nil }
        decisions.append(made.0)
        let known = (decisions.count - 1, made.1)
        decisionNumbers[key] = known
        return known
    }

    private func checkedDecision(_ table: TableDeclaration, _ home: VisibleDeclarations) -> (
        CheckedDecision, ValueType
    )? {
        guard let declared = TypeResolver(session).simple(table.result) else {
            session.report(
                "A decision table gives a simple value.",
                at: table.name,
                "Write, for example, gives text."
            )
            return nil
        }
        let frame = FrameCheck(
            self,
            home: home,
            partLimit: 0,
            direction: nil,
            sourceFormat: nil,
            targetFormat: nil
        )
        var rows: [CheckedDecision.Row] = []
        var codes: [String]? = []
        for row in table.rows {
            let value = frame.infer(row.result, in: Scope())
            guard !value.isRefused else { return nil }
            if let misfit = ShapeFit.misfits(value.type, into: ValueType(declared), session.patterns).first {
                session.report(
                    "The result \(misfit.text).",
                    at: row.result.position,
                    "Give what the table says it gives."
                )
            }
            codes = codes.flatMap { codes in value.codes.map { codes + $0.filter { !codes.contains($0) } } }
            let cells = row.cells.map { cell -> Set<Literal>? in
                if case .oneOf(let literals) = cell { Set(literals) } else { nil }
            }
            rows.append(CheckedDecision.Row(cells: cells, result: value.expression))
        }
        var type = ValueType(declared)
        // What the rows give is known more closely than what is declared.
        if case .text(var text) = declared, let codes, text.codes == nil {
            text.codes = codes
            type.shape = .text(text)
        }
        let decision = CheckedDecision(name: table.name.text, columns: table.columns.map(\.name.text), rows: rows)
        return (decision, type)
    }

    // MARK: - Parts

    /// The part for arguments of these types; nil after saying why there is none.
    func instance(
        of part: VisibleDeclarations.Part,
        _ name: Name,
        _ values: [TypedValue],
        into target: ValueType?
    ) -> Instance? {
        guard let call = PartCall(self, part, name, values, into: target) else { return nil }
        let key = InstanceKey(
            home: ObjectIdentifier(part.home),
            number: part.number,
            isBackward: call.direction == .backward,
            shapes: call.parameters.map(\.type.shape),
            parts: call.parameters.map { ObjectIdentifier($0.type.parts) },
            result: call.result.type.shape,
            resultParts: ObjectIdentifier(call.result.type.parts)
        )
        if let known = instances[key] { return known }
        var made: Instance?
        if let checked = call.check() {
            parts.append(checked)
            made = Instance(number: parts.count - 1, parameters: checked.parameters, result: checked.result)
        }
        // What was found wrong quietly has to be found again, to be said.
        if made != nil || !session.isQuiet { instances[key] = .some(made) }
        return made
    }
}
