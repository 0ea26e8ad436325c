import Canonical

/// What the checks of one file share: the problems, and what has to hold for one combination of types at least.
final class CheckSession {
    /// What is expected, told apart without the suggestion, which depends on the types.
    fileprivate struct Expectation: Hashable {
        let position: SourcePosition
        let message: String
    }

    /// What was noted up to some time.
    struct State {
        fileprivate let found: [MappingProblem: [String]]
        fileprivate let expectations: [Expectation: (problem: MappingProblem, isMet: Bool)]
        fileprivate let combinations: [String]
        let problemCount: Int
    }

    let types: any DocumentTypes
    let functions: [String: MappingFunction]
    let patterns: PatternLibrary
    /// What the combination under way is called.
    var combination = ""
    private var combinations: [String] = []
    private(set) var isQuiet = false
    /// How many problems were noted so far.
    private(set) var problemCount = 0
    private var found: [MappingProblem: [String]] = [:]
    private var expectations: [Expectation: (problem: MappingProblem, isMet: Bool)] = [:]
    private var components: [String: [DocumentDescription]] = [:]
    private var descriptions: [String: DocumentDescription] = [:]
    private var parts: [[String]: ShapeParts] = [:]

    init(_ types: any DocumentTypes, _ functions: [MappingFunction], _ patterns: PatternLibrary) {
        self.patterns = patterns
        self.types = types
        self.functions = Dictionary(functions.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Works without noting anything; problems are counted only until it is done.
    func quietly<Result>(_ work: () -> Result) -> Result {
        let outer = (isQuiet: isQuiet, count: problemCount)
        isQuiet = true
        defer { (isQuiet, problemCount) = (outer.isQuiet, outer.count) }
        return work()
    }

    /// Notes a problem; its texts are put together only where it is said.
    func report(
        _ message: @autoclosure () -> String,
        at position: SourcePosition,
        length: @autoclosure () -> Int = 1,
        _ suggestion: @autoclosure () -> String? = nil
    ) {
        problemCount += 1
        guard !isQuiet else { return }
        let problem = MappingProblem(at: position, length: length(), message(), suggestion: suggestion())
        if found[problem]?.last != combination { found[problem, default: []].append(combination) }
    }

    /// Notes a problem at a name.
    func report(
        _ message: @autoclosure () -> String,
        at name: Name,
        _ suggestion: @autoclosure () -> String? = nil
    ) {
        report(message(), at: name.position, length: name.text.unicodeScalars.count, suggestion())
    }

    /// Notes what is a problem unless it is met once, for some combination of types.
    func expect(_ problem: MappingProblem, isMet: Bool) {
        guard !isQuiet else { return }
        let key = Expectation(position: problem.position, message: problem.message)
        let known = expectations[key]
        if let known, known.isMet { return }
        expectations[key] = (problem, isMet)
    }

    /// What was noted so far, to go back to where something is only tried.
    func state() -> State {
        State(found: found, expectations: expectations, combinations: combinations, problemCount: problemCount)
    }

    /// Goes back to what was noted at some time.
    func go(to state: State) {
        found = state.found
        expectations = state.expectations
        combinations = state.combinations
        problemCount = state.problemCount
    }

    /// Begins the next combination.
    func begin(_ combination: String) {
        self.combination = combination
        combinations.append(combination)
    }

    /// All problems, sorted by place; what only some combinations have says which.
    func problems() -> [MappingProblem] {
        let unmet = expectations.values.filter { !$0.isMet }.map(\.problem)
        let found = found.map { problem, combinations in
            guard combinations.count < self.combinations.count, !combinations.contains("") else { return problem }
            var problem = problem
            let shown = combinations.prefix(3).joined(separator: ", ")
            let rest = combinations.count - 3
            problem.message += " This is so for \(shown)\(rest > 0 ? " and \(rest) more" : "")."
            return problem
        }
        return (unmet + found).sorted()
    }

    // MARK: - Descriptions

    /// The description of a document type; nil after saying that there is none.
    func description(of name: Name) -> DocumentDescription? {
        if let known = descriptions[name.text] { return known }
        do throws(Fault) {
            let description = try types.description(of: name.text)
            descriptions[name.text] = description
            return description
        } catch {
            report(
                "There is no document type \(name.text).",
                at: name,
                NearestName.nearest(to: name.text, in: types.names).map { "Did you mean \($0)?" } ?? error.reason
            )
            return nil
        }
    }

    /// The named shapes of a description: one object for each, so that equal types are seen at once.
    func parts(of description: DocumentDescription) -> ShapeParts {
        // Components of one name come from several types, which their summaries tell apart.
        let key = [description.name, description.summary]
        if let known = parts[key] { return known }
        let made = ShapeParts(description.parts)
        parts[key] = made
        return made
    }

    /// The types that a component's name stands for; empty after saying that there is none.
    func components(system: Name, name: Name) -> [DocumentDescription] {
        let key = "\(system.text):\(name.text)"
        if let known = components[key] { return known }
        do throws(Fault) {
            let found = try types.components(system: system.text, name: name.text)
            components[key] = found
            return found
        } catch {
            report("There is no type \(key).", at: system, error.advice ?? error.reason)
            components[key] = []
            return []
        }
    }
}
