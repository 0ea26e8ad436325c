/// The bounds on schemas.
enum SchemaLimits {
    /// Greatest nesting of elements in a schema, and of groups in a content model.
    static let depthMax = 64
    /// Greatest number of derivations from a built-in type to a simple type.
    static let derivationsMax = 32
    /// Greatest number of types that a definition may reach.
    static let typesMax = 20_000
    /// Greatest number of elements in the files of a schema together.
    static let elementsMax = 1_000_000
    /// Greatest count in a facet or of an occurrence.
    static let countMax = 1_000_000_000
}
