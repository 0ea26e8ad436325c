import Canonical

/// A compiled schema: all schemas and subschemas in one array, which refer to one another by index.
struct SchemaProgram: Sendable {
    var nodes: [SchemaNode] = []
    /// The index of the schema itself.
    var root = 0
    /// The dynamic anchors of each schema resource, by name.
    var dynamicAnchors: [[String: Int]] = []
    /// The names of members that the schemas themselves spell out: others may be values, such as account numbers.
    var memberNames: Set<[UInt8]> = []
    /// Whether what has been evaluated must be remembered, because some rule asks for the rest.
    var tracksEvaluated = false
}

/// One schema or subschema.
struct SchemaNode: Sendable {
    /// What it asks for, in the order in which it is checked.
    var rules: [SchemaRule] = []
    /// Whether it is the schema `false`, which nothing fits.
    var isNever = false
    /// The number of the schema resource that it lies in.
    var resource: Int
    /// Where it stands, as URI and JSON pointer.
    var location: String
}

/// What a schema asks for: one keyword, or several that only make sense together.
enum SchemaRule: Sendable {
    case types(SchemaTypes)
    case values(SchemaValues, keyword: String)
    case bound(Number, SchemaBound)
    case multipleOf(Number)
    case size(SchemaSize, max: Bool, Int)
    case pattern(ECMAPattern)
    case uniqueItems
    case required([[UInt8]])
    case dependentRequired([SchemaDependency<[[UInt8]]>])
    case allOf([Int])
    case anyOf([Int])
    case oneOf([Int])
    case not(Int)
    case conditional(condition: Int, consequence: Int?, alternative: Int?)
    case dependentSchemas([SchemaDependency<Int>])
    case reference(Int)
    case dynamicReference(Int, anchor: String)
    case properties(SchemaProperties)
    case propertyNames(Int)
    case items(prefix: [Int], rest: Int?)
    case contains(Int, min: Int, max: Int?)
    case unevaluatedItems(Int)
    case unevaluatedProperties(Int)

    /// A rule that everything fits: for keywords that another one has taken along.
    static let nothing = SchemaRule.allOf([])
}

/// The types of JSON, as `type` lists them.
struct SchemaTypes: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = SchemaTypes(rawValue: 1)
    static let boolean = SchemaTypes(rawValue: 2)
    static let object = SchemaTypes(rawValue: 4)
    static let array = SchemaTypes(rawValue: 8)
    static let number = SchemaTypes(rawValue: 16)
    static let string = SchemaTypes(rawValue: 32)
    static let integer = SchemaTypes(rawValue: 64)

    static let byName: [String: SchemaTypes] = [
        "null": .null, "boolean": .boolean, "object": .object, "array": .array, "number": .number,
        "string": .string, "integer": .integer,
    ]
}

/// The values of `enum` or `const`: texts by their bytes, others by the one JSON text that equal values share.
struct SchemaValues: Sendable {
    var texts: Set<[UInt8]> = []
    var others: Set<[UInt8]> = []

    init(_ values: [DocumentValue]) {
        for value in values {
            if case .text(let text) = value {
                texts.insert(Array(text.utf8))
            } else {
                others.insert(value.canonicalJSONBytes())
            }
        }
    }
}

/// A bound of a number.
enum SchemaBound: String, Sendable {
    case minimum
    case maximum
    case exclusiveMinimum
    case exclusiveMaximum
}

/// What a size counts.
enum SchemaSize: Sendable {
    case length
    case items
    case properties
}

/// What holds where a member is present.
struct SchemaDependency<Consequence: Sendable>: Sendable {
    var name: [UInt8]
    var consequence: Consequence
}

/// The keywords `properties`, `patternProperties` and `additionalProperties`, which belong together.
struct SchemaProperties: Sendable {
    /// Names and their schemas, sorted by length and bytes.
    private(set) var named: [SchemaDependency<Int>] = []
    var patterns: [(pattern: ECMAPattern, schema: Int)] = []
    var additional: Int?

    mutating func setNamed(_ members: [SchemaDependency<Int>]) {
        named = members.sorted { left, right in
            let (leftName, rightName) = (left.name, right.name)
            return Self.compare(leftName.span, rightName.span) < 0
        }
    }

    /// The schema of the member of that name.
    func schema(of name: Span<UInt8>) -> Int? {
        var low = 0
        var high = named.count
        while low < high {
            let middle = (low + high) / 2
            let candidate = named[middle].name
            let order = Self.compare(candidate.span, name)
            if order == 0 { return named[middle].consequence }
            if order < 0 { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    private static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        guard left.count == right.count else { return left.count - right.count }
        for index in left.indices where left[index] != right[index] { return Int(left[index]) - Int(right[index]) }
        return 0
    }
}
