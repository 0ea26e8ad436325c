/// An element and the key of its type; a built-in type has the key `xs:` and its name.
struct SchemaElement: Hashable, Sendable {
    var name: String
    var type: String
}
