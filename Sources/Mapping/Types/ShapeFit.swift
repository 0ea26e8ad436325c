import Canonical

/// Whether each value of one shape is a value of another one, member by member.
///
/// Named parts are compared once: descriptions are graphs, and some parts contain themselves.
struct ShapeFit {
    private let source: ShapeParts
    private let target: ShapeParts
    private let texts: TextFit
    private var compared: Set<[String]> = []
    private var misfits: [Misfit] = []
    private var omits = false

    /// Why values of a type may not fit another: empty if they do.
    ///
    /// Whether they are absent is not looked at.
    static func misfits(_ source: ValueType, into target: ValueType, _ patterns: PatternLibrary) -> [Misfit] {
        var fit = ShapeFit(source.parts, target.parts, patterns)
        fit.compare(source.shape, target.shape, at: [])
        return fit.misfits
    }

    /// Whether values of a type can have members that are no content, for which another type has no place.
    static func omits(_ source: ValueType, into target: ValueType, _ patterns: PatternLibrary) -> Bool {
        var fit = ShapeFit(source.parts, target.parts, patterns)
        fit.compare(source.shape, target.shape, at: [])
        return fit.omits
    }

    private init(_ source: ShapeParts, _ target: ShapeParts, _ patterns: PatternLibrary) {
        self.source = source
        self.target = target
        texts = TextFit(patterns)
    }

    private mutating func add(_ kind: Misfit.Kind, _ path: [String]) {
        let misfit = Misfit(kind: kind, path: path)
        if !misfits.contains(misfit) { misfits.append(misfit) }
    }

    private mutating func compare(_ from: DocumentShape, _ to: DocumentShape, at path: [String]) {
        if case .part(let name) = from, case .part(let other) = to {
            if name == other, source === target { return }
            guard compared.insert([name, other]).inserted else { return }
        }
        if case .any = target.resolve(to) { return }
        let targets = target.alternatives(of: to)
        for alternative in source.alternatives(of: from) {
            // Null says that there is no value: it is written as absent where the target has no null.
            if case .null = alternative { continue }
            compare(alternative, toOneOf: targets, at: path)
        }
    }

    private mutating func compare(_ from: DocumentShape, toOneOf targets: [DocumentShape], at path: [String]) {
        if targets.count == 1 { return compareResolved(from, targets[0], at: path) }
        var best: [Misfit]?
        for target in targets {
            var trial = self
            trial.misfits = []
            trial.compareResolved(from, target, at: path)
            if trial.misfits.isEmpty {
                omits = trial.omits
                return
            }
            if best.map({ trial.misfits.rank < $0.rank }) ?? true { best = trial.misfits }
        }
        for misfit in best ?? [] { add(misfit.kind, misfit.path) }
    }

    private mutating func compareResolved(_ from: DocumentShape, _ to: DocumentShape, at path: [String]) {
        switch (from, to) {
        case (_, .any), (.boolean, .boolean), (.null, .null): break
        case (.any, _): add(.unknown, path)
        case (.text(let own), .text(let other)):
            for kind in texts.misfits(own, into: other) { add(kind, path) }
        case (.number(let isInteger), .number(let mustBeInteger)):
            if mustBeInteger, !isInteger { add(.pattern("of a whole number"), path) }
        case (.number, .text(let text)) where text.meaning == .decimal && text.codes == nil: break
        case (.text(let text), .number(let mustBeInteger)) where text.meaning == .decimal:
            if mustBeInteger, !text.isWhole { add(.pattern("of a whole number"), path) }
        case (.list(let item, _, let max), .list(let otherItem, _, let otherMax)):
            if let otherMax, max.map({ $0 > otherMax }) ?? true { add(.tooMany(otherMax), path) }
            compare(item, otherItem, at: path)
        case (.list, _): add(.list, path)
        case (_, .list): add(.single, path)
        case (.object(let members, _), .object(let others, let isOpen)):
            compare(members, others, isOpen: isOpen, at: path)
        case (.object(let members, _), .map(let shape)):
            for member in members { compare(member.shape, shape, at: path + [member.name]) }
        case (.map(let shape), .map(let other)): compare(shape, other, at: path)
        case (.map, .object(let members, true)) where !members.contains(where: \.isRequired): break
        default: add(.kind(from.summary, target: to.summary), path)
        }
    }

    private mutating func compare(
        _ members: [DocumentMember],
        _ others: [DocumentMember],
        isOpen: Bool,
        at path: [String]
    ) {
        for member in members {
            if let other = others.first(where: { $0.name == member.name }) {
                compare(member.shape, other.shape, at: path + [member.name])
            } else if !isOpen {
                // How a message was written is not content, and no message that keeps its format has irregular members.
                if member.role == .layout || member.role == .irregular {
                    omits = true
                } else {
                    add(.member(member.name), path)
                }
            }
        }
        for other in others where other.isRequired {
            let member = members.first { $0.name == other.name }
            if member.map({ !$0.isRequired }) ?? true { add(.missing(other.name), path) }
        }
    }
}

extension [Misfit] {
    /// How far from fitting: another kind of value is further than a text that may be too long.
    fileprivate var rank: Int {
        reduce(0) { sum, misfit in
            switch misfit.kind {
            case .notWrittenAsDate, .kind, .list, .single, .unknown: sum + 100
            case .member, .missing: sum + 10
            default: sum + 1
            }
        }
    }
}

extension TextShape {
    /// Whether it is a constant without a fraction.
    fileprivate var isWhole: Bool { codes.map { $0.allSatisfy { !$0.contains(".") } } ?? false }
}

extension DocumentShape {
    /// What it is, for people: `a text of at most 35 characters`.
    package var summary: String {
        switch self {
        case .object, .map, .part: "an object"
        case .list: "a list"
        case .text(let text): text.summary
        case .number(let isInteger): isInteger ? "a whole number" : "a number"
        case .boolean: "true or false"
        case .null: "null"
        case .choice: "one of several kinds of value"
        case .any: "a value of any kind"
        }
    }
}

extension TextShape {
    /// What it is, for people.
    package var summary: String {
        if let codes, codes.count == 1 { return "the text \"\(codes[0])\"" }
        var text = meaning == .code || codes != nil ? "a code" : meaning.text
        if let lengthMax, codes == nil { text += " of at most \(lengthMax) characters" }
        return text
    }
}
