import Canonical

/// Turns schemas into a program: first every subschema with its keywords, then the references between them.
struct SchemaCompiler {
    /// Greatest number of schemas and subschemas.
    static let schemasMax = 100_000
    private static let dialect = "https://json-schema.org/draft/2020-12/schema"

    var program = SchemaProgram()
    /// The schema resources: what has a URI of its own.
    var resources: [Resource] = []
    var resourceNumbers: [String: Int] = [:]
    /// The schemas by resource and JSON pointer or anchor.
    var schemas: [Location: Int] = [:]
    var anchors: [Location: Int] = [:]
    /// The references that are not resolved yet.
    var references: [Reference] = []

    /// A schema with a URI of its own, and what lies in it.
    struct Resource {
        var uri: SchemaURI
        var value: DocumentValue
    }

    /// A place in a resource: a JSON pointer or an anchor.
    struct Location: Hashable {
        var resource: Int
        var fragment: String

        func appending(_ token: String) -> Location {
            let escaped = token.replacing("~", with: "~0").replacing("/", with: "~1")
            return Location(resource: resource, fragment: "\(fragment)/\(escaped)")
        }
    }

    /// A reference, to be entered as a rule of a schema.
    struct Reference {
        var schema: Int
        var text: String
        var isDynamic: Bool
        var location: Location
    }

    /// Compiles a schema and what it refers to.
    mutating func compile(
        _ schema: DocumentValue,
        definitions: [String: DocumentValue]
    ) throws(Fault) -> SchemaProgram {
        for (uri, definition) in definitions.sorted(by: { $0.key < $1.key }) {
            _ = try compileResource(definition, uri: SchemaURI(uri))
        }
        program.root = try compileResource(schema, uri: SchemaURI(""))
        try resolveReferences()
        return program
    }

    private mutating func compileResource(_ schema: DocumentValue, uri: SchemaURI) throws(Fault) -> Int {
        let location = Location(resource: addResource(uri, schema), fragment: "")
        return try compile(schema, at: location)
    }

    mutating func addResource(_ uri: SchemaURI, _ value: DocumentValue) -> Int {
        resourceNumbers[uri.resource] = resources.count
        resources.append(Resource(uri: uri, value: value))
        program.dynamicAnchors.append([:])
        return resources.count - 1
    }

    /// Compiles the schema at a location, unless that has been done.
    mutating func compile(_ value: DocumentValue, at place: Location) throws(Fault) -> Int {
        if let known = schemas[place] { return known }
        guard program.nodes.count < Self.schemasMax else {
            throw fault(place, nil, "There are more than \(Self.schemasMax) schemas.")
        }
        let index = program.nodes.count
        schemas[place] = index
        let location = try enterResource(value, index, place)
        program.nodes.append(SchemaNode(resource: location.resource, location: describe(location)))
        switch value {
        case .boolean(let isAlways): program.nodes[index].isNever = !isAlways
        case .object(let object): try compile(object, index, location)
        default: throw fault(place, nil, "A schema is an object, true or false.")
        }
        return index
    }

    /// The location itself, or that of the resource which the schema begins by its `$id`.
    private mutating func enterResource(
        _ value: DocumentValue,
        _ index: Int,
        _ place: Location
    ) throws(Fault) -> Location {
        guard let id = value["$id"] else { return place }
        guard let text = id.text else { throw fault(place, "$id", "A text is expected.") }
        let uri = resources[place.resource].uri.resolving(text)
        guard (uri.fragment ?? "").isEmpty else { throw fault(place, "$id", "It must not have a fragment.") }
        let location = Location(resource: addResource(uri, value), fragment: "")
        schemas[location] = index
        return location
    }

    private mutating func compile(_ object: DocumentObject, _ index: Int, _ location: Location) throws(Fault) {
        var rules: [SchemaRule] = []
        for member in object.members {
            try compile(member, of: object, index, location, &rules)
        }
        // Rules about the rest come when all else is done, and cheap ones before those that look further.
        rules.sort { Self.rank($0) < Self.rank($1) }
        program.nodes[index].rules += rules
    }

    private static func rank(_ rule: SchemaRule) -> Int {
        switch rule {
        case .unevaluatedItems, .unevaluatedProperties: 2
        case .types, .values, .bound, .multipleOf, .size, .pattern, .uniqueItems, .required: 0
        default: 1
        }
    }

    /// Checks that a schema is written in the dialect that is implemented.
    func checkDialect(_ value: DocumentValue, _ location: Location) throws(Fault) {
        guard let text = value.text, text == Self.dialect || text == Self.dialect + "#" else {
            throw fault(location, "$schema", "Only draft 2020-12 is implemented: \(Self.dialect).")
        }
    }

    func describe(_ location: Location) -> String {
        "\(resources[location.resource].uri.resource)#\(location.fragment)"
    }

    func fault(_ location: Location, _ keyword: String?, _ reason: String) -> Fault {
        let path = describe(location) + (keyword.map { "/\($0)" } ?? "")
        return Fault(
            .programmer,
            .configurationInvalid,
            stage: .setup,
            place: Place(path: path),
            reason: "The JSON Schema cannot be used: \(reason)",
            advice: "Change the schema; rules are never ignored in silence."
        )
    }
}
