import Canonical

/// The check of one frame: of a mapping or of a part, for one combination of types and one direction.
///
/// It works through the statements in their order, puts what has to be worked out first into steps, and what the target
/// gets into a tree; see the extensions by what they are about.
final class FrameCheck {
    /// What an input or parameter could be besides what it is here, for members that only some versions have.
    struct Root {
        /// The name of its type.
        let label: String
        /// The types of its other alternatives; found when they are needed.
        let siblings: () -> [ValueType]
    }

    /// A source field that has no place in the target.
    struct Dropped {
        let uses: [SourceUse]
        let path: String
        let position: SourcePosition
    }

    let session: CheckSession
    let whole: CombinationCheck
    let home: VisibleDeclarations
    /// Parts of the same file can be called if they stand before this number.
    let partLimit: Int
    /// The direction of a two-way mapping or part; nil in others.
    let direction: Statement.Direction?
    /// The formats of source and target, by which `carried` is found.
    let sourceFormat: String?
    let targetFormat: String?
    /// How a two-way mapping calls its sides.
    var sideNames: (source: String, target: String)?
    /// The types of both sides of a two-way part or mapping, for `?` marks.
    var targetLabel = ""
    var variableCount = 0
    /// How many of the variables are inputs or parameters: the first ones.
    private var inputCount = 0
    var steps: [CheckedStep] = []
    var armCounts: [Int] = []
    var roots: [Int: Root] = [:]
    /// The types of variables without what conditions say of them.
    var rootTypes: [Int: ValueType] = [:]
    var dropped: [Dropped] = []
    /// Whether the line at hand holds in both directions, where policies stand behind commas.
    var isInTwoWayLine = false
    /// The fields of two-way lines that more than one line has on a side, for kinds that differ by version.
    var sharedFields: Set<String> = []
    /// What lines would write to fields that this version of the target does not have.
    var undelivered: [Undelivered] = []
    /// What the other direction of a two-way mapping or part reads.
    var otherSide: Scope?
    var yields: [(statement: Statement, scope: Scope)] = []
    private var namedVariables: [Int: Name] = [:]
    private var usedVariables: Set<Int> = []

    init(
        _ whole: CombinationCheck,
        home: VisibleDeclarations,
        partLimit: Int,
        direction: Statement.Direction?,
        sourceFormat: String?,
        targetFormat: String?
    ) {
        session = whole.session
        self.whole = whole
        self.home = home
        self.partLimit = partLimit
        self.direction = direction
        self.sourceFormat = sourceFormat
        self.targetFormat = targetFormat
    }

    // MARK: - What is expected

    /// Whether it is a frame of the file that is checked, not of a library that the file uses.
    var isAtHome: Bool { home === whole.declarations }

    /// Notes what is a problem unless it is so for some combination of types at least.
    ///
    /// Only the frames of a mapping are held to it: what is superfluous in a part of a library for the types at hand may
    /// be needed for those of another mapping.
    func expect(_ problem: MappingProblem, isMet: Bool) {
        guard isAtHome, home.file.kind == .mapping else { return }
        session.expect(problem, isMet: isMet)
    }

    // MARK: - Variables

    func newVariable() -> Int {
        variableCount += 1
        return variableCount - 1
    }

    /// Makes a name mean a value; refuses one that means something already.
    func bind(_ name: Name, to value: TypedValue, in scope: inout Scope) {
        if scope.names[name.text] != nil || whole.givenNumber(name.text) != nil {
            session.report("\(name.text) is a name already.", at: name, "Take another name.")
            return
        }
        scope.names[name.text] = value
        guard case .variable(let variable) = value.kind else { return }
        namedVariables[variable] = name
    }

    func noteUse(ofVariable variable: Int) { usedVariables.insert(variable) }

    /// Says which names are never used.
    func reportUnusedNames() {
        for (variable, name) in namedVariables {
            let problem = MappingProblem(
                at: name.position,
                length: name.text.unicodeScalars.count,
                "\(name.text) is never used.",
                suggestion: "Leave it out."
            )
            // Of an object each field that is not used is named.
            let isObject = variable < inputCount && rootTypes[variable]?.isStructured ?? false
            guard isAtHome else { continue }
            session.expect(problem, isMet: isObject || usedVariables.contains(variable))
        }
    }

    /// An input or parameter: the variable of that number, with its forms.
    func root(_ name: String?, _ resolved: ResolvedType, _ use: SourceUse, at position: SourcePosition) -> TypedValue {
        let variable = newVariable()
        inputCount += 1
        let access = AccessPath(root: variable)
        rootTypes[variable] = resolved.type
        return TypedValue(
            kind: .variable(variable),
            position: position,
            shape: resolved.type.shape,
            parts: resolved.type.parts,
            forms: SourceForm.forms(of: resolved.type.shape, resolved.type.parts, use),
            absence: resolved.type.mayBeAbsent ? .with([access]) : .never,
            access: access,
            path: name
        )
    }

    // MARK: - Steps

    func addStep(_ kind: CheckedStep.Kind, in scope: Scope, at position: SourcePosition) {
        steps.append(CheckedStep(guardVariable: scope.guardVariable, kind: kind, position: position))
    }

    /// Works within steps of their own, and gives them back.
    func withOwnSteps<Result>(_ work: () -> Result) -> (Result, [CheckedStep]) {
        let outer = steps
        steps = []
        let result = work()
        let own = steps
        steps = outer
        return (result, own)
    }
}
