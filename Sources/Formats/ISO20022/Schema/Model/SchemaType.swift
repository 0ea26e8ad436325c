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
