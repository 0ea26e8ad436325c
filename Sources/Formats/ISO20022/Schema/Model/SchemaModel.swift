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
