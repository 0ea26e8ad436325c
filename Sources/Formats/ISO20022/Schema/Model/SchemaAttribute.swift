/// An attribute with the key of its simple type.
struct SchemaAttribute: Hashable, Sendable {
    var name: String
    var type: String
    var isRequired: Bool
}
