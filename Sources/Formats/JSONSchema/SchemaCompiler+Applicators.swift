import Canonical

extension SchemaCompiler {
    /// Compiles a keyword that applies other schemas; nil if it is none.
    mutating func applicator(
        _ keyword: String,
        _ value: DocumentValue,
        _ object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> SchemaRule? {
        let place = location.appending(keyword)
        switch keyword {
        case "allOf": return .allOf(try list(value, keyword, location))
        case "anyOf": return .anyOf(try list(value, keyword, location))
        case "oneOf": return .oneOf(try list(value, keyword, location))
        case "not": return .not(try compile(value, at: place))
        case "if": return try conditional(value, object, location)
        case "dependentSchemas": return .dependentSchemas(try map(value, keyword, location))
        case "properties", "patternProperties", "additionalProperties":
            return try properties(keyword, object, location)
        case "propertyNames": return .propertyNames(try compile(value, at: place))
        case "prefixItems", "items": return try items(keyword, object, location)
        case "contains": return try contains(value, object, location)
        case "unevaluatedItems", "unevaluatedProperties":
            program.tracksEvaluated = true
            let schema = try compile(value, at: place)
            return keyword == "unevaluatedItems" ? .unevaluatedItems(schema) : .unevaluatedProperties(schema)
        default: return nil
        }
    }

    private mutating func list(
        _ value: DocumentValue,
        _ keyword: String,
        _ location: Location
    ) throws(Fault) -> [Int] {
        let items = try items(value, keyword, location)
        guard !items.isEmpty else { throw fault(location, keyword, "At least one schema is expected.") }
        var schemas: [Int] = []
        for (number, item) in items.enumerated() {
            schemas.append(try compile(item, at: location.appending(keyword).appending(String(number))))
        }
        return schemas
    }

    private mutating func map(
        _ value: DocumentValue,
        _ keyword: String,
        _ location: Location
    ) throws(Fault) -> [SchemaDependency<Int>] {
        var schemas: [SchemaDependency<Int>] = []
        for member in try members(value, keyword, location) {
            let schema = try compile(member.value, at: location.appending(keyword).appending(member.name))
            schemas.append(SchemaDependency(name: Array(member.name.utf8), consequence: schema))
        }
        if keyword != "patternProperties" { program.memberNames.formUnion(schemas.map(\.name)) }
        return schemas
    }

    private mutating func part(
        _ keyword: String,
        of object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> Int? {
        guard let value = object[keyword] else { return nil }
        return try compile(value, at: location.appending(keyword))
    }

    private mutating func conditional(
        _ condition: DocumentValue,
        _ object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> SchemaRule {
        .conditional(
            condition: try compile(condition, at: location.appending("if")),
            consequence: try part("then", of: object, location),
            alternative: try part("else", of: object, location)
        )
    }

    /// Makes one rule of the three keywords, at the first of them that the schema has.
    private mutating func properties(
        _ keyword: String,
        _ object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> SchemaRule {
        let keywords = ["properties", "patternProperties", "additionalProperties"].filter { object[$0] != nil }
        guard keyword == keywords.first else { return .nothing }
        var properties = SchemaProperties()
        if let value = object["properties"] { properties.setNamed(try map(value, "properties", location)) }
        if let value = object["patternProperties"] {
            for (member, schema) in zip(
                try members(value, "patternProperties", location),
                try map(value, "patternProperties", location)
            ) {
                let pattern = try pattern(member.name, "patternProperties", location)
                properties.patterns.append((pattern, schema.consequence))
            }
        }
        properties.additional = try part("additionalProperties", of: object, location)
        return .properties(properties)
    }

    /// Makes one rule of `prefixItems` and `items`, at the first of them that the schema has.
    private mutating func items(
        _ keyword: String,
        _ object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> SchemaRule {
        if keyword == "items", object["prefixItems"] != nil { return .nothing }
        let prefix = try object["prefixItems"].map { value throws(Fault) in try list(value, "prefixItems", location) }
        return .items(prefix: prefix ?? [], rest: try part("items", of: object, location))
    }

    private mutating func contains(
        _ value: DocumentValue,
        _ object: DocumentObject,
        _ location: Location
    ) throws(Fault) -> SchemaRule {
        let schema = try compile(value, at: location.appending("contains"))
        let min = try object["minContains"].map { value throws(Fault) in try count(value, "minContains", location) }
        let max = try object["maxContains"].map { value throws(Fault) in try count(value, "maxContains", location) }
        return .contains(schema, min: min ?? 1, max: max)
    }
}
