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
