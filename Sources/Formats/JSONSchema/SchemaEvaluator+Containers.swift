import Canonical

extension SchemaEvaluator {
    /// Calls with each value of a container and its number; nothing for other values.
    private mutating func forEachChild(
        of index: Int,
        _ kind: DocumentNode.Kind,
        _ body: (inout SchemaEvaluator, _ child: Int, _ number: Int) -> Void
    ) {
        guard document.nodes[index].kind == kind else { return }
        let end = document.nodes[index].end(at: index)
        var child = index + 1
        var number = 0
        while child < end {
            body(&self, child, number)
            child = document.nodes[child].end(at: child)
            number += 1
        }
    }

    mutating func noteEvaluated(_ child: Int) {
        if program.tracksEvaluated { evaluated.append(child) }
    }

    // MARK: - Objects

    mutating func checkRequired(_ names: [[UInt8]], _ keyword: String, of schema: SchemaNode, at index: Int) -> Bool {
        guard document.nodes[index].kind == .object else { return true }
        var isValid = true
        for name in names where !has(name, at: index) {
            isValid = report(
                schema,
                keyword,
                "A required member is missing",
                member: name
            )
        }
        return isValid
    }

    mutating func checkDependencies(
        _ dependencies: [SchemaDependency<[[UInt8]]>],
        of schema: SchemaNode,
        at index: Int
    ) -> Bool {
        var isValid = true
        for dependency in dependencies where has(dependency.name, at: index) {
            if !checkRequired(dependency.consequence, "dependentRequired", of: schema, at: index) { isValid = false }
        }
        return isValid
    }

    mutating func checkProperties(_ properties: SchemaProperties, at index: Int) -> Bool {
        var isValid = true
        forEachChild(of: index, .object) { evaluator, child, number in
            if !evaluator.checkMember(properties, child, number) { isValid = false }
        }
        return isValid
    }

    private mutating func checkMember(_ properties: SchemaProperties, _ child: Int, _ number: Int) -> Bool {
        let name = document.nameBytes(at: child)
        var isNamed = false
        var isValid = true
        if let schema = properties.schema(of: name.span) {
            isNamed = true
            if !evaluate(schema, inside: child, number: number) { isValid = false }
        }
        for (pattern, schema) in properties.patterns {
            guard pattern.isMatched(by: name.span, stepsLeft: &patternStepsLeft) == .yes else { continue }
            isNamed = true
            if !evaluate(schema, inside: child, number: number) { isValid = false }
        }
        if !isNamed {
            guard let additional = properties.additional else { return true }
            if !evaluate(additional, inside: child, number: number) { isValid = false }
        }
        noteEvaluated(child)
        return isValid
    }

    /// Applies a schema to each name, as a document of its own.
    mutating func checkNames(_ inner: Int, of schema: SchemaNode, at index: Int) -> Bool {
        var isValid = true
        forEachChild(of: index, .object) { evaluator, child, number in
            let name = evaluator.document.nameBytes(at: child)
            if evaluator.fits(inner, asText: name.span) { return }
            isValid = evaluator.report(schema, "propertyNames", "The member's name is not allowed", name: child, number)
        }
        return isValid
    }

    // MARK: - Lists

    mutating func checkItems(_ prefix: [Int], _ rest: Int?, at index: Int) -> Bool {
        var isValid = true
        forEachChild(of: index, .list) { evaluator, child, number in
            guard let schema = number < prefix.count ? prefix[number] : rest else { return }
            if !evaluator.evaluate(schema, inside: child, number: number) { isValid = false }
            evaluator.noteEvaluated(child)
        }
        return isValid
    }

    mutating func checkContains(_ inner: Int, _ min: Int, _ max: Int?, of schema: SchemaNode, at index: Int) -> Bool {
        guard document.nodes[index].kind == .list else { return true }
        var count = 0
        forEachChild(of: index, .list) { evaluator, child, number in
            guard evaluator.fits(inner, inside: child, number: number) else { return }
            count += 1
            evaluator.noteEvaluated(child)
        }
        if count < min {
            let keyword = min == 1 ? "contains" : "minContains"
            return report(schema, keyword, "\(count) items are of the kind of which at least \(min) are expected")
        }
        if let max, count > max {
            return report(schema, "maxContains", "\(count) items are of the kind of which at most \(max) are expected")
        }
        return true
    }

    // MARK: - The rest

    /// Applies a schema to the values that no other rule of the schema has looked at.
    mutating func checkRest(_ inner: Int, _ kind: DocumentNode.Kind, at index: Int, since mark: Int) -> Bool {
        let known = Set(evaluated[mark...])
        var isValid = true
        forEachChild(of: index, kind) { evaluator, child, number in
            guard !known.contains(child) else { return }
            if !evaluator.evaluate(inner, inside: child, number: number) { isValid = false }
            evaluator.noteEvaluated(child)
        }
        return isValid
    }
}
