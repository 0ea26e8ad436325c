/// How the parts of a group belong together.
enum SchemaGroup: String, Hashable, Sendable {
    case sequence
    case choice
    case all
}
