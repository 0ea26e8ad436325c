/// A name with its namespace.
struct QualifiedName: Hashable {
    let namespace: String
    let name: String
}
