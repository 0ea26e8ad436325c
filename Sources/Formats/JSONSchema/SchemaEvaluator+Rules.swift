import Canonical

extension SchemaEvaluator {
    /// Applies one rule; `mark` is where what this schema has looked at begins.
    mutating func apply(_ rule: SchemaRule, of schema: SchemaNode, at index: Int, since mark: Int) -> Bool {
        switch rule {
        case .types, .values, .bound, .multipleOf, .size, .pattern, .uniqueItems:
            return checkValue(rule, of: schema, at: index)
        case .required(let names): return checkRequired(names, "required", of: schema, at: index)
        case .dependentRequired(let dependencies): return checkDependencies(dependencies, of: schema, at: index)
        case .properties(let properties): return checkProperties(properties, at: index)
        case .propertyNames(let inner): return checkNames(inner, of: schema, at: index)
        case .items(let prefix, let rest): return checkItems(prefix, rest, at: index)
        case .contains(let inner, let min, let max): return checkContains(inner, min, max, of: schema, at: index)
        case .unevaluatedItems(let inner): return checkRest(inner, .list, at: index, since: mark)
        case .unevaluatedProperties(let inner): return checkRest(inner, .object, at: index, since: mark)
        default: return applyInPlace(rule, of: schema, at: index)
        }
    }

    /// Applies a rule that leads to other schemas for the same value.
    private mutating func applyInPlace(_ rule: SchemaRule, of schema: SchemaNode, at index: Int) -> Bool {
        switch rule {
        case .allOf(let inner):
            var isValid = true
            for inner in inner where !evaluate(inner, at: index) { isValid = false }
            return isValid
        case .anyOf(let inner): return checkAny(inner, of: schema, at: index)
        case .oneOf(let inner): return checkOne(inner, of: schema, at: index)
        case .not(let inner):
            let mark = evaluated.count
            let isFit = fits(inner, at: index)
            evaluated.removeLast(evaluated.count - mark)
            return isFit ? report(schema, "not", "The value is one that is ruled out") : true
        case .conditional(let condition, let consequence, let alternative):
            let next = fits(condition, at: index) ? consequence : alternative
            return next.map { evaluate($0, at: index) } ?? true
        case .dependentSchemas(let dependencies):
            var isValid = true
            for dependency in dependencies where has(dependency.name, at: index) {
                if !evaluate(dependency.consequence, at: index) { isValid = false }
            }
            return isValid
        case .reference(let target): return evaluate(target, at: index)
        case .dynamicReference(let target, let anchor): return evaluate(dynamicTarget(target, anchor), at: index)
        default: return true
        }
    }

    private mutating func checkAny(_ schemas: [Int], of schema: SchemaNode, at index: Int) -> Bool {
        // With one alternative, its own findings say more.
        if schemas.count == 1 { return evaluate(schemas[0], at: index) }
        var isFit = false
        for inner in schemas where !isFit || program.tracksEvaluated {
            if fits(inner, at: index) { isFit = true }
        }
        return isFit ? true : report(schema, "anyOf", "The value fits none of \(schemas.count) schemas")
    }

    private mutating func checkOne(_ schemas: [Int], of schema: SchemaNode, at index: Int) -> Bool {
        if schemas.count == 1 { return evaluate(schemas[0], at: index) }
        var fitting = 0
        for inner in schemas where fits(inner, at: index) { fitting += 1 }
        return fitting == 1
            ? true : report(schema, "oneOf", "The value fits \(fitting) of \(schemas.count) schemas, not one")
    }

    func has(_ name: [UInt8], at index: Int) -> Bool {
        document.nodes[index].kind == .object && document.index(ofMember: name.span, in: index) != nil
    }
}
