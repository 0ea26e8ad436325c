import Canonical

extension SchemaCompiler {
    /// Resolves the references, and those of schemas that only they lead to.
    mutating func resolveReferences() throws(Fault) {
        while let reference = references.popLast() {
            let keyword = reference.isDynamic ? "$dynamicRef" : "$ref"
            guard let (target, anchor) = try target(of: reference) else {
                throw fault(reference.location, keyword, "It leads to no schema that has been given.")
            }
            let rule: SchemaRule
            if reference.isDynamic, let anchor, isDynamic(anchor, target) {
                rule = .dynamicReference(target, anchor: anchor)
            } else {
                rule = .reference(target)
            }
            // Rules about the rest stay the last ones.
            program.nodes[reference.schema].rules.insert(rule, at: 0)
        }
    }

    /// Whether an anchor is a dynamic one, so that the schemas on the way may overrule it (core, section 8.2.3.2).
    private func isDynamic(_ anchor: String, _ target: Int) -> Bool {
        program.dynamicAnchors[program.nodes[target].resource][anchor] == target
    }

    private mutating func target(of reference: Reference) throws(Fault) -> (schema: Int, anchor: String?)? {
        let uri = resources[reference.location.resource].uri.resolving(reference.text)
        guard let resource = resourceNumbers[uri.resource] else { return nil }
        let fragment = uri.decodedFragment
        if fragment.isEmpty { return schemas[Location(resource: resource, fragment: "")].map { ($0, nil) } }
        guard fragment.hasPrefix("/") else {
            return anchors[Location(resource: resource, fragment: fragment)].map { ($0, fragment) }
        }
        return try schema(at: fragment, in: resource).map { ($0, nil) }
    }

    /// The schema that a JSON pointer leads to, which is compiled now if no keyword has led there.
    private mutating func schema(at pointer: String, in resource: Int) throws(Fault) -> Int? {
        var location = Location(resource: resource, fragment: "")
        var value = resources[resource].value
        for token in pointer.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            let token = String(token.replacing("~1", with: "/").replacing("~0", with: "~"))
            guard let next = value.value(at: [token]) else { return nil }
            location = location.appending(token)
            value = next
            if let inner = schemas[location] {
                location = innermost(inner, location)
            }
        }
        return try compile(value, at: location)
    }

    /// The location under which a schema keeps its own subschemas: its resource's root if it begins one.
    private func innermost(_ schema: Int, _ location: Location) -> Location {
        let resource = program.nodes[schema].resource
        return resource == location.resource ? location : Location(resource: resource, fragment: "")
    }
}
