/// A schema as it was written, with types by name: what XSD files and the compact form are both read into.
///
/// ``DefinitionLinker`` makes a ``MessageDefinition`` of it, so that both ways lead to the same definition.
struct SchemaModel: Hashable, Sendable {
    /// The target namespace.
    var namespace: String
    /// The global elements in their order.
    var roots: [SchemaElement] = []
    /// The types by key: a type's own name, or a made-up one where it has none.
    var types: [String: SchemaType] = [:]
}

/// An element and the key of its type; a built-in type has the key `xs:` and its name.
struct SchemaElement: Hashable, Sendable {
    var name: String
    var type: String
}

/// A type of the schema.
struct SchemaType: Hashable, Sendable {
    /// What it is made of.
    enum Kind: Hashable, Sendable {
        /// Text: a restriction of the type of that key.
        case simple(base: String, facets: [SchemaFacet])
        /// Elements, attributes or both.
        case complex(SchemaContent, attributes: [SchemaAttribute])
    }

    /// The name for people and descriptions.
    var name: String
    /// What it is made of.
    var kind: Kind
    /// Where it was written, for faults; of no importance for what it is.
    var origin = SchemaOrigin()
}

/// Where something of a schema was written.
struct SchemaOrigin: Sendable, Hashable {
    /// The file's name.
    var file = ""
    /// The line, from 1.
    var line = 0

    // Two types are the same wherever they stand.
    static func == (left: SchemaOrigin, right: SchemaOrigin) -> Bool { true }

    func hash(into hasher: inout Hasher) {}
}

/// What stands between the tags of an element.
enum SchemaContent: Hashable, Sendable {
    case empty
    /// Text of the simple type of that key.
    case text(String)
    case elements(SchemaParticle)
}

/// An attribute with the key of its simple type.
struct SchemaAttribute: Hashable, Sendable {
    var name: String
    var type: String
    var isRequired: Bool
}

/// A part of a content model.
indirect enum SchemaParticle: Hashable, Sendable {
    case element(SchemaElement, Occurrence)
    case group(SchemaGroup, [SchemaParticle], Occurrence)
    case any(Wildcard, Occurrence)
}

/// How the parts of a group belong together.
enum SchemaGroup: String, Hashable, Sendable {
    case sequence
    case choice
    case all
}

/// A facet of a simple type, in one step of derivation.
enum SchemaFacet: Hashable, Sendable {
    case length(Int)
    case lengthMin(Int)
    case lengthMax(Int)
    /// The alternatives of one step.
    case pattern([String])
    case enumeration([String])
    case totalDigits(Int)
    case fractionDigits(Int)
    case minInclusive(String)
    case maxInclusive(String)
    case minExclusive(String)
    case maxExclusive(String)
    case whiteSpace(SimpleType.WhiteSpace)
}
