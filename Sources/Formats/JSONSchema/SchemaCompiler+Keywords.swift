import Canonical

extension SchemaCompiler {
    /// Keywords that say something to people or tools and assert nothing (draft 2020-12, sections 9, and 7 and 8 of
    /// the validation vocabulary).
    private static let annotations: Set = [
        "title", "description", "default", "deprecated", "readOnly", "writeOnly", "examples", "$comment", "format",
        "contentEncoding", "contentMediaType", "contentSchema", "$id",
    ]
    /// Keywords that are read together with another one.
    private static let parts: Set = ["then", "else", "minContains", "maxContains"]

    /// Compiles one keyword into rules.
    mutating func compile(
        _ member: DocumentObject.Member,
        of object: DocumentObject,
        _ index: Int,
        _ location: Location,
        _ rules: inout [SchemaRule]
    ) throws(Fault) {
        let (keyword, value) = (member.name, member.value)
        if Self.annotations.contains(keyword) || Self.parts.contains(keyword) || keyword.hasPrefix("x-") { return }
        if try compileCore(keyword, value, index, location) { return }
        if let rule = try assertion(keyword, value, location) {
            rules.append(rule)
        } else if let rule = try applicator(keyword, value, object, location) {
            rules.append(rule)
        } else {
            throw fault(location, keyword, "The keyword is not implemented.")
        }
    }

    // MARK: - Core

    /// Handles a keyword of the core vocabulary; false if it is none.
    private mutating func compileCore(
        _ keyword: String,
        _ value: DocumentValue,
        _ index: Int,
        _ location: Location
    ) throws(Fault) -> Bool {
        switch keyword {
        case "$schema": try checkDialect(value, location)
        case "$anchor", "$dynamicAnchor":
            let name = try text(value, keyword, location)
            anchors[Location(resource: location.resource, fragment: name)] = index
            if keyword == "$dynamicAnchor" { program.dynamicAnchors[location.resource][name] = index }
        case "$defs":
            for member in try members(value, keyword, location) {
                _ = try compile(member.value, at: location.appending(keyword).appending(member.name))
            }
        case "$ref", "$dynamicRef":
            let text = try text(value, keyword, location)
            references.append(
                Reference(schema: index, text: text, isDynamic: keyword == "$dynamicRef", location: location)
            )
        default: return false
        }
        return true
    }

    // MARK: - Assertions

    private mutating func assertion(
        _ keyword: String,
        _ value: DocumentValue,
        _ location: Location
    ) throws(Fault) -> SchemaRule? {
        switch keyword {
        case "type": return .types(try types(value, location))
        case "enum": return .values(SchemaValues(try items(value, keyword, location)), keyword: keyword)
        case "const": return .values(SchemaValues([value]), keyword: keyword)
        case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum":
            let number = try number(value, keyword, location)
            return SchemaBound(rawValue: keyword).map { .bound(number, $0) }
        case "multipleOf":
            let number = try number(value, keyword, location)
            guard number.coefficient > 0 else { throw fault(location, keyword, "A number above 0 is expected.") }
            return .multipleOf(number)
        case "pattern": return .pattern(try pattern(try text(value, keyword, location), keyword, location))
        case "uniqueItems":
            guard case .boolean(let isUnique) = value else { throw fault(location, keyword, "Not true or false.") }
            return isUnique ? .uniqueItems : .nothing
        case "required": return .required(try names(value, keyword, location))
        case "dependentRequired":
            return .dependentRequired(try dependencies(value, keyword, location))
        default: return try size(keyword, value, location)
        }
    }

    private func size(_ keyword: String, _ value: DocumentValue, _ location: Location) throws(Fault) -> SchemaRule? {
        let sizes: [String: (SchemaSize, Bool)] = [
            "minLength": (.length, false), "maxLength": (.length, true), "minItems": (.items, false),
            "maxItems": (.items, true), "minProperties": (.properties, false), "maxProperties": (.properties, true),
        ]
        guard let (size, isMax) = sizes[keyword] else { return nil }
        return .size(size, max: isMax, try count(value, keyword, location))
    }

    private func types(_ value: DocumentValue, _ location: Location) throws(Fault) -> SchemaTypes {
        var types: SchemaTypes = []
        for name in value.items ?? [value] {
            guard let type = name.text.flatMap({ SchemaTypes.byName[$0] }) else {
                throw fault(location, "type", "There is no such type.")
            }
            types.insert(type)
        }
        return types
    }

    private mutating func dependencies(
        _ value: DocumentValue,
        _ keyword: String,
        _ location: Location
    ) throws(Fault) -> [SchemaDependency<[[UInt8]]>] {
        var dependencies: [SchemaDependency<[[UInt8]]>] = []
        for member in try members(value, keyword, location) {
            let names = try names(member.value, keyword, location)
            dependencies.append(SchemaDependency(name: Array(member.name.utf8), consequence: names))
        }
        program.memberNames.formUnion(dependencies.map(\.name))
        return dependencies
    }
}
