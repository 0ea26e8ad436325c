import Canonical

/// Checks a mapping for each combination of its types.
struct MappingCombinations {
    /// Greatest number of combinations of one file: several inputs multiply.
    static let combinationsMax = 4_096

    private let session: CheckSession
    private let declarations: VisibleDeclarations
    private var file: MappingFile { declarations.file }

    init(_ session: CheckSession, _ declarations: VisibleDeclarations) {
        self.session = session
        self.declarations = declarations
    }

    func check() -> [CheckedMapping] {
        guard let target = file.target, !file.inputs.isEmpty else {
            session.report(
                "A mapping says from which type and to which type it leads.",
                at: file.name,
                "Write from NAME: TYPE and to TYPE."
            )
            return []
        }
        let resolver = TypeResolver(session)
        let inputs = file.inputs.map { resolver.alternatives(of: $0.type) }
        let targets = resolver.alternatives(of: target.type)
        guard inputs.allSatisfy({ !$0.isEmpty }), !targets.isEmpty, requireDocuments(inputs, targets) else { return [] }
        let count = inputs.reduce(targets.count) { product, types in
            product > Self.combinationsMax ? product : product * types.count
        }
        guard count <= Self.combinationsMax else {
            session.report(
                "The types of the inputs have more than \(Self.combinationsMax) combinations.",
                at: file.name,
                "Make several mappings of it."
            )
            return []
        }
        var mappings: [CheckedMapping] = []
        for types in combinations(inputs) {
            for target in targets {
                mappings += check(types, target, inputs, targets, file.isTwoWay ? .forward : nil)
                if file.isTwoWay { mappings += check([target], types[0], [targets], inputs[0], .backward) }
            }
        }
        return mappings
    }

    private func requireDocuments(_ inputs: [[ResolvedType]], _ targets: [ResolvedType]) -> Bool {
        for (types, input) in zip(inputs, file.inputs) where types.contains(where: { $0.description == nil }) {
            session.report("An input is a document.", at: input.name, "Name a document type, such as mt.103.")
            return false
        }
        return targets.allSatisfy { $0.description != nil }
    }

    private func combinations(_ inputs: [[ResolvedType]]) -> [[ResolvedType]] {
        inputs.reduce([[]]) { rows, types in rows.flatMap { row in types.map { row + [$0] } } }
    }

    // MARK: - One combination

    private func check(
        _ sources: [ResolvedType],
        _ target: ResolvedType,
        _ alternatives: [[ResolvedType]],
        _ targets: [ResolvedType],
        _ direction: Statement.Direction?
    ) -> [CheckedMapping] {
        session.begin("\(sources.map(\.label).joined(separator: ", ")) to \(target.label)")
        let whole = CombinationCheck(session, declarations)
        whole.targets = targets
        let frame = FrameCheck(
            whole,
            home: declarations,
            partLimit: .max,
            direction: direction,
            sourceFormat: sources[0].format,
            targetFormat: target.format
        )
        frame.targetLabel = target.label
        let names = names(direction)
        if direction != nil, let targetName = sideName(of: direction, isSource: false) {
            frame.sideNames = (names[0].text, targetName.text)
        }
        var scope = Scope()
        var inputs: [CheckedInput] = []
        var uses: [SourceUse] = []
        for (number, (source, name)) in zip(sources, names).enumerated() {
            guard let description = source.description else { return [] }
            var source = source
            if file.inputs.indices.contains(number), direction == nil, file.inputs[number].missing == .default,
                number > 0
            {
                var type = source.type
                type.mayBeAbsent = true
                source = ResolvedType(label: source.label, type: type, description: description, format: source.format)
            }
            let use = SourceUse()
            let value = frame.root(name.text, source, use, at: name.position)
            let others = alternatives[number].filter { $0.label != source.label }.map(\.type)
            frame.roots[number] = FrameCheck.Root(label: source.label) { others }
            let input = direction == nil ? file.inputs[number] : nil
            inputs.append(
                CheckedInput(
                    name: name.text,
                    description: description,
                    key: input.flatMap { key($0, frame, scope, isFirst: number == 0) },
                    missing: input?.missing ?? .fault
                )
            )
            frame.bind(name, to: value, in: &scope)
            uses.append(use)
        }
        frame.otherSide = otherSide(direction, target, whole)
        guard let description = target.description,
            let checked = frame.mappingFrame(file.body, into: target, scope, owner)
        else { return [] }
        for ((source, name), use) in zip(zip(sources, names), uses) {
            frame.reportUnused(source.type, use, name.text, at: name.position)
        }
        frame.reportDropped()
        frame.reportUnusedNames()
        report(unusedOf: whole)
        return [
            CheckedMapping(
                name: file.name.text,
                version: file.version,
                inputs: inputs,
                target: description,
                givens: whole.givens,
                frame: checked,
                parts: whole.parts,
                codes: whole.codes,
                decisions: whole.decisions
            )
        ]
    }

    /// The value by which a further input is found: it is read from the message.
    private func key(
        _ input: MappingInput,
        _ frame: FrameCheck,
        _ scope: Scope,
        isFirst: Bool
    ) -> CheckedExpression? {
        guard let key = input.key else {
            if !isFirst {
                session.report(
                    "How \(input.name.text) is found is not said.",
                    at: input.name,
                    "Write by … behind its type."
                )
            }
            return nil
        }
        if isFirst {
            session.report("The first input is the message itself.", at: input.name, "Leave by … out.")
            return nil
        }
        let value = frame.infer(key, in: scope)
        value.use()
        if !value.isRefused, let misfit = ShapeFit.misfits(value.type, into: ValueType(.text), session.patterns).first {
            session.report(
                "\(value.path ?? "The key") \(misfit.text).",
                at: key.position,
                "Name a field with one text."
            )
        }
        return value.expression
    }

    // MARK: - Names of the sides

    private func names(_ direction: Statement.Direction?) -> [Name] {
        guard let direction else { return file.inputs.map(\.name) }
        return [sideName(of: direction, isSource: true) ?? file.inputs[0].name]
    }

    private func sideName(of direction: Statement.Direction?, isSource: Bool) -> Name? {
        (direction == .forward) == isSource ? file.inputs[0].name : file.target?.name
    }

    private var owner: Name {
        if let name = file.target?.name { return name }
        guard let type = file.target?.type, let position = type.position else { return file.name }
        return Name(type.text, at: position)
    }

    private func otherSide(
        _ direction: Statement.Direction?,
        _ target: ResolvedType,
        _ whole: CombinationCheck
    ) -> Scope? {
        guard direction != nil, let name = sideName(of: direction, isSource: false) else { return nil }
        let frame = FrameCheck(
            whole,
            home: declarations,
            partLimit: 0,
            direction: nil,
            sourceFormat: nil,
            targetFormat: nil
        )
        var scope = Scope()
        scope.names[name.text] = frame.root(name.text, target, SourceUse(), at: name.position)
        return scope
    }

    // MARK: - What is declared and never used

    private func report(unusedOf whole: CombinationCheck) {
        for (number, given) in file.givens.enumerated() {
            let problem = MappingProblem(
                at: given.name.position,
                length: given.name.text.unicodeScalars.count,
                "\(given.name.text) is given and never used.",
                suggestion: "Leave it out."
            )
            session.expect(problem, isMet: whole.usedGivens.contains(number))
        }
        for name in file.uses {
            let problem = MappingProblem(
                at: name.position,
                length: name.text.unicodeScalars.count,
                "Nothing of \(name.text) is used.",
                suggestion: "Leave it out."
            )
            session.expect(
                problem,
                isMet: !declarations.hasLibrary(name.text) || declarations.usedLibraries.contains(name.text)
            )
        }
        for part in file.parts {
            let problem = MappingProblem(
                at: part.name.position,
                length: part.name.text.unicodeScalars.count,
                "\(part.name.text) is never called.",
                suggestion: "Leave it out, or move it into a library."
            )
            session.expect(problem, isMet: declarations.calledParts.contains(part.name.text))
        }
    }
}
