/// What stands between the tags of an element.
enum SchemaContent: Hashable, Sendable {
    case empty
    /// Text of the simple type of that key.
    case text(String)
    case elements(SchemaParticle)
}
