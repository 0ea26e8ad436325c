/// Goes through a checked mapping as a run would, with sets of sources in the place of values.
struct LineageWalk {
    /// What is known of a field of the target.
    struct Target {
        var sources: Set<LineageSource> = []
        var isWhole = false
    }

    let mapping: CheckedMapping
    /// What was found, by path.
    private(set) var targets: [String: Target] = [:]
    /// What all targets depend on, such as a filter.
    private(set) var general: Set<LineageSource> = []
    /// What is known of the variables of the present frame.
    var variables: [Int: LineageValue] = [:]
    /// What decides whether the present place is reached.
    private var conditions: Set<LineageSource> = []
    /// The path of the target at the present place.
    private var path = ""

    init(_ mapping: CheckedMapping) {
        self.mapping = mapping
    }

    /// Goes through the mapping.
    mutating func walk() {
        for (number, input) in mapping.inputs.enumerated() {
            variables[number] = LineageValue(fields: [LineageValue.Field(input: input.name, path: "")])
        }
        walk(mapping.frame)
    }

    private mutating func walk(_ frame: CheckedFrame) {
        walk(frame.steps)
        walk(frame.outcome)
    }

    private mutating func walk(_ outcome: CheckedOutcome) {
        switch outcome {
        case .one(let content): walk(content)
        case .all(let outcomes): for outcome in outcomes { walk(outcome) }
        case .each(let variable, let list, let condition, let steps, let inner):
            let outer = conditions
            enter(variable, list, condition)
            walk(steps)
            walk(inner)
            conditions = outer
        }
    }

    mutating func walk(_ steps: [CheckedStep]) {
        for step in steps {
            let guardSources = step.guardVariable.map { variables[$0]?.used ?? [] } ?? []
            switch step.kind {
            case .define(let variable, let expression):
                var value = value(expression)
                value.sources.formUnion(guardSources)
                variables[variable] = step.guardVariable == nil ? value : variables[variable]?.or(value) ?? value
            // What they say is a fault or a finding, not a field.
            case .check, .drop: break
            case .filter(let condition, _): general.formUnion(value(condition).used.union(guardSources))
            }
        }
    }

    /// What is inside depends on the list and on the condition for its elements.
    mutating func enter(_ variable: Int, _ list: CheckedExpression, _ condition: CheckedExpression?) {
        let element = value(list).element
        variables[variable] = element
        conditions.formUnion(element.presence)
        if let condition { conditions.formUnion(value(condition).used) }
    }

    // MARK: - Contents

    private mutating func walk(_ content: CheckedContent) {
        switch content {
        case .value(let expression, _): put(value(expression).used, isWhole: false)
        case .copy(let expression, _): put(value(expression).used, isWhole: true)
        case .object(let object): walk(object)
        case .each(let variable, let list, let condition, let steps, let inner):
            let outer = conditions
            enter(variable, list, condition)
            walk(steps)
            walk(inner)
            conditions = outer
        case .list(let contents): for content in contents { walk(content) }
        case .part(let number, let arguments):
            let outer = (conditions, variables)
            conditions.formUnion(presence(of: arguments, neededBy: number))
            _ = enterPart(number, arguments)
            walk(mapping.parts[number].frame)
            (conditions, variables) = outer
        case .conditional(let condition, let then, let otherwise):
            let outer = conditions
            conditions.formUnion(value(condition).used)
            walk(then)
            if let otherwise { walk(otherwise) }
            conditions = outer
        case .alternative(let first, let second), .defaulted(let first, let second):
            let outer = conditions
            conditions.formUnion(sources(of: first))
            walk(second)
            conditions = outer
            walk(first)
        case .mandatory(let inner, _): walk(inner)
        case .bounded(let inner, _, _):
            // Which elements are left depends on all of them.
            let outer = conditions
            conditions.formUnion(sources(of: inner))
            walk(inner)
            conditions = outer
        }
    }

    private mutating func walk(_ object: CheckedObject) {
        walk(object.steps)
        for member in object.members {
            let outer = (conditions, path)
            if let variable = member.guardVariable { conditions.formUnion(variables[variable]?.used ?? []) }
            path += "/" + MappingRun.escaped(member.name)
            walk(member.content)
            (conditions, path) = outer
        }
    }

    private mutating func put(_ sources: Set<LineageSource>, isWhole: Bool) {
        targets[path, default: Target()].sources.formUnion(sources.union(conditions))
        if isWhole { targets[path, default: Target()].isWhole = true }
    }

    /// Everything that a content depends on.
    private mutating func sources(of content: CheckedContent) -> Set<LineageSource> {
        var inner = self
        inner.targets = [:]
        inner.walk(content)
        return inner.targets.values.reduce(into: []) { $0.formUnion($1.sources) }
    }

    /// The parameters become the variables; gives back what they were.
    mutating func enterPart(_ number: Int, _ arguments: [CheckedExpression]) -> [Int: LineageValue] {
        let values = arguments.map { value($0) }
        let outer = variables
        variables = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.offset, $0.element) })
        return outer
    }

    /// What decides whether a part is run: without an argument that it needs it is not.
    private mutating func presence(
        of arguments: [CheckedExpression],
        neededBy number: Int
    ) -> Set<LineageSource> {
        var sources: Set<LineageSource> = []
        for (argument, parameter) in zip(arguments, mapping.parts[number].parameters) where !parameter.mayBeAbsent {
            sources.formUnion(value(argument).presence)
        }
        return sources
    }

    /// Everything that a part's result depends on, for results that are looked into.
    mutating func sources(ofPart number: Int, _ arguments: [CheckedExpression]) -> Set<LineageSource> {
        var inner = self
        inner.targets = [:]
        inner.conditions = inner.presence(of: arguments, neededBy: number)
        _ = inner.enterPart(number, arguments)
        inner.walk(mapping.parts[number].frame)
        return inner.targets.values.reduce(into: []) { $0.formUnion($1.sources) }
    }
}
